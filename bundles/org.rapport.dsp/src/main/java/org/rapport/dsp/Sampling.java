package org.rapport.dsp;

/**
 * How a stream is sampled.
 *
 * @param gap the longest stretch without a valid sample that is bridged, in seconds
 * @param weights what its samples count for a row
 */
record Sampling(double gap, StreamWeights weights) {
    /** Two periods of a slow stream are no gap yet, only its usual distance and some jitter. */
    private static final double PERIODS = 2.1;

    /**
     * The sampling at a rate.
     *
     * @param rate samples a second
     * @param outputRate rows a second
     * @param delay how far rows may look ahead, in seconds
     * @param maxGap the longest stretch that the user wants to be bridged, in seconds
     */
    static Sampling at(double rate, double outputRate, double delay, double maxGap) {
        return new Sampling(Math.max(maxGap, PERIODS / rate), new StreamWeights(rate, outputRate, delay));
    }

    /** The time of the earliest sample that may count for a row. */
    double earliest(double time) {
        return weights == null ? time : weights.earliest(time);
    }
}
