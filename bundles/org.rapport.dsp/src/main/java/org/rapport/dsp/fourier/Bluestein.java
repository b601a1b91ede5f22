package org.rapport.dsp.fourier;

/**
 * The transform as a convolution with a chirp, by transforms of a power of two (L. Bluestein, A linear filtering approach to
 * the computation of the discrete Fourier transform, 1970). Prime lengths cost no more than others.
 */
final class Bluestein implements FourierTransform {
    private final int length;
    private final FourierTransform longer;
    private final double[] cosine;
    private final double[] sine;
    private final double[] chirpReal;
    private final double[] chirpImaginary;

    Bluestein(int length) {
        this.length = length;
        this.longer = new RadixTwo(powerOfTwoFrom(2L * length - 1));
        this.cosine = new double[length];
        this.sine = new double[length];
        this.chirpReal = new double[longer.length()];
        this.chirpImaginary = new double[longer.length()];
        for (int k = 0; k < length; k++) {
            double angle = Math.PI * ((long) k * k % (2L * length)) / length; // reduced first: k * k alone costs digits
            cosine[k] = Math.cos(angle);
            sine[k] = Math.sin(angle);
            int mirrored = (longer.length() - k) % longer.length();
            chirpReal[k] = chirpReal[mirrored] = cosine[k];
            chirpImaginary[k] = chirpImaginary[mirrored] = sine[k];
        }
        longer.forward(chirpReal, chirpImaginary);
    }

    private static int powerOfTwoFrom(long least) {
        if (least > 1 << 30) {
            throw new IllegalArgumentException("a Fourier transform of " + (least + 1) / 2 + " values is too long");
        }
        return least == 1 ? 1 : Integer.highestOneBit((int) least - 1) * 2;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void forward(double[] real, double[] imaginary) {
        double[] re = new double[longer.length()];
        double[] im = new double[longer.length()];
        for (int k = 0; k < length; k++) {
            re[k] = real[k] * cosine[k] + imaginary[k] * sine[k];
            im[k] = imaginary[k] * cosine[k] - real[k] * sine[k];
        }
        convolveWithChirp(re, im);
        for (int k = 0; k < length; k++) {
            real[k] = re[k] * cosine[k] + im[k] * sine[k];
            imaginary[k] = im[k] * cosine[k] - re[k] * sine[k];
        }
    }

    private void convolveWithChirp(double[] re, double[] im) {
        longer.forward(re, im);
        for (int k = 0; k < re.length; k++) {
            double product = re[k] * chirpReal[k] - im[k] * chirpImaginary[k];
            im[k] = re[k] * chirpImaginary[k] + im[k] * chirpReal[k];
            re[k] = product;
        }
        longer.inverse(re, im);
    }
}
