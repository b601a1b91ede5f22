package org.rapport.dsp;

/**
 * The impulse response that a stream is resampled with: a sinc of the cut-off frequency under a Kaiser window, after
 * Kaiser's design formulas (A. V. Oppenheim, R. W. Schafer, Discrete-Time Signal Processing, section 7.5.3).
 */
final class LowPassKernel {
    /** Attenuation aimed at beyond the Nyquist frequency, dB. */
    static final double ATTENUATION = 70;
    private static final double BETA = 0.1102 * (ATTENUATION - 8.7);
    private static final int TABLE = 4096;

    private final double halfWidth;
    private final double cutOff;
    private final double[] table = new double[TABLE + 2];

    /**
     * @param cutOff the frequency that is halved, in Hz
     * @param halfWidth how far the kernel reaches to each side, in seconds
     */
    LowPassKernel(double cutOff, double halfWidth) {
        this.halfWidth = halfWidth;
        this.cutOff = cutOff;
        for (int i = 0; i <= TABLE; i++) {
            table[i] = exact(halfWidth * i / TABLE);
        }
    }

    /**
     * The kernel from one rate to another.
     *
     * @param inputRate samples a second that come in
     * @param outputRate samples a second that go out
     * @param halfWidth how far the kernel reaches to each side, in seconds: the resampler's delay
     */
    static LowPassKernel between(double inputRate, double outputRate, double halfWidth) {
        double nyquist = 0.5 * Math.min(inputRate, outputRate);
        // half of the transition band lies below the cut-off, so that it ends at the Nyquist frequency; a stream too slow
        // for that within the delay keeps 70 % of its band, and what it lets through are images, no aliases
        return new LowPassKernel(Math.max(nyquist - 0.5 * transition(halfWidth), 0.7 * nyquist), halfWidth);
    }

    /** How wide the band is from what passes unchanged to what is stopped, in Hz, of a kernel of that half width. */
    static double transition(double halfWidth) {
        return (ATTENUATION - 7.95) / (2.285 * 2 * Math.PI * 2 * halfWidth);
    }

    /** The highest frequency that passes unchanged (-6 dB point), in Hz. */
    double cutOff() {
        return cutOff;
    }

    /** The response at a distance in seconds, linearly interpolated from a table fine enough for single precision. */
    double at(double seconds) {
        double position = Math.abs(seconds) / halfWidth * TABLE;
        if (position >= TABLE) {
            return 0;
        }
        int below = (int) position;
        double part = position - below;
        return table[below] + part * (table[below + 1] - table[below]);
    }

    private double exact(double seconds) {
        double x = 2 * Math.PI * cutOff * seconds;
        double sinc = x == 0 ? 1 : Math.sin(x) / x;
        double edge = seconds / halfWidth;
        return sinc * bessel(BETA * Math.sqrt(Math.max(0, 1 - edge * edge))) / bessel(BETA);
    }

    /** The modified Bessel function of the first kind and order 0, by its power series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            double factor = x / (2 * k);
            term *= factor * factor;
            sum += term;
        }
        return sum;
    }
}
