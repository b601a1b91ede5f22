package org.lsl4j;

/**
 * The clock that time stamps are told in: seconds, steady, of arbitrary origin (about the time since this machine
 * started). Not the time of day.
 */
public final class LslClock {
    /** {@link System#nanoTime} may begin anywhere, even below zero, but stamps of 0 and -1 mean something else. */
    private static final long ORIGIN = System.nanoTime() < 1_000_000_000L ? System.nanoTime() - 1_000_000_000L : 0;

    private LslClock() {
    }

    /** The time now, in seconds. */
    public static double now() {
        long nanos = System.nanoTime() - ORIGIN;
        // apart, or the double would lose the last digits of a long uptime
        return nanos / 1_000_000_000L + (nanos % 1_000_000_000L) * 1e-9;
    }
}
