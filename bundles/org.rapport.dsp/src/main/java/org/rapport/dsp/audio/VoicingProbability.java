package org.rapport.dsp.audio;

import org.rapport.dsp.fourier.FourierTransform;

/**
 * How much a frame repeats itself: the highest rise of its autocorrelation beyond the period of the highest pitch, relative to
 * lag 0. The name is openSMILE's; it is no probability, but lies between 0 and 1.
 */
final class VoicingProbability {
    private static final double HIGHEST_PITCH = 500;

    private final FourierTransform transform;
    private final int shortestLag;

    /** @param rate of the audio, in Hz */
    VoicingProbability(double rate, FourierTransform transform) {
        this.transform = transform;
        double period = (float) (transform.length() / rate) / transform.length(); // single as in openSMILE: 31 at 16 kHz, not 32
        this.shortestLag = (int) (1 / (HIGHEST_PITCH * period));
    }

    /** The voicing of a frame with this magnitude spectrum, from 0 to half the sampling rate. */
    double of(double[] magnitudes) {
        double[] correlation = autocorrelation(magnitudes);
        int lags = transform.length() / 2;
        double highest = correlation[lags - 1];
        for (int lag = shortestLag; lag < lags; lag++) {
            if (correlation[lag] > correlation[lag - 1]) {
                highest = Math.max(highest, correlation[lag]);
            }
        }
        return correlation[0] > 0 ? highest / correlation[0] : 0;
    }

    /** The absolute values: openSMILE takes a negative correlation for as good as a positive one. */
    private double[] autocorrelation(double[] magnitudes) {
        int length = transform.length();
        double[] power = new double[length];
        for (int bin = 0; bin < length; bin++) {
            double magnitude = magnitudes[Math.min(bin, length - bin)];
            power[bin] = magnitude * magnitude;
        }
        transform.inverse(power, new double[length]);
        for (int lag = 0; lag < length; lag++) {
            power[lag] = Math.abs(power[lag]);
        }
        return power;
    }
}
