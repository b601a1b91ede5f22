package org.rapport.lsl.dialects;

import java.util.Collection;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.rapport.json.TextPattern;

/**
 * A channel that tells whether others mean anything, such as a tracker's confidence.
 *
 * @param label matches the whole label of the channel that tells
 * @param above its value must be above this; empty where it must reach the source's setting {@code minConfidence}, or only
 *        be below something
 * @param below its value must be below this, as that of a flag which says that something is wrong; empty where it need not
 * @param of matches the labels on the wire of the channels it tells about
 */
public record Validity(TextPattern label, OptionalDouble above, OptionalDouble below, TextPattern of) {
    /** A channel that tells about those with these labels. */
    static Validity of(String label, OptionalDouble above, OptionalDouble below, Collection<String> labels) {
        return new Validity(TextPattern.of(Pattern.quote(label), 0), above, below,
                TextPattern.of(labels.stream().map(Pattern::quote).collect(Collectors.joining("|")), Pattern.DOTALL));
    }

    /** Whether it tells a confidence, which the source's setting judges. */
    public boolean isConfidence() {
        return above.isEmpty() && below.isEmpty();
    }

    /** Whether a value says that the others count. NaN says that they do not. */
    public boolean holds(float value, double minConfidence) {
        return isConfidence() ? value >= minConfidence
                : (above.isEmpty() || value > above.getAsDouble()) && (below.isEmpty() || value < below.getAsDouble());
    }
}
