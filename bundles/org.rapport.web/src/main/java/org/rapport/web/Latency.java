package org.rapport.web;

import org.HdrHistogram.Histogram;

/** How long after the capture of its latest sample a node sent a block, over the last half to one minute. */
final class Latency {
    private static final double PERIOD = 30;
    private static final long LONGEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 2;

    private Histogram earlier = new Histogram(LONGEST_MICROS, DIGITS);
    private Histogram now = new Histogram(LONGEST_MICROS, DIGITS);
    private double since = Double.NaN;

    /**
     * Counts a block.
     *
     * @param seconds its age
     * @param at when, in seconds of the LSL clock
     */
    synchronized void add(double seconds, double at) {
        if (!(at - since < PERIOD)) {
            Histogram oldest = earlier;
            earlier = now;
            oldest.reset();
            now = oldest;
            since = at;
        }
        now.recordValue(Math.max(0, Math.min(LONGEST_MICROS, (long) (seconds * 1e6))));
    }

    /** The age that so many of a hundred blocks do not exceed, in seconds; NaN if there was none. */
    synchronized double percentile(double percent) {
        Histogram both = earlier.copy();
        both.add(now);
        return both.getTotalCount() == 0 ? Double.NaN : both.getValueAtPercentile(percent) / 1e6;
    }
}
