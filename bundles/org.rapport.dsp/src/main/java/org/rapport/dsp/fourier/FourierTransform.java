package org.rapport.dsp.fourier;

/**
 * The discrete Fourier transform of one length. Not scaled forwards, divided by the length backwards, as usual. An object
 * is used by one thread at a time.
 */
public interface FourierTransform {

    /** A transform of any length from 1 on: radix 2 for powers of two, Bluestein's chirp for all others. */
    static FourierTransform of(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("a Fourier transform of " + length + " values is impossible");
        }
        return Integer.bitCount(length) == 1 ? new RadixTwo(length) : new Bluestein(length);
    }

    /** How many values it transforms. */
    int length();

    /** Transforms complex values in place. */
    void forward(double[] real, double[] imaginary);

    /** Transforms complex values back in place. */
    default void inverse(double[] real, double[] imaginary) {
        forward(imaginary, real); // exchanging both parts before and after turns the direction round
        for (int i = 0; i < length(); i++) {
            real[i] /= length();
            imaginary[i] /= length();
        }
    }
}
