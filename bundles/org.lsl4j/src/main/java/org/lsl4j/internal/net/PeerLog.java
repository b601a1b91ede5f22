package org.lsl4j.internal.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.lsl4j.LslClock;
import org.slf4j.Logger;

/**
 * Tells of what peers do wrong: of each kind of thing once in full, then now and then how often it has happened since, so that an
 * attack makes no log grow.
 */
public final class PeerLog {
    private static final double FIRST_PAUSE = 60;
    private static final double LONGEST_PAUSE = 3600;
    /** Kinds that are remembered. */
    private static final int MOST = 256;

    private final Map<String, Kind> kinds = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kind> eldest) {
            return size() > MOST;
        }
    };

    /**
     * What happened of a kind.
     *
     * @param toldAt when it was told last
     * @param pause seconds until it may be told again
     * @param since how often it happened since it was told
     */
    private record Kind(double toldAt, double pause, long since) {
    }

    /**
     * Warns, or counts.
     *
     * @param kind what is told once
     * @param text the warning
     */
    public void warn(Logger log, String kind, String text) {
        line(kind, text, LslClock.now()).ifPresent(log::warn);
    }

    /** What to say now, if anything. */
    synchronized Optional<String> line(String kind, String text, double now) {
        Kind before = kinds.get(kind);
        if (before != null && now - before.toldAt < before.pause) {
            kinds.put(kind, new Kind(before.toldAt, before.pause, before.since + 1));
            return Optional.empty();
        }
        kinds.put(kind, new Kind(now, before == null ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, 2 * before.pause), 0));
        return Optional.of(before == null || before.since == 0 ? text
                : text + " (and " + before.since + " times like this in the last " + Math.round(now - before.toldAt) + " s)");
    }
}
