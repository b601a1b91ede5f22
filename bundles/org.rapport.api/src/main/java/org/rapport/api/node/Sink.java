package org.rapport.api.node;

import org.osgi.annotation.versioning.ConsumerType;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;

/** A node without output. Called by one thread at a time. */
@ConsumerType
public interface Sink {
    /**
     * Takes the next block of one of its inputs.
     *
     * @throws Exception if it fails on this block; it is counted, shown, and the node gets the next block
     */
    void accept(Block block) throws Exception;

    /** Takes a change of a stream's state; by default it is of no interest. */
    default void status(StreamStatus status) throws Exception {
    }

    /** Takes news of a stream's quality; by default they are of no interest. */
    default void quality(StreamQuality quality) throws Exception {
    }

    /** Takes a marker; by default it is of no interest. */
    default void marker(Marker marker) throws Exception {
    }
}
