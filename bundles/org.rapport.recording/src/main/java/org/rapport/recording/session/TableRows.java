package org.rapport.recording.session;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.opencsv.CSVParserBuilder;
import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.exceptions.CsvValidationException;

import org.rapport.json.FileFault;
import org.rapport.json.Shown;

/**
 * The rows of a table in a text file (CSV as in RFC 4180, UTF-8), whose first row names its columns. Reads one row at a time,
 * so that a table may be larger than the memory. Every complaint is one line: the file, the line, what is wrong.
 */
public final class TableRows implements AutoCloseable {
    /** Lines that a text in quotes may go over: a quote that is never closed must not take in the whole file. */
    private static final int LONGEST_TEXT_LINES = 100;
    private static final int MOST_NAMES = 30;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final BoundedLines text;
    private final CSVReader rows;
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

    private TableRows(Path file, BoundedLines text, CSVReader rows, List<String> names) {
        this.file = file;
        this.text = text;
        this.rows = rows;
        this.names = names;
    }

    /**
     * Opens a table.
     *
     * @param separator between cells
     * @throws IOException if it cannot be read or is empty
     */
    public static TableRows open(Path file, char separator) throws IOException {
        if (!Files.isRegularFile(file)) { // a pipe or a device may never end
            throw new FileFault(file + (Files.exists(file) ? ": is no regular file" : ": there is no such file"));
        }
        BoundedLines text = new BoundedLines(Files.newBufferedReader(file, StandardCharsets.UTF_8), separator);
        TableRows unnamed = new TableRows(file, text, new CSVReaderBuilder(text).withMultilineLimit(LONGEST_TEXT_LINES)
                .withCSVParser(new CSVParserBuilder().withSeparator(separator).build()).build(), List.of());
        try {
            String[] header = unnamed.cells();
            if (header == null) {
                throw new FileFault(file + ": is empty");
            }
            header[0] = header[0].startsWith(BYTE_ORDER_MARK) ? header[0].substring(1) : header[0];
            return new TableRows(file, text, unnamed.rows, Arrays.stream(header).map(String::strip).toList());
        } catch (IOException e) {
            unnamed.close();
            throw e;
        }
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
     * The next row; empty lines are passed over.
     *
     * @return empty at the end
     * @throws IOException if it has not as many cells as there are columns
     */
    public Optional<Row> next() throws IOException {
        String[] cells = cells();
        while (cells != null && cells.length == 1 && cells[0].isBlank()) {
            cells = cells();
        }
        if (cells == null) {
            return Optional.empty();
        }
        if (cells.length != names.size()) {
            throw new FileFault(file + ":" + rows.getLinesRead() + ": has " + cells.length + " values, but the first row names "
                    + names.size() + " columns");
        }
        return Optional.of(new Row(rows.getLinesRead(), Arrays.stream(cells).map(String::strip).toList()));
    }

    private String[] cells() throws IOException {
        text.beginRow();
        try {
            return rows.readNext();
        } catch (CsvValidationException e) {
            throw new FileFault(file + ":" + e.getLineNumber() + ": " + e.getMessage());
        } catch (MalformedInputException e) {
            throw new FileFault(file + ":" + (rows.getLinesRead() + 1) + ": is no UTF-8 text; save the table as UTF-8");
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new FileFault(file + ":" + (rows.getLinesRead() + 1) + ": " + reason);
        }
    }

    static FileFault noColumn(Path file, String name, List<String> names) {
        return new FileFault(file + ":1: has no column \"" + Shown.name(name) + "\"; it has "
                + names.stream().limit(MOST_NAMES).map(Shown::name).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : ""));
    }

    /** The number that a text is; NaN if it is empty or none, such as NA, or infinite: nothing was measured. */
    static double number(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
