package org.rapport.recording.session;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.opencsv.CSVParserBuilder;
import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.exceptions.CsvValidationException;

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
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVReader rows = new CSVReaderBuilder(text)
                        .withCSVParser(new CSVParserBuilder().withSeparator(separator).build()).build()) {
            String[] header = rows.readNext();
            if (header == null) {
                throw new IOException(file + ": is empty");
            }
            List<String> names = Arrays.stream(header).map(name -> name.replace("\uFEFF", "").strip()).toList();
            Map<Integer, String> wanted = new HashMap<>();
            where.forEach((name, value) -> wanted.put(names.indexOf(name), value));
            if (wanted.containsKey(-1)) {
                throw new IOException(file + ":1: has no column for each of " + where.keySet() + "; it has " + names);
            }
            return new Table(file, names, columns(rows, names.size(), wanted, file));
        } catch (CsvValidationException e) {
            throw new IOException(file + ":" + e.getLineNumber() + ": " + e.getMessage(), e);
        }
    }

    private static List<double[]> columns(CSVReader rows, int width, Map<Integer, String> where, Path file)
            throws IOException, CsvValidationException {
        List<double[]> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            columns.add(new double[256]);
        }
        int count = 0;
        for (String[] row = rows.readNext(); row != null; row = rows.readNext()) {
            if (row.length != width && !(row.length == 1 && row[0].isBlank())) {
                throw new IOException(file + ":" + rows.getLinesRead() + ": has " + row.length
                        + " values, but the first row names "
                        + width + " columns");
            }
            String[] cells = row;
            if (row.length != width || !where.entrySet().stream()
                    .allMatch(one -> cells[one.getKey()].strip().equals(one.getValue()))) {
                continue;
            }
            for (int c = 0; c < width; c++) {
                if (count == columns.get(c).length) {
                    columns.set(c, Arrays.copyOf(columns.get(c), 2 * count));
                }
                columns.get(c)[count] = number(row[c]);
            }
            count++;
        }
        for (int c = 0; c < width; c++) {
            columns.set(c, Arrays.copyOf(columns.get(c), count));
        }
        return columns;
    }

    static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN; // NA, empty, or a word: nothing was measured
        }
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
