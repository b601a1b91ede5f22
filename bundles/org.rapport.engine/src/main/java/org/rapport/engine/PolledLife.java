package org.rapport.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.rapport.api.graph.Output;
import org.rapport.api.node.PolledSource;

/** A source that is asked again and again, on threads that others share. */
final class PolledLife implements Life {
    private final PolledSource source;
    private final Output output;
    private final Workers workers;
    private final Consumer<Throwable> failure;
    private final Runnable poll = this::poll;
    private final Runnable answer = this::answer;
    /** Whether it is about to be asked out of turn. */
    private final AtomicBoolean woken = new AtomicBoolean();
    private boolean begun;
    private volatile boolean over;

    /** @param failure told why it could not go on */
    PolledLife(PolledSource source, Output output, Workers workers, Consumer<Throwable> failure) {
        this.source = source;
        this.output = output;
        this.workers = workers;
        this.failure = failure;
    }

    private synchronized void poll() {
        if (over) {
            return;
        }
        try {
            if (!begun) {
                begun = true;
                source.begin(output);
            }
            source.poll();
        } catch (OutOfMemoryError e) {
            throw e; // not this node's alone
        } catch (Exception | Error e) { // an Error is a plug-in's too: a class that is missing, an assertion
            failure.accept(e);
            end();
        }
    }

    @Override
    public void wake() {
        if (!over && woken.compareAndSet(false, true) && !workers.ask(answer)) {
            woken.set(false);
        }
    }

    private void answer() {
        woken.set(false); // what comes while it is asked is a reason to ask again
        poll();
    }

    private void end() {
        over = true;
        workers.leave(poll);
        if (begun) {
            source.end();
        }
    }

    @Override
    public void start() {
        workers.poll(poll);
    }

    @Override
    public synchronized void finish() {
        if (!over) {
            try {
                end();
            } catch (RuntimeException | Error e) {
                failure.accept(e);
            }
        }
    }

    @Override
    public synchronized boolean awaitEnd(long millis) {
        return over;
    }

    @Override
    public void interrupt() {
        // it never waits
    }
}
