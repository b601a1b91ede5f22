package org.rapport.api.signal;

import java.util.Objects;

/**
 * A change of the state of one stream, as data: it passes along the graph's edges between the blocks, in order.
 *
 * @param stream the stream; before a device is found, {@link StreamId#of(String)} of the source node that looks for it
 * @param state its state from now on
 * @param time when it changed, in seconds of the LSL clock
 * @param reason what happened, as one line for the user
 * @param warning whether the user should look at it although the stream goes on
 */
public record StreamStatus(StreamId stream, State state, double time, String reason, boolean warning) implements Signal {

    /** The states of a stream. */
    public enum State {
        /** Looking for a device on the network. */
        RESOLVING,
        /** Samples come as expected. */
        LIVE,
        /** Connected, but no sample for longer than expected. */
        STALE,
        /** The connection or the device is gone; it is being looked for. */
        LOST,
        /** It sends, but later than the user allows. */
        LATE,
        /** It is there, but a setting or a contract forbids to use it. */
        REFUSED
    }

    public StreamStatus {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(state);
        Objects.requireNonNull(reason);
    }

    /** A change that is no cause for worry beyond what its state says. */
    public StreamStatus(StreamId stream, State state, double time, String reason) {
        this(stream, state, time, reason, false);
    }

    /** The same of the stream that a node makes itself, or of a source that still looks for its device. */
    public StreamStatus(String node, State state, double time, String reason) {
        this(StreamId.of(node), state, time, reason);
    }
}
