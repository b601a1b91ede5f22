package org.rapport.lsl.dialects;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

import org.rapport.json.TextPattern;

/**
 * A channel that tells whether others mean anything, such as a tracker's confidence.
 *
 * @param label matches the whole label of the channel that tells
 * @param above its value must be above this; empty where it must reach the source's setting {@code minConfidence}
 * @param of matches the labels on the wire of the channels it tells about
 */
public record Validity(TextPattern label, OptionalDouble above, TextPattern of) {
    /** A channel that tells about all others. */
    public static Validity ofAll(String label, OptionalDouble above) {
        return new Validity(TextPattern.of(Pattern.quote(label), 0), above, TextPattern.of(".*", Pattern.DOTALL));
    }

    /** Whether a value says that the others count. NaN says that they do not. */
    public boolean holds(float value, double minConfidence) {
        return above.isPresent() ? value > above.getAsDouble() : value >= minConfidence;
    }
}
