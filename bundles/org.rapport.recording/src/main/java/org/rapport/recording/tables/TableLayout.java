package org.rapport.recording.tables;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

/**
 * How a table is laid out in its text.
 *
 * @param separator between cells; without one a comma, or what a line {@code sep=} at the file's beginning says
 * @param decimal the decimal sign, a point or a comma
 * @param charset without one UTF-8, or what a byte order mark says
 * @param skip lines before the names of the columns
 * @param unitRows rows between the names and the first values, such as units
 * @param comment what lines begin with that are passed over; empty for none
 * @param names of the columns where no row names them; empty if one does
 */
record TableLayout(Optional<Character> separator, char decimal, Optional<Charset> charset, int skip, int unitRows, String comment,
        List<String> names) {
    static final Set<String> KEYS = Set.of("separator", "decimal", "encoding", "skip", "unitRows", "comment", "names");
    private static final int MOST_LINES = 10_000;
    private static final String NO_SEPARATORS = "\"\\\r\n\0";
    /** A number as Java reads it, but no hexadecimal one, and no letter for its type. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    /** A number with a decimal comma, points between thousands or not. */
    private static final Pattern COMMA = Pattern.compile("[+-]?(\\d{1,3}(\\.\\d{3})+|\\d*),\\d+([eE][+-]?\\d+)?");

    /** Comma-separated values in UTF-8, whose first row names the columns, with another separator if need be. */
    static TableLayout of(char separator) {
        return new TableLayout(Optional.of(separator), '.', Optional.empty(), 0, 0, "", List.of());
    }

    /** @param description of a table, which may hold other keys as well */
    static TableLayout of(JsonEntry description) throws FileFault {
        List<String> names = new ArrayList<>();
        for (JsonEntry name : description.list("names")) {
            names.add(name.anyText());
        }
        return new TableLayout(separator(description), decimal(description), charset(description), lines(description, "skip"),
                lines(description, "unitRows"), description.text("comment", ""), names);
    }

    private static Optional<Character> separator(JsonEntry description) throws FileFault {
        if (description.get("separator").isEmpty()) {
            return Optional.empty();
        }
        String separator = description.text("separator", "").replace("tab", "\t");
        if (separator.length() != 1 || NO_SEPARATORS.contains(separator)) {
            throw description.needed("separator").fault("must be one character, and no quote, backslash or line break");
        }
        return Optional.of(separator.charAt(0));
    }

    private static char decimal(JsonEntry description) throws FileFault {
        String decimal = description.text("decimal", ".");
        if (!decimal.equals(".") && !decimal.equals(",")) {
            throw description.needed("decimal").fault("must be \".\" or \",\"");
        }
        return decimal.charAt(0);
    }

    private static Optional<Charset> charset(JsonEntry description) throws FileFault {
        if (description.get("encoding").isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(description.needed("encoding").text()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw description.needed("encoding").fault("is not a known encoding; say UTF-8, UTF-16 or windows-1252");
        }
    }

    private static int lines(JsonEntry description, String key) throws FileFault {
        if (description.get(key).isEmpty()) {
            return 0;
        }
        int lines = description.needed(key).integer();
        if (lines < 0 || lines > MOST_LINES) {
            throw description.needed(key).fault("must be from 0 to " + MOST_LINES + " lines");
        }
        return lines;
    }

    /** The number in a cell; NaN if it is empty or none. In a table with decimal commas points are understood as well. */
    double number(String cell) {
        String text = cell.strip();
        if (decimal == ',' && isWithComma(text)) {
            text = text.replace(".", "").replace(',', '.');
        }
        if (!NUMBER.matcher(text).matches()) {
            return Double.NaN;
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? number : Double.NaN;
    }

    /** Whether it is a number with a decimal comma. */
    static boolean isWithComma(String cell) {
        return cell.indexOf(',') >= 0 && COMMA.matcher(cell).matches();
    }
}
