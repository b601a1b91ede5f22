package org.rapport.api.signal;

import java.util.Objects;

/**
 * Something that happened at one instant, such as a stimulus that was shown or a key that was pressed.
 *
 * @param stream the stream that told it
 * @param time when it happened, in seconds of the LSL clock
 * @param text what it was, as it was sent
 */
public record Marker(StreamId stream, double time, String text) implements Signal {

    public Marker {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(text);
    }

    /** The same of the stream that a node makes itself. */
    public Marker(String node, double time, String text) {
        this(StreamId.of(node), time, text);
    }
}
