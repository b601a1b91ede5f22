package org.rapport.recording.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.rapport.json.FileFault;
import org.rapport.recording.tables.TableRows.Row;

/** A table of numbers in a text file, column by column; what is empty or no number is NaN. */
final class Table {
    private static final int FIRST_ROWS = 4;
    /** A cell in an array with room for as many again, one in the array that it is copied to, and one in the stream. */
    private static final long CELL_BYTES = 28;

    private final Path file;
    private final List<String> names;
    private final List<double[]> columns;
    /** Where each row stands in the file, from 1. */
    private final long[] lines;

    private Table(Path file, List<String> names, List<double[]> columns, long... lines) {
        this.lines = lines;
        this.file = file;
        this.names = names;
        this.columns = columns;
    }

    /** Finds the numbers of a row. */
    @FunctionalInterface
    interface Cells {
        /**
         * The number in a column.
         *
         * @return NaN if it is missing
         * @throws IOException if the cell cannot be what it should
         */
        double number(Row row, int column) throws IOException;
    }

    /** Reads a comma-separated table whose first row names its columns. */
    static Table read(Path file) throws IOException {
        try (TableRows rows = TableRows.open(file, ',')) {
            return read(file, rows, row -> true, Row::number);
        }
    }

    /** Reads the rows that are wanted. */
    static Table read(Path file, TableRows rows, Predicate<Row> wanted, Cells cells) throws IOException {
        List<double[]> columns = new ArrayList<>();
        long[] lines = new long[FIRST_ROWS];
        rows.names().forEach(name -> columns.add(new double[FIRST_ROWS]));
        int count = 0;
        for (Optional<Row> next = rows.next(); next.isPresent(); next = rows.next()) {
            Row row = next.get();
            if (!wanted.test(row)) {
                continue;
            }
            if (CELL_BYTES * count * columns.size() > Runtime.getRuntime().maxMemory()) {
                throw new FileFault(file + ":" + row.line() + ": the table does not fit into memory; "
                        + "give more with JAVA_OPTS=-Xmx8g, or cut the table in pieces");
            }
            for (int c = 0; c < columns.size(); c++) {
                if (count == columns.get(c).length) {
                    columns.set(c, Arrays.copyOf(columns.get(c), 2 * count));
                }
                columns.get(c)[count] = cells.number(row, c);
            }
            lines = count == lines.length ? Arrays.copyOf(lines, 2 * count) : lines;
            lines[count] = row.line();
            count++;
        }
        for (int c = 0; c < columns.size(); c++) {
            columns.set(c, Arrays.copyOf(columns.get(c), count));
        }
        return new Table(file, rows.names(), columns, Arrays.copyOf(lines, count));
    }

    /** The table of some rows. */
    Table only(int... rows) {
        return new Table(file, names,
                columns.stream().map(column -> IntStream.of(rows).mapToDouble(row -> column[row]).toArray()).toList(),
                IntStream.of(rows).mapToLong(row -> lines[row]).toArray());
    }

    /** @throws IOException if two rows have the same value in a column; one line that names both */
    void requireDistinct(String name) throws IOException {
        Map<Double, Long> seen = new HashMap<>();
        double[] column = column(name);
        for (int row = 0; row < column.length; row++) {
            Long before = seen.putIfAbsent(column[row], lines[row]);
            if (before != null && !Double.isNaN(column[row])) {
                throw new FileFault(file + ":" + lines[row] + ": has the " + name + " " + column[row] + " of line " + before
                        + " again; each frame has a time of its own: remove one, or let the program write the table anew");
            }
        }
    }

    /** What is wrong with a row. */
    FileFault fault(int row, String wrong) {
        return new FileFault(file + ":" + lines[row] + ": " + wrong);
    }

    List<String> names() {
        return names;
    }

    int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).length;
    }

    /** @throws IOException if there is no such column */
    double[] column(String name) throws IOException {
        int at = names.indexOf(name);
        if (at < 0) {
            throw TableRows.noColumn(file, name, names);
        }
        return columns.get(at);
    }

    /** Some columns side by side: rows x columns. */
    float[] values(List<String> chosen) throws IOException {
        float[] values = new float[rows() * chosen.size()];
        for (int c = 0; c < chosen.size(); c++) {
            double[] column = column(chosen.get(c));
            for (int row = 0; row < column.length; row++) {
                values[row * chosen.size() + c] = (float) column[row];
            }
        }
        return values;
    }
}
