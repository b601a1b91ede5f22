package org.lsl4j.internal.wire;

import org.lsl4j.LslClock;

/** Fills in the time stamps that are not transmitted: each comes one interval after the one before it. */
public final class StampDeduction {
    /** Seconds in which an outlet that stamps at all sends a stamp: those of a chunk behind the first are never sent. */
    private static final double PATIENCE = 3;

    private final double interval;
    private double previous = Double.NaN;
    private boolean transmitted;
    private double begun = Double.NaN;
    private volatile boolean unstamped;

    /** For the samples of one connection. */
    public StampDeduction(double nominalRate) {
        interval = nominalRate > 0 ? 1 / nominalRate : 0;
    }

    /** From now on, nothing is deduced from the stamps before. */
    public void restart() {
        previous = Double.NaN;
        transmitted = false;
        begun = Double.NaN;
        unstamped = false;
    }

    /** The stamp of the next sample, in seconds: the one transmitted, unless that is not finite. */
    public double next(double stamp) {
        if (Double.isFinite(stamp)) {
            transmitted = true;
            unstamped = false;
            previous = stamp;
        } else if (transmitted) {
            previous += interval;
        } else {
            invent();
        }
        return previous;
    }

    /** With nothing to deduce from, when it came is the best there is. */
    private void invent() {
        double now = LslClock.now();
        begun = Double.isNaN(begun) ? now : begun;
        unstamped = now - begun > PATIENCE;
        previous = Double.isNaN(previous) || interval == 0 ? now : previous + interval;
    }

    /** Whether so many samples came without any stamp that there will be none; may be asked on another thread. */
    public boolean isUnstamped() {
        return unstamped;
    }
}
