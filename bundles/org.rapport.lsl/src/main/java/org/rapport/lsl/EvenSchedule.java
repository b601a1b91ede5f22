package org.rapport.lsl;

/**
 * When samples are due. One seems missing when the next is late by more than jitter explains; {@link LateSamples} tells whether
 * it is. The schedule follows the device's crystal, which is never perfect. Where samples come in bursts with nearly the same
 * stamp, all but the first of a burst are early, and only that first one tells.
 */
final class EvenSchedule {
    /** Periods that a sample must be late before one is missed. */
    private static final double LATE = 0.75;
    /** Periods between the earliest and the latest sample that only bursts explain. */
    private static final double BURST = 2;
    /** The schedule is set right after this many seconds, or samples. */
    private static final double SECONDS = 2;
    private static final int SAMPLES = 8;

    private final double period;
    private double due = Double.NaN;
    private double since;
    private int count;
    private double sum;
    private double earliest;
    private double latest;

    EvenSchedule(double period) {
        this.period = period;
    }

    void newSegment() {
        due = Double.NaN;
    }

    /** How many samples seem to be missing before the next one. */
    long lostBefore(double stamp) {
        if (Double.isNaN(due)) {
            due = stamp;
            begin(stamp);
        }
        double error = stamp - due;
        long lost = error >= LATE * period ? Math.round(error / period) : 0;
        due += lost * period;
        follow(stamp, stamp - due);
        due += period;
        return lost;
    }

    private void begin(double stamp) {
        since = stamp;
        count = 0;
        sum = 0;
        earliest = Double.POSITIVE_INFINITY;
        latest = Double.NEGATIVE_INFINITY;
    }

    private void follow(double stamp, double error) {
        count++;
        sum += error;
        earliest = Math.min(earliest, error);
        latest = Math.max(latest, error);
        if (stamp - since >= SECONDS && count >= SAMPLES) {
            due += latest - earliest < BURST * period ? sum / count : Math.min(0, latest);
            begin(stamp);
        }
    }
}
