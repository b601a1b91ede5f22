package org.rapport.dsp.offline;

import org.rapport.dsp.fourier.FourierTransform;
import org.rapport.dsp.fourier.LowSpectrum;

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
        LowSpectrum spectrum = new LowSpectrum(signal, Math.min(signal.length, length) / 2 + 1);
        double[] real = resized(spectrum.real(), 1, signal.length);
        double[] imaginary = resized(spectrum.imaginary(), -1, signal.length);
        FourierTransform.of(length).inverse(real, imaginary);
        double scale = (double) length / signal.length;
        for (int i = 0; i < length; i++) {
            real[i] *= scale;
        }
        return real;
    }

    /**
     * One part of the spectrum of a real signal, cut or extended to the new length. The bin at the lower of both Nyquist
     * frequencies stands alone in one of the two spectra and as a pair of conjugates in the other.
     *
     * @param part from frequency 0 to the lower of both Nyquist frequencies
     * @param mirror the sign that the part has at the opposite frequency
     * @param former length of the signal
     */
    private double[] resized(double[] part, int mirror, int former) {
        int shared = Math.min(former, length);
        double[] resized = new double[length];
        resized[0] = part[0];
        for (int k = 1; 2 * k < shared; k++) {
            resized[k] = part[k];
            resized[length - k] = mirror * part[k];
        }
        int nyquist = shared / 2;
        if (shared % 2 == 0 && former == length) {
            resized[nyquist] = part[nyquist];
        } else if (shared % 2 == 0 && former > length) {
            resized[nyquist] = part[nyquist] + mirror * part[nyquist];
        } else if (shared % 2 == 0) {
            resized[nyquist] = 0.5 * part[nyquist];
            resized[length - nyquist] = mirror * 0.5 * part[nyquist];
        }
        return resized;
    }
}
