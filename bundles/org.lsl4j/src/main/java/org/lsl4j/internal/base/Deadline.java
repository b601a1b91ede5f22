package org.lsl4j.internal.base;

import java.time.Duration;

/** Points in time of {@link System#nanoTime} until which something is waited for. */
public final class Deadline {
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private Deadline() {
    }

    public static long after(Duration timeout) {
        return System.nanoTime() + (timeout.compareTo(FOREVER) > 0 ? FOREVER : timeout).toNanos();
    }

    /** Milliseconds to go, rounded up; 0 or less when it is over. */
    public static long millisTo(long deadline) {
        return Math.floorDiv(deadline - System.nanoTime() + 999_999, 1_000_000L);
    }
}
