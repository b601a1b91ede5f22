package org.rapport.dsp;

import java.util.Arrays;

/**
 * The rate of a stream that does not tell it, such as a camera's whose pictures come when they are ready: by the middle one of
 * the last distances between samples, so that neither lost nor doubled samples change it.
 */
final class MeasuredRate {
    /** Distances that are looked at. */
    static final int DISTANCES = 64;
    /** Rates that are told apart in an octave: a rate that wavers is mostly the same. */
    private static final double STEPS = 4;
    /** No device sends more slowly or faster than this, in Hz. */
    private static final double LOWEST = 0.05;
    private static final double HIGHEST = 4000;

    private MeasuredRate() {
    }

    /**
     * The rate at a place, which depends on the samples before it only.
     *
     * @param to the place behind the last sample that counts
     * @return samples a second, rounded down to one of few; NaN where fewer than two samples are there
     */
    static double before(SampleHistory samples, int to) {
        int from = Math.max(samples.first(), to - DISTANCES - 1);
        if (to - from < 2) {
            return Double.NaN;
        }
        double[] distances = new double[to - from - 1];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = samples.times()[from + i + 1] - samples.times()[from + i];
        }
        Arrays.sort(distances);
        double rate = 1 / distances[distances.length / 2];
        return Math.pow(2, Math.floor(STEPS * Math.log(Math.max(LOWEST, Math.min(HIGHEST, rate))) / Math.log(2)) / STEPS);
    }
}
