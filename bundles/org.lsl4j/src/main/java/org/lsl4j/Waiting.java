package org.lsl4j;

import java.time.Duration;

/** How an {@link Inlet} waits, and what it says of that. */
final class Waiting {
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private Waiting() {
    }

    static String words(Duration timeout) {
        return timeout.toMillis() / 1000.0 + " s";
    }

    /** Waits a while before another attempt; false if time is over. */
    static boolean pause(long deadline) {
        long millis = Math.min(LONGEST_PAUSE_MILLIS, (deadline - System.nanoTime()) / 1_000_000);
        if (millis <= 0) {
            return false;
        }
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static LslException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new LslException("interrupted while waiting for a stream", cause);
    }
}
