package org.rapport.recording.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Says in time that a disk is filling up, by how fast the recording grows. What other programs write is no pace of ours. */
final class DiskWatch {
    /** Below this it is said in any case. */
    static final long LITTLE_BYTES = 1L << 30;
    /** If the space lasts for less than this it is said. */
    static final double SHORT_SECONDS = 1800;
    private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** The pace is that of so many checks at most: it changes when devices join. */
    private static final int CHECKS = 6;

    private final Deque<Growth> growths = new ArrayDeque<>();
    private long checkedAt = System.nanoTime() - PACE_NANOS;
    private Path file;
    private long sizeBefore;
    private long saidAt = Long.MAX_VALUE;

    /** By how many bytes the recording grew in some seconds. */
    private record Growth(long bytes, double seconds) {
    }

    /**
     * A warning if there is reason for one since the last; again only when half of the space is gone.
     *
     * @throws IOException if the disk cannot be asked
     */
    Optional<String> check(Path recording) throws IOException {
        long now = System.nanoTime();
        if (now - checkedAt < PACE_NANOS) {
            return Optional.empty();
        }
        double seconds = (now - checkedAt) / 1e9;
        checkedAt = now;
        long size = Files.size(recording);
        if (recording.equals(file)) {
            grew(size - sizeBefore, seconds);
        }
        file = recording; // another file begins with what the one before did not take
        sizeBefore = size;
        return judge(Files.getFileStore(recording.toAbsolutePath().getParent()).getUsableSpace());
    }

    /** Takes note of what was written. */
    void grew(long bytes, double seconds) {
        growths.addLast(new Growth(Math.max(0, bytes), seconds));
        if (growths.size() > CHECKS) {
            growths.removeFirst();
        }
    }

    /** @param free bytes on the disk */
    Optional<String> judge(long free) {
        long bytes = growths.stream().mapToLong(Growth::bytes).sum();
        double left = bytes == 0 ? Double.POSITIVE_INFINITY
                : free / (bytes / growths.stream().mapToDouble(Growth::seconds).sum());
        if (free >= LITTLE_BYTES && left >= SHORT_SECONDS || free > saidAt / 2) {
            return Optional.empty();
        }
        saidAt = free;
        String time = left < Double.POSITIVE_INFINITY
                ? String.format(Locale.ROOT, ", which lasts for %.0f min at the recording's pace", left / 60) : "";
        return Optional
                .of(String.format(Locale.ROOT, "only %.1f GB are free on its disk%s; free some space now", free / 1e9, time));
    }
}
