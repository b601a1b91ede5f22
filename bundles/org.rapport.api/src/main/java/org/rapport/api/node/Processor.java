package org.rapport.api.node;

import org.osgi.annotation.versioning.ConsumerType;
import org.rapport.api.graph.Output;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;

/** A node that turns blocks into other blocks. Called by one thread at a time; what it emits depends on blocks only. */
@ConsumerType
public interface Processor {
    /** A service property, true for nodes whose predictions a session is run for: a run in which one makes none has failed. */
    String PREDICTS = "rapport.node.predicts";

    /**
     * Takes the next block of one of its inputs.
     *
     * @throws Exception if it fails on this block; it is counted, shown, and the node gets the next block
     */
    void process(Block block, Output output) throws Exception;

    /** Takes a change of a stream's state; by default it is handed on. */
    default void status(StreamStatus status, Output output) throws Exception {
        output.send(status);
    }

    /** Takes news of a stream's quality; by default they are handed on. */
    default void quality(StreamQuality quality, Output output) throws Exception {
        output.send(quality);
    }

    /** Takes a marker; by default it is handed on. */
    default void marker(Marker marker, Output output) throws Exception {
        output.send(marker);
    }
}
