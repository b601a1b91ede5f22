package org.rapport.recording.tables;

import java.util.Locale;
import java.util.Set;

/**
 * What a column of a table was seen to hold, so that what is no signal can be told by its name.
 */
final class ColumnContent {
    /** What programs write where there is no value. */
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "#n/a", "nan", "-nan", "null", "none", "nil", "-", "--",
            ".",
            "inf", "-inf", "+inf", "infinity", "-infinity", "?");
    private static final int LONGEST_MISSING = 9;
    private static final int FEWEST_COUNTED = 20;

    private final String name;
    private int numbers;
    private int texts;
    private String firstText = "";
    private String firstComma = "";
    private double last = Double.NaN;
    private boolean counts = true;
    private boolean rises = true;

    ColumnContent(String name) {
        this.name = name;
    }

    static boolean isMissing(String cell) {
        return cell.length() <= LONGEST_MISSING && MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    /**
     * Takes one cell.
     *
     * @param number that stands there, NaN for none
     */
    void add(String cell, double number) {
        if (!Double.isNaN(number)) {
            counts &= numbers == 0 || number == last + 1;
            rises &= numbers == 0 || number > last;
            last = number;
            numbers++;
        } else if (!isMissing(cell)) {
            texts++;
            firstText = firstText.isEmpty() ? cell : firstText;
            firstComma = firstComma.isEmpty() && TableLayout.isWithComma(cell) ? cell : firstComma;
        }
    }

    String name() {
        return name;
    }

    /** Whether numbers with a decimal comma stand there, where points were expected. */
    boolean hasCommas() {
        return !firstComma.isEmpty();
    }

    boolean isText() {
        return numbers == 0 && texts > 0;
    }

    boolean isEmpty() {
        return numbers == 0 && texts == 0;
    }

    /** Whether it counts rows, or is a clock by its name and its values. */
    boolean isCounter() {
        return numbers >= FEWEST_COUNTED && (counts || rises && isNamedClock());
    }

    private boolean isNamedClock() {
        String words = name.toLowerCase(Locale.ROOT);
        return words.contains("time") || words.contains("frame") || words.contains("index") || words.contains("sample")
                || words.contains("number") || words.contains("count");
    }

    /** The first text, or number with a comma, for messages. */
    String example() {
        return hasCommas() ? firstComma : firstText;
    }
}
