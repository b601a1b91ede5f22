package org.rapport.testkit;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import org.rapport.api.node.Source;

/** A source that runs on a thread of its own, as in a graph, until it ends or the test is done with it. */
public final class SourceRun implements AutoCloseable {
    private static final long POLL_MILLIS = 5;
    private static final long PATIENCE_MILLIS = 10_000;

    private final SentSignals sent;
    private final Thread thread;
    private volatile Exception failure;

    private SourceRun(String node, Source source) {
        sent = new SentSignals(node);
        thread = new Thread(() -> run(source), node);
        thread.setDaemon(true);
    }

    /** Starts a source under a name. */
    public static SourceRun of(String node, Source source) {
        SourceRun run = new SourceRun(node, source);
        run.thread.start();
        return run;
    }

    private void run(Source source) {
        try {
            source.run(sent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // asked for
        } catch (Exception e) {
            failure = e;
        }
    }

    /** What it sent so far. */
    public SentSignals sent() {
        return sent;
    }

    /**
     * Waits until what it sent is as wished.
     *
     * @throws AssertionError if it is not in time, or the source failed
     */
    public SentSignals await(Predicate<SentSignals> wish, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!wish.test(sent)) {
            if (failure != null) {
                throw new AssertionError(sent.node() + " failed: " + failure, failure);
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(sent.node() + ": not within " + patience.toMillis() + " ms; it sent " + summary());
            }
            Thread.sleep(POLL_MILLIS);
        }
        return sent;
    }

    private String summary() {
        List<?> all = sent.all();
        return all.size() + " signals" + (all.isEmpty() ? "" : ", the last of them " + all.get(all.size() - 1));
    }

    /**
     * Interrupts it and waits for its end.
     *
     * @throws AssertionError if it failed, or does not end
     */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(PATIENCE_MILLIS);
        if (thread.isAlive()) {
            AssertionError stuck = new AssertionError(sent.node() + " goes on although it was interrupted");
            stuck.setStackTrace(thread.getStackTrace());
            throw stuck;
        }
        if (failure != null) {
            throw new AssertionError(sent.node() + " failed: " + failure, failure);
        }
    }
}
