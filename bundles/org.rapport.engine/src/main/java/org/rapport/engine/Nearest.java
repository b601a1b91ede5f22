package org.rapport.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody most likely meant. */
public final class Nearest {
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

    /** For words as short as commands, a question such as {@code ; did you mean "streams"?}, or nothing if none is near. */
    public static String question(String word, Collection<String> known) {
        return of(word, known).map(candidate -> "; did you mean \"" + candidate + "\"?").orElse("");
    }

    /** For words as short as commands and options, the one that was meant, or nothing if none is near. */
    public static Optional<String> of(String word, Collection<String> known) {
        if (word.isEmpty() || word.length() > LONGEST) { // every word begins with none
            return Optional.empty();
        }
        return known.stream().min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3) || candidate.startsWith(word));
    }

    /** The number of letters to change, add, remove or swap with the next (Damerau and Levenshtein). */
    static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int least = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + (same ? 0 : 1));
                boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
            }
        }
        return steps[a.length()][b.length()];
    }
}
