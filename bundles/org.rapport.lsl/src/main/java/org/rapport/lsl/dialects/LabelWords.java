package org.rapport.lsl.dialects;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words that a channel's label is made of, in lower case: {@code left, eye, gaze, x} of {@code LeftEye_GazeX}. Sides are
 * {@code left} and {@code right} however they are written.
 *
 * @param all in order
 */
record LabelWords(List<String> all) {
    private static final Pattern BORDER = Pattern
            .compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})|(?<=\\p{N})(?=\\p{Lu}\\p{Ll})");
    private static final Map<String, String> SIDES = Map.of("l", "left", "le", "left", "lt", "left", "os", "left", "r", "right",
            "re", "right", "rt", "right", "od", "right");
    /** What sides are written together with, as in {@code leftpupil}. */
    private static final Pattern JOINED = Pattern.compile("(left|right)(\\p{L}{2,})");

    static LabelWords of(String label) {
        List<String> words = new ArrayList<>();
        for (String word : BORDER.split(label)) {
            String lower = word.toLowerCase(Locale.ROOT);
            var joined = JOINED.matcher(lower);
            if (joined.matches()) {
                words.add(joined.group(1));
                words.add(joined.group(2));
            } else if (!lower.isEmpty()) {
                words.add(SIDES.getOrDefault(lower, lower));
            }
        }
        return new LabelWords(words);
    }

    boolean has(String... some) {
        return Arrays.stream(some).anyMatch(all::contains);
    }

    boolean hasAll(Set<String> some) {
        return all.containsAll(some);
    }

    /** Whether some word contains a text. */
    boolean hasPart(String... parts) {
        return all.stream().anyMatch(word -> Arrays.stream(parts).anyMatch(word::contains));
    }

    /** The words that are not among these. */
    List<String> without(Set<String> some) {
        return all.stream().filter(word -> !some.contains(word)).toList();
    }
}
