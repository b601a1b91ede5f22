package org.rapport.web;

import org.HdrHistogram.Histogram;

/** How long something took that was done again and again, over the last half to one minute. */
final class Latency {
    private static final double PERIOD = 30;
    private static final long LONGEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 2;

    private Histogram earlier = new Histogram(LONGEST_MICROS, DIGITS);
    private Histogram now = new Histogram(LONGEST_MICROS, DIGITS);
    private double since = Double.NaN;

    /**
     * Counts one.
     *
     * @param seconds how long it took
     * @param at when it was done, in seconds of the LSL clock
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

    /** How long they took. */
    synchronized Percentiles percentiles() {
        Histogram both = earlier.copy();
        both.add(now);
        return both.getTotalCount() == 0 ? Percentiles.NONE : new Percentiles(both.getValueAtPercentile(50) / 1e6,
                both.getValueAtPercentile(95) / 1e6, both.getValueAtPercentile(99) / 1e6, both.getMaxValue() / 1e6);
    }
}
