package org.rapport.recording.tables;

import java.util.Locale;
import java.util.Set;

/** What a column of a table was seen to hold, so that what is no signal can be told by its name. */
final class ColumnContent {
    /** What programs write where there is no value. */
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "#n/a", "nan", "-nan", "null", "none", "nil", "-", "--",
            ".", "inf", "-inf", "+inf", "infinity", "-infinity", "?");
    private static final int LONGEST_MISSING = 9;

    private final String name;
    private int numbers;
    private int texts;
    private String firstText = "";
    private String firstComma = "";

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

    /** The first text, or number with a comma, for messages. */
    String example() {
        return hasCommas() ? firstComma : firstText;
    }
}
