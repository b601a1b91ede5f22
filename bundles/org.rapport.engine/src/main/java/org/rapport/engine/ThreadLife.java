package org.rapport.engine;

import java.util.function.Consumer;

import org.rapport.api.graph.Output;
import org.rapport.api.node.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A source that waits for what it sends, on a thread of its own. */
final class ThreadLife implements Life {
    private static final Logger log = LoggerFactory.getLogger("graph");

    private final NodeId id;
    private final Source source;
    private final Output output;
    private final Consumer<Throwable> failure;
    private final Thread thread;

    /** @param failure told why it could not go on */
    ThreadLife(NodeId id, Source source, Output output, Consumer<Throwable> failure) {
        this.id = id;
        this.source = source;
        this.output = output;
        this.failure = failure;
        thread = new Thread(this::run, id.toString());
        thread.setDaemon(true);
    }

    private void run() {
        try {
            source.run(output);
            log.info("{} has finished", id);
        } catch (InterruptedException e) {
            log.debug("{} interrupted", id);
        } catch (OutOfMemoryError e) {
            throw e; // not this node's alone
        } catch (Exception | Error e) { // an Error is a plug-in's too: a class that is missing, an assertion
            failure.accept(e);
        }
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void finish() {
        thread.interrupt();
    }

    @Override
    public boolean awaitEnd(long millis) throws InterruptedException {
        thread.join(millis);
        return !thread.isAlive();
    }

    @Override
    public void interrupt() {
        thread.interrupt();
    }
}
