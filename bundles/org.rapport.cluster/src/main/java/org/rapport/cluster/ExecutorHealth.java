package org.rapport.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Whether executors live long enough to work. A worker that cannot start one, because its SPARK_HOME is empty for instance,
 * tries again for ever.
 */
final class ExecutorHealth {
    private static final int MOST_DEATHS = 5;
    /** So long those of other nodes may take to their first task. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Map<String, String> hosts = new HashMap<>();
    private boolean worked;
    private int deaths;
    private long firstDeath;
    private String last = "";

    /** A worker starts one. */
    synchronized void granted(String executor, String host) {
        hosts.put(executor, host);
    }

    /** One has ended by itself. */
    synchronized void ended(String executor, String reason) {
        if (deaths++ == 0) {
            firstDeath = System.nanoTime();
        }
        last = "executors end before their first task: " + reason + " on " + hosts.getOrDefault(executor, "a node")
                + "; their stderr is in the worker's work folder there, " + executor;
    }

    /** A task has begun on one. */
    synchronized void worked() {
        worked = true;
    }

    synchronized boolean isGranted() {
        return !hosts.isEmpty();
    }

    /**
     * Whether no other is on its way.
     *
     * @param present how many are there
     */
    synchronized boolean areAllThere(int present) {
        return present > 0 && present + deaths >= hosts.size();
    }

    /** Where they were started, in words. */
    synchronized String places() {
        return String.join(", ", new TreeSet<>(hosts.values()));
    }

    /** Why no work will ever begin, in one line; empty as long as it may. */
    synchronized Optional<String> hopeless() {
        return deaths >= MOST_DEATHS && System.nanoTime() - firstDeath > PATIENCE_NANOS ? died() : Optional.empty();
    }

    /** What executors ended of, if none has worked. */
    synchronized Optional<String> died() {
        return worked || deaths == 0 ? Optional.empty() : Optional.of(last);
    }
}
