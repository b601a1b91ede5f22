package org.rapport.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Says in time that a disk is filling up, by how fast its free space goes. */
final class DiskWatch {
    /** Below this it is said in any case. */
    static final long LITTLE_BYTES = 1L << 30;
    /** If the space lasts for less than this it is said. */
    static final double SHORT_SECONDS = 1800;
    private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** The pace is that of so many checks: what another program writes once is no pace. */
    private static final int CHECKS = 6;
    /** If the last check says that the space lasts for less, nobody waits for more checks. */
    private static final double URGENT_SECONDS = 300;

    private final Deque<Long> earlier = new ArrayDeque<>();
    private long checkedAt = System.nanoTime() - PACE_NANOS;
    private long freeBefore = -1;
    private long saidAt = Long.MAX_VALUE;

    /**
     * A warning if there is reason for one since the last; again only when half of the space is gone.
     *
     * @throws IOException if the disk cannot be asked
     */
    Optional<String> check(Path file) throws IOException {
        long now = System.nanoTime();
        if (now - checkedAt < PACE_NANOS) {
            return Optional.empty();
        }
        double seconds = (now - checkedAt) / 1e9;
        checkedAt = now;
        long free = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
        earlier.addLast(free);
        if (earlier.size() > CHECKS + 1) {
            earlier.removeFirst();
        }
        boolean paced = earlier.size() > CHECKS;
        if (!paced && secondsLeft(free, seconds) > URGENT_SECONDS) {
            freeBefore = -1;
        } else if (paced) {
            freeBefore = earlier.peekFirst();
        }
        Optional<String> warning = judge(free, paced ? CHECKS * seconds : seconds);
        freeBefore = free;
        return warning;
    }

    private double secondsLeft(long free, double seconds) {
        return freeBefore > free ? free / ((freeBefore - free) / seconds) : Double.POSITIVE_INFINITY;
    }

    /** @param seconds since the last time */
    Optional<String> judge(long free, double seconds) {
        double left = secondsLeft(free, seconds);
        if (free >= LITTLE_BYTES && left >= SHORT_SECONDS || free > saidAt / 2) {
            return Optional.empty();
        }
        saidAt = free;
        String time = left < Double.POSITIVE_INFINITY
                ? String.format(Locale.ROOT, ", which lasts for %.0f min at this pace", left / 60)
                : "";
        return Optional.of(String.format(Locale.ROOT, "only %.1f GB are free on its disk%s; free some space now",
                free / 1e9, time));
    }

    /** What the next judgement compares with. */
    void freeBefore(long bytes) {
        freeBefore = bytes;
    }
}
