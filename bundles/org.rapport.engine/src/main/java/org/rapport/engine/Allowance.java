package org.rapport.engine;

import java.util.function.LongSupplier;

/** A share of the time, which may be used up, and a little more at once. For any thread. */
final class Allowance {
    private final double share;
    private final long most;
    private final LongSupplier clock;
    private long left;
    private long countedAt;

    /**
     * All of it is left.
     *
     * @param share of the time that passes
     * @param most nanoseconds that may be left, and that may be owed
     * @param clock in nanoseconds
     */
    Allowance(double share, long most, LongSupplier clock) {
        this.share = share;
        this.most = most;
        this.clock = clock;
        left = most;
        countedAt = clock.getAsLong();
    }

    /** Takes what something is expected to use, if there is any left at all; returns whether there was. */
    synchronized boolean take(long expected) {
        long now = clock.getAsLong();
        long more = (long) (share * (now - countedAt));
        if (more > 0) { // else what is less than a nanosecond would be lost each time
            left = Math.min(most, left + more);
            countedAt = now;
        }
        boolean is = left > 0;
        if (is) {
            use(expected);
        }
        return is;
    }

    /** Takes so many nanoseconds more, or gives some back. A single long use is forgiven after a while. */
    synchronized void use(long more) {
        left = Math.max(-most, Math.min(most, left - more));
    }
}
