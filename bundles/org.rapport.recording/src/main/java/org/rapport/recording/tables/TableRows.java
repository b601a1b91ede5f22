package org.rapport.recording.tables;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.MalformedInputException;
import java.nio.charset.UnmappableCharacterException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.opencsv.CSVParserBuilder;
import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.exceptions.CsvValidationException;

import org.rapport.json.FileFault;
import org.rapport.json.Shown;

/**
 * The rows of a table in a text file (CSV as in RFC 4180) and the names of its columns. Reads one row at a time, so that a table
 * may be larger than the memory. Every complaint is one line: the file, the line, what is wrong.
 */
public final class TableRows implements AutoCloseable {
    /** Lines that a text in quotes may go over: a quote that is never closed must not take in the whole file. */
    private static final int LONGEST_TEXT_LINES = 100;
    private static final int MOST_NAMES = 30;
    private static final String PLACE = "#";
    private static final TableLayout PLAIN = TableLayout.of(',');

    private final Path file;
    private final BoundedLines text;
    private final CSVReader rows;
    private final TableLayout layout;
    /** Lines before those that are read as rows. */
    private final int skipped;
    private final List<String> names;

    /**
     * One row.
     *
     * @param line where it ends in the file, from 1
     * @param cells one for each column, without blanks around
     */
    public record Row(long line, List<String> cells) {
        /** The number in a column; NaN where it is empty or no number. */
        public double number(int column) {
            return TableRows.number(cells.get(column));
        }
    }

    private TableRows(Path file, BoundedLines text, CSVReader rows, TableLayout layout, int skipped, List<String> names) {
        this.file = file;
        this.text = text;
        this.rows = rows;
        this.layout = layout;
        this.skipped = skipped;
        this.names = names;
    }

    /**
     * Opens a table whose first row names its columns.
     *
     * @param separator between cells
     * @throws IOException if it cannot be read or is empty
     */
    public static TableRows open(Path file, char separator) throws IOException {
        return open(file, TableLayout.of(separator));
    }

    static TableRows open(Path file, TableLayout layout) throws IOException {
        Optional<Character> said = TableText.separator(file, layout.charset());
        char separator = layout.separator().or(() -> said).orElse(',');
        BoundedLines text = new BoundedLines(TableText.open(file, layout.charset()), separator);
        TableRows unnamed = new TableRows(file, text,
                new CSVReaderBuilder(text).withMultilineLimit(LONGEST_TEXT_LINES)
                        .withCSVParser(new CSVParserBuilder().withSeparator(separator).build()).build(),
                layout, Math.max(layout.skip(), said.isPresent() ? 1 : 0), List.of());
        try {
            unnamed.skip(text);
            List<String> names = layout.names().isEmpty() ? unnamed.header() : layout.names();
            for (int i = 0; i < layout.unitRows(); i++) {
                unnamed.cells();
            }
            return new TableRows(file, text, unnamed.rows, layout, unnamed.skipped, distinct(names));
        } catch (IOException e) {
            unnamed.close();
            throw e;
        }
    }

    /** Passes over whole lines, whatever is in them. */
    private void skip(BoundedLines text) throws IOException {
        try {
            for (int line = 0; line < skipped; line++) {
                text.skipLine();
            }
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private List<String> header() throws IOException {
        String[] header = cells();
        while (header != null && (isBlank(header) || isComment(header))) {
            header = cells();
        }
        if (header == null) {
            throw new FileFault(file + (skipped == 0 ? ": is empty" : ": has no row after the first " + skipped + " lines"));
        }
        return Arrays.stream(header).map(String::strip).toList();
    }

    /** A column without a name, and the second of one name, is called by its place. */
    private static List<String> distinct(List<String> names) {
        Set<String> seen = new HashSet<>();
        List<String> distinct = new ArrayList<>();
        for (String name : names) {
            String place = PLACE + (distinct.size() + 1);
            distinct.add(name.isEmpty() ? place : seen.add(name) ? name : name + " " + place);
        }
        return List.copyOf(distinct);
    }

    /** Whether it is the name that a column without one is given. */
    static boolean isUnnamed(String name) {
        return name.startsWith(PLACE);
    }

    /** The names of the columns, in order. */
    public List<String> names() {
        return names;
    }

    /**
     * The place of a column.
     *
     * @throws IOException if there is no such column
     */
    public int column(String name) throws IOException {
        int at = names.indexOf(name);
        if (at < 0) {
            throw noColumn(file, name, names);
        }
        return at;
    }

    /**
     * The next row; empty lines and comments are passed over.
     *
     * @return empty at the end
     * @throws IOException if it has not as many cells as there are columns; empty ones at its end do not count
     */
    public Optional<Row> next() throws IOException {
        String[] cells = cells();
        while (cells != null && (isBlank(cells) || isComment(cells))) {
            cells = cells();
        }
        if (cells == null) {
            return Optional.empty();
        }
        String[] fitted = fitted(cells);
        return Optional.of(new Row(line(), Arrays.stream(fitted).map(String::strip).toList()));
    }

    private static boolean isBlank(String... cells) {
        return cells.length == 1 && cells[0].isBlank();
    }

    private boolean isComment(String... cells) {
        return !layout.comment().isEmpty() && cells[0].stripLeading().startsWith(layout.comment());
    }

    /** Some programs end each row with a separator, or the names only. */
    private String[] fitted(String... cells) throws FileFault {
        int width = names.size();
        boolean fits = cells.length == width
                || cells.length > width && Arrays.stream(cells, width, cells.length).allMatch(String::isBlank)
                || cells.length < width && names.subList(cells.length, width).stream().allMatch(TableRows::isUnnamed);
        if (!fits) {
            throw new FileFault(file + ":" + line() + ": has " + cells.length + " values, but "
                    + (layout.names().isEmpty() ? "the first row names " : "\"names\" has ") + width + " columns");
        }
        String[] fitted = Arrays.copyOf(cells, width);
        Arrays.fill(fitted, Math.min(cells.length, width), width, "");
        return fitted;
    }

    private long line() {
        return skipped + rows.getLinesRead();
    }

    private String[] cells() throws IOException {
        text.beginRow();
        try {
            return rows.readNext();
        } catch (CsvValidationException e) {
            throw new FileFault(file + ":" + (skipped + e.getLineNumber()) + ": " + e.getMessage());
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private FileFault fault(IOException e) {
        String reason = e instanceof MalformedInputException || e instanceof UnmappableCharacterException
                ? "is not " + layout.charset().map(Charset::name).orElse("UTF-8") + " text; save the table as UTF-8, or say its "
                        + "encoding, as \"encoding\": \"windows-1252\""
                : String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new FileFault(file + ":" + (line() + 1) + ": " + reason);
    }

    static FileFault noColumn(Path file, String name, List<String> names) {
        return new FileFault(file + ":1: has no column \"" + Shown.name(name) + "\"; it has "
                + names.stream().limit(MOST_NAMES).map(Shown::name).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : ""));
    }

    /** The number that a text is; NaN if it is empty or none, such as NA, or infinite: nothing was measured. */
    static double number(String text) {
        return PLAIN.number(text);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
