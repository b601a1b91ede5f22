package org.rapport.dsp.fourier;

/** Cooley and Tukey's transform, decimation in time. */
final class RadixTwo implements FourierTransform {
    private final int length;
    private final double[] cosine;
    private final double[] sine;

    RadixTwo(int length) {
        this.length = length;
        this.cosine = new double[length / 2];
        this.sine = new double[length / 2];
        for (int k = 0; k < length / 2; k++) {
            cosine[k] = Math.cos(2 * Math.PI * k / length);
            sine[k] = Math.sin(2 * Math.PI * k / length);
        }
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void forward(double[] real, double[] imaginary) {
        reverseBits(real);
        reverseBits(imaginary);
        for (int half = 1; half < length; half *= 2) {
            for (int start = 0; start < length; start += 2 * half) {
                for (int k = 0; k < half; k++) {
                    butterfly(real, imaginary, start + k, half, k * (length / (2 * half)));
                }
            }
        }
    }

    private void butterfly(double[] real, double[] imaginary, int upper, int half, int twiddle) {
        int lower = upper + half;
        double re = real[lower] * cosine[twiddle] + imaginary[lower] * sine[twiddle];
        double im = imaginary[lower] * cosine[twiddle] - real[lower] * sine[twiddle];
        real[lower] = real[upper] - re;
        imaginary[lower] = imaginary[upper] - im;
        real[upper] += re;
        imaginary[upper] += im;
    }

    private void reverseBits(double[] values) {
        for (int i = 1; i < length; i++) {
            int j = Integer.reverse(i) >>> (Integer.numberOfLeadingZeros(length) + 1);
            if (i < j) {
                double swapped = values[i];
                values[i] = values[j];
                values[j] = swapped;
            }
        }
    }
}
