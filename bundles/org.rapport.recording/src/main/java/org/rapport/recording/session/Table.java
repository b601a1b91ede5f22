package org.rapport.recording.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.recording.session.TableRows.Row;

/** A table of numbers in a text file, column by column; what is empty or no number is NaN. */
final class Table {
    private final Path file;
    private final List<String> names;
    private final List<double[]> columns;

    private Table(Path file, List<String> names, List<double[]> columns) {
        this.file = file;
        this.names = names;
        this.columns = columns;
    }

    /**
     * Reads a table whose first row names its columns.
     *
     * @param where values that a row must have, by column
     */
    static Table read(Path file, char separator, Map<String, String> where) throws IOException {
        try (TableRows rows = TableRows.open(file, separator)) {
            Map<Integer, String> wanted = new HashMap<>();
            for (Map.Entry<String, String> one : where.entrySet()) {
                wanted.put(rows.column(one.getKey()), one.getValue());
            }
            return new Table(file, rows.names(), columns(rows, wanted));
        }
    }

    private static List<double[]> columns(TableRows rows, Map<Integer, String> where) throws IOException {
        List<double[]> columns = new ArrayList<>();
        rows.names().forEach(name -> columns.add(new double[256]));
        int count = 0;
        for (Optional<Row> next = rows.next(); next.isPresent(); next = rows.next()) {
            Row row = next.get();
            if (!where.entrySet().stream().allMatch(one -> row.cells().get(one.getKey()).equals(one.getValue()))) {
                continue;
            }
            for (int c = 0; c < columns.size(); c++) {
                if (count == columns.get(c).length) {
                    columns.set(c, Arrays.copyOf(columns.get(c), 2 * count));
                }
                columns.get(c)[count] = row.number(c);
            }
            count++;
        }
        for (int c = 0; c < columns.size(); c++) {
            columns.set(c, Arrays.copyOf(columns.get(c), count));
        }
        return columns;
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
            throw new IOException(file + ":1: has no column \"" + name + "\"; it has " + String.join(", ", names));
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
