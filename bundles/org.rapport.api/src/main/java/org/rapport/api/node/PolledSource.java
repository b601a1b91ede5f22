package org.rapport.api.node;

import org.osgi.annotation.versioning.ConsumerType;
import org.rapport.api.graph.Output;

/**
 * A source that never waits: it is asked again and again whether something has come, so that any number of such sources needs but
 * a few threads. Called by one thread at a time.
 */
@ConsumerType
public interface PolledSource extends Source {
    /**
     * A service property of processors and sinks, true if they make use of what has come at once. The polled sources that they
     * read are then asked whenever they say that something has come ({@link Output#wake}), and send more and smaller blocks; the
     * others are asked in turn.
     */
    String PROMPT = "rapport.node.prompt";

    /** Milliseconds from one question to the next; a source should not make more work of it than that is worth. */
    long PACE_MILLIS = 10;

    /**
     * Begins.
     *
     * @param output takes what it sends, now and later
     * @throws Exception if it cannot begin; the graph then shows the node as stopped and keeps running
     */
    void begin(Output output) throws Exception;

    /**
     * Sends what has come since the last time, which may be nothing. It must not wait for anything: other sources wait for it.
     *
     * @throws Exception if it cannot go on; the graph then shows the node as stopped and keeps running
     */
    void poll() throws Exception;

    /** Ends, also where it could not begin; it is not called again. */
    void end();

    /** Polls on the caller's thread until that is interrupted, for those who know no better. */
    @Override
    default void run(Output output) throws Exception {
        try {
            begin(output);
            while (!Thread.currentThread().isInterrupted()) {
                poll();
                Thread.sleep(PACE_MILLIS);
            }
        } finally {
            end();
        }
    }
}
