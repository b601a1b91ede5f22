package org.rapport.dsp.offline;

import java.util.Arrays;

import org.rapport.dsp.fourier.FourierTransform;

/**
 * A signal at another number of values over the same time, by cutting or extending its spectrum:
 * {@code scipy.signal.resample(x, num)}. It takes the signal for periodic.
 */
public final class FourierResampling {
    private final int length;

    /**
     * @param length how many values come out
     * @throws IllegalArgumentException if there would be none
     */
    public FourierResampling(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("resampling to " + length + " values is impossible; choose 1 or more");
        }
        this.length = length;
    }

    /**
     * Resamples one channel of a whole recording. A value that is NaN makes all of the result NaN, as in SciPy.
     *
     * @param signal at least one value
     * @return its values at {@code length} equal steps; the first stands at the time of the signal's first
     * @throws IllegalArgumentException if the signal is empty
     */
    public double[] apply(double[] signal) {
        if (signal.length == 0) {
            throw new IllegalArgumentException("resampling needs at least one value; there is none");
        }
        double[] real = signal.clone();
        double[] imaginary = new double[signal.length];
        FourierTransform.of(signal.length).forward(real, imaginary);
        double[] newReal = resized(real, 1);
        double[] newImaginary = resized(imaginary, -1);
        FourierTransform.of(length).inverse(newReal, newImaginary);
        double scale = (double) length / signal.length;
        return Arrays.stream(newReal).map(value -> scale * value).toArray();
    }

    /**
     * One part of the spectrum of a real signal, cut or extended to the new length. The bin at the lower of both Nyquist
     * frequencies stands alone in one of the two spectra and as a pair of conjugates in the other.
     *
     * @param mirror the sign that the part has at the opposite frequency
     */
    private double[] resized(double[] part, int mirror) {
        int shared = Math.min(part.length, length);
        double[] resized = new double[length];
        resized[0] = part[0];
        for (int k = 1; 2 * k < shared; k++) {
            resized[k] = part[k];
            resized[length - k] = mirror * part[k];
        }
        int nyquist = shared / 2;
        if (shared % 2 == 0 && part.length == length) {
            resized[nyquist] = part[nyquist];
        } else if (shared % 2 == 0 && part.length > length) {
            resized[nyquist] = part[nyquist] + mirror * part[nyquist];
        } else if (shared % 2 == 0) {
            resized[nyquist] = 0.5 * part[nyquist];
            resized[length - nyquist] = mirror * 0.5 * part[nyquist];
        }
        return resized;
    }
}
