package org.rapport.api.signal;

import java.util.List;
import java.util.Objects;

/**
 * Something that happened at one instant, such as a stimulus that was shown or a key that was pressed.
 *
 * @param stream the stream that told it
 * @param time when it happened, in seconds of the LSL clock
 * @param values what it was, as it was sent: one text for each channel, numbers as text
 * @param format what the stream says of its channels; as many as there are values
 */
public record Marker(StreamId stream, double time, List<String> values, MarkerFormat format) implements Signal {

    /** @throws IllegalArgumentException if there are not as many values as channels */
    public Marker {
        Objects.requireNonNull(stream);
        values = List.copyOf(values);
        if (values.size() != format.labels().size()) {
            throw new IllegalArgumentException(values.size() + " values for " + format.labels().size() + " channels");
        }
    }

    /** One of a stream of one text each. */
    public Marker(StreamId stream, double time, String text) {
        this(stream, time, List.of(text), MarkerFormat.TEXT);
    }

    /** The same of the stream that a node makes itself. */
    public Marker(String node, double time, String text) {
        this(StreamId.of(node), time, text);
    }

    /** What it was, in one text: those of several channels with blanks between. */
    public String text() {
        return String.join(" ", values);
    }
}
