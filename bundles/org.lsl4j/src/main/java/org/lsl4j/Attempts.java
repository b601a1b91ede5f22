package org.lsl4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.lsl4j.internal.base.DaemonThreads;

/**
 * Does what may take long with peers that may never answer, such as fetching a description or connecting, in threads of its
 * own, so that nobody who moves samples waits. One attempt a peer at a time; after failures less and less often, from 1 s up to
 * 30 s between attempts. May be used by several threads.
 *
 * @param <T> what an attempt brings
 */
public final class Attempts<T> implements AutoCloseable {
    private static final int LONGEST_PAUSE_SECONDS = 30;
    /** Peers that are remembered after a failure: more than any lab has, fewer than an attack could make. */
    private static final int MOST_FAILED = 10_000;

    private final ThreadPoolExecutor threads;
    private final int atOnce;
    private final Consumer<T> discard;
    private final Set<String> underWay = new HashSet<>();
    private final Map<String, Failed> failed = new HashMap<>();
    private final List<Ended<T>> ended = new ArrayList<>();
    private boolean closed;

    private record Failed(int times, long until) {
    }

    /**
     * An attempt that came to its end.
     *
     * @param peer whom it was about
     * @param value what it brought, if it succeeded
     * @param failure why it did not
     * @param first whether it is the first failure with that peer
     */
    public record Ended<T>(String peer, Optional<T> value, Optional<Exception> failure, boolean first) {
    }

    /**
     * Begins with no attempt.
     *
     * @param name of its threads
     * @param atOnce how many attempts are made at the same time; others are put off
     * @param discard takes what an attempt brings when nobody wants it any more
     */
    public Attempts(String name, int atOnce, Consumer<T> discard) {
        threads = new ThreadPoolExecutor(0, atOnce, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), new DaemonThreads(name));
        this.atOnce = atOnce;
        this.discard = discard;
    }

    /**
     * Begins an attempt, unless one with that peer is under way or its end was not yet asked for, or failed too short a time ago,
     * or too many others are.
     *
     * @return whether it began
     */
    public synchronized boolean begin(String peer, Callable<T> work) {
        if (!mayBegin(peer)) {
            return false;
        }
        try {
            underWay.add(peer);
            threads.execute(() -> run(peer, work));
            return true;
        } catch (RejectedExecutionException e) {
            underWay.remove(peer);
            return false;
        }
    }

    /**
     * As {@link #begin}, of an attempt that goes on by itself and takes no thread.
     *
     * @param work begins it and returns at once
     */
    public synchronized boolean launch(String peer, Supplier<CompletionStage<T>> work) {
        if (!mayBegin(peer) || underWay.size() >= atOnce) {
            return false;
        }
        underWay.add(peer);
        CompletionStage<T> attempt;
        try {
            attempt = work.get();
        } catch (RuntimeException e) {
            attempt = CompletableFuture.failedStage(e);
        }
        attempt.whenComplete(
                (value, failure) -> end(peer, value, failure instanceof CompletionException ? failure.getCause() : failure));
        return true;
    }

    private boolean mayBegin(String peer) {
        Failed before = failed.get(peer);
        return !closed && !underWay.contains(peer) && (before == null || System.nanoTime() - before.until >= 0);
    }

    private void run(String peer, Callable<T> work) {
        T value = null;
        Exception failure = new InterruptedException("ended by an error"); // of which the thread's handler tells
        try {
            value = work.call();
            failure = null;
        } catch (Exception e) {
            failure = e;
        } finally {
            end(peer, value, failure);
        }
    }

    private synchronized void end(String peer, T value, Throwable problem) {
        Exception failure = problem == null || problem instanceof Exception ? (Exception) problem
                : new IllegalStateException(problem);
        if (closed) {
            if (value != null) {
                discard.accept(value);
            }
            return;
        }
        ended.add(new Ended<>(peer, Optional.ofNullable(value), Optional.ofNullable(failure),
                failure != null && !failed.containsKey(peer)));
        if (failure == null) {
            failed.remove(peer);
        } else if (failed.size() < MOST_FAILED || failed.containsKey(peer)) {
            int times = failed.containsKey(peer) ? failed.get(peer).times + 1 : 1;
            int pause = Math.min(LONGEST_PAUSE_SECONDS, 1 << Math.min(times - 1, 5));
            failed.put(peer, new Failed(times, System.nanoTime() + TimeUnit.SECONDS.toNanos(pause)));
        }
    }

    /** Whether an attempt with that peer is being made, or came to an end that nobody has asked for yet. */
    public synchronized boolean isUnderWay(String peer) {
        return underWay.contains(peer);
    }

    /** The attempts that came to their end since this was last asked. */
    public synchronized List<Ended<T>> ended() {
        if (ended.isEmpty()) {
            return List.of();
        }
        List<Ended<T>> news = List.copyOf(ended);
        ended.clear();
        news.forEach(one -> underWay.remove(one.peer())); // not before: what came of it must be known first
        return news;
    }

    /** Gives up what is under way; what comes of it still is discarded. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            ended.forEach(one -> one.value().ifPresent(discard));
            ended.clear();
        }
        threads.shutdownNow();
    }
}
