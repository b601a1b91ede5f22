package org.rapport.api.signal;

import java.util.Objects;

/**
 * A change of the state of one stream, as data: it passes along the graph's edges between the blocks, in order.
 *
 * @param stream the stream's name; before a device is found, the name of the source node that looks for it
 * @param state its state from now on
 * @param time when it changed, in seconds of the LSL clock
 * @param reason what happened, as one line for the user
 */
public record StreamStatus(String stream, State state, double time, String reason) implements Signal {

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
        /** It is there, but a setting or a contract forbids to use it. */
        REFUSED
    }

    public StreamStatus {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(state);
        Objects.requireNonNull(reason);
    }
}
