package org.rapport.engine;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word that somebody most likely meant. */
final class Nearest {
    private static final int LONGEST = 100;

    private Nearest() {
    }

    /** A hint such as {@code (did you mean "rate"?)} with a leading blank, or nothing if no known word is near. */
    static String hint(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return "";
        }
        return known.stream().min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= Math.max(2, word.length() / 3))
                .map(candidate -> " (did you mean \"" + candidate + "\"?)").orElse("");
    }

    /** The number of letters to change, add or remove (Levenshtein). */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                corner = above;
            }
        }
        return row[b.length()];
    }
}
