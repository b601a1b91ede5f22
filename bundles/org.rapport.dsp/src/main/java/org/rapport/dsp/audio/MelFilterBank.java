package org.rapport.dsp.audio;

import java.util.Arrays;

/**
 * Triangular filters at equal distances on the mel scale, each from the centre of the one before to the centre of the one
 * behind (S. Young et al., The HTK Book, section 5.4).
 */
final class MelFilterBank {
    private final int bands;
    /** The band, counted from 1, whose triangle falls at this bin; that of the next one rises. */
    private final int[] falling;
    /** How high the falling triangle is at this bin; the rising one has the rest to 1. */
    private final double[] height;

    /**
     * @param highest where the last filter ends, in Hz; the first begins at 0
     * @param bins of the spectrum, from 0 to half the sampling rate
     * @param spacing from bin to bin, in Hz
     */
    MelFilterBank(int bands, double highest, int bins, double spacing) {
        this.bands = bands;
        double distance = mel(highest) / (bands + 1);
        int used = (int) Math.min(bins, Math.round(highest / spacing));
        this.falling = new int[used];
        this.height = new double[used];
        for (int bin = 0; bin < used; bin++) {
            double position = mel(bin * spacing) / distance;
            falling[bin] = (int) position;
            height[bin] = 1 - (position - falling[bin]);
        }
    }

    private static double mel(double hertz) {
        return 1127 * Math.log1p(hertz / 700);
    }

    /** The sum of a spectrum under each filter. */
    double[] apply(double[] spectrum) {
        double[] sums = new double[bands + 2]; // with what lies below the first centre and above the last
        for (int bin = 1; bin < falling.length; bin++) { // without the constant part
            sums[falling[bin]] += height[bin] * spectrum[bin];
            sums[falling[bin] + 1] += (1 - height[bin]) * spectrum[bin];
        }
        return Arrays.copyOfRange(sums, 1, bands + 1);
    }
}
