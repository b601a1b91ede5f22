package org.rapport.dsp.fourier;

/**
 * The discrete Fourier transform of one length. Not scaled forwards, divided by the length backwards, as usual. An object
 * is used by one thread at a time.
 */
public interface FourierTransform {

    /** A transform of any length from 1 on: by its factors if they are 2, 3 and 5 only, by Bluestein's chirp if not. */
    static FourierTransform of(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("a Fourier transform of " + length + " values is impossible");
        }
        if (Integer.bitCount(length) == 1) {
            return new RadixTwo(length);
        }
        return MixedRadix.fits(length) ? new MixedRadix(length) : new Bluestein(length);
    }

    /** One more of the same length, for another thread. */
    default FourierTransform another() {
        return of(length());
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
