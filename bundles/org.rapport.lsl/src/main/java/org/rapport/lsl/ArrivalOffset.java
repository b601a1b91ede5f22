package org.rapport.lsl;

/**
 * Finds how an unknown clock differs from this machine's, from when its samples arrive: the sample with the shortest way
 * tells. The offset is found once, from the first second, and stays, so that the distances between samples are the device's
 * own; only when the shortest way of a whole minute says that the clocks have drifted apart, a new offset begins.
 */
final class ArrivalOffset {
    /** Seconds from the first sample during which the offset is looked for. */
    private static final double LEARNING = 1;
    private static final double WATCH = 60;
    /** Seconds that the clocks may drift apart. */
    private static final double DRIFT = 0.1;

    private double begun = Double.NaN;
    private double shortest = Double.POSITIVE_INFINITY;
    private double offset = Double.NaN;

    /** Takes note of a sample's stamp and arrival. */
    void observe(double stamp, double now) {
        if (Double.isNaN(begun)) {
            begun = now;
        }
        shortest = Math.min(shortest, now - stamp);
    }

    /**
     * Looks at what was observed.
     *
     * @return whether there is another offset from now on
     */
    boolean settle(double now) {
        boolean first = Double.isNaN(offset);
        if (!(now - begun >= (first ? LEARNING : WATCH))) {
            return false;
        }
        boolean changed = first || Math.abs(shortest - offset) > DRIFT;
        if (changed) {
            offset = shortest;
        }
        begun = Double.NaN;
        shortest = Double.POSITIVE_INFINITY;
        return changed;
    }

    /** Takes what was observed so far, for a stream that ends sooner. */
    void settleNow() {
        if (Double.isNaN(offset) && !Double.isInfinite(shortest)) {
            offset = shortest;
        }
    }

    /** Begins anew: the clock was set. */
    void restart() {
        begun = Double.NaN;
        shortest = Double.POSITIVE_INFINITY;
        offset = Double.NaN;
    }

    boolean isKnown() {
        return !Double.isNaN(offset);
    }

    /** Seconds to add to a stamp. */
    double seconds() {
        return offset;
    }
}
