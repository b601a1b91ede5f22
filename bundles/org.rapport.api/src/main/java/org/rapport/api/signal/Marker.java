package org.rapport.api.signal;

import java.util.Objects;

/**
 * Something that happened at one instant, such as a stimulus that was shown or a key that was pressed.
 *
 * @param stream the stream that told it
 * @param time when it happened, in seconds of the LSL clock
 * @param text what it was, as it was sent
 */
public record Marker(String stream, double time, String text) implements Signal {

    public Marker {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(text);
    }
}
