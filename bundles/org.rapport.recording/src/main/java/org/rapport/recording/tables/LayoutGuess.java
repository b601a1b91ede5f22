package org.rapport.recording.tables;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.rapport.json.FileFault;

/**
 * How a table seems to be laid out, by its first lines: the separator that cuts most of them into as many cells, the row from
 * which on there are numbers where numbers are to the end, and what stands above it.
 *
 * @param layout as it was guessed
 * @param head the lines before the names
 * @param units what stands between the names and the values, one a column; may be empty
 */
record LayoutGuess(TableLayout layout, List<String> head, List<String> units) {
    private static final int MOST_LINES = 3000;
    private static final int FEWEST_LINES = 2;
    private static final int LONGEST_LINE = 1_000_000;
    private static final String SEPARATORS = "\t;,|";
    private static final double MOST_PART = 0.9;
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Set<String> UNITS = Set.of("no_units", "no units", "ms", "msec", "us", "ns", "s", "sec", "min", "mv",
            "uv", "\u00b5v", "v", "us/cm", "\u00b5s", "usiemens", "microsiemens", "siemens", "kohms", "kohm", "ohm", "g", "m/s^2",
            "m/(s^2)", "deg/s", "deg", "rad", "c", "\u00b0c", "degc", "%", "a.u.", "au", "bpm", "hz", "px", "mm", "cm", "m", "mg",
            "count", "counts", "unix", "local", "yyyy/mm/dd hh:mm:ss.000", "rad/s", "mmhg", "u", "adc", "kpa");

    /** @throws IOException if it cannot be read, or is no table */
    static LayoutGuess of(Path file) throws IOException {
        Optional<Charset> charset = Optional.empty();
        List<String> lines;
        try {
            lines = lines(file, charset);
        } catch (CharacterCodingException e) {
            charset = Optional.of(WINDOWS);
            lines = lines(file, charset);
        }
        int from = TableText.separator(file, charset).isPresent() ? 1 : 0;
        List<String> rows = lines.subList(Math.min(from, lines.size()), lines.size());
        if (rows.stream().filter(line -> !line.isBlank()).count() < FEWEST_LINES) {
            throw new FileFault(file + ": has too few lines to tell what they are");
        }
        return new Search(rows, from, charset).guess(file);
    }

    private static List<String> lines(Path file, Optional<Charset> charset) throws IOException {
        List<String> lines = new ArrayList<>();
        BoundedLines bounded = new BoundedLines(TableText.open(file, charset), ',');
        try (BufferedReader text = new BufferedReader(bounded)) {
            for (String line = text.readLine(); line != null && lines.size() < MOST_LINES; line = text.readLine()) {
                bounded.beginRow();
                lines.add(line);
                if (line.length() > LONGEST_LINE || line.indexOf('\0') >= 0) {
                    throw new FileFault(file + ":" + lines.size() + ": is not a row of a table");
                }
            }
        }
        return lines;
    }

    /** Looks through the lines of one file. */
    private static final class Search {
        private final List<String> lines;
        private final int before;
        private final Optional<Charset> charset;
        private char separator = ',';
        private String comment = "";
        private List<List<String>> rows = List.of();
        private int width;

        /** @param before lines that were passed over */
        Search(List<String> lines, int before, Optional<Charset> charset) {
            this.lines = lines;
            this.before = before;
            this.charset = charset;
        }

        LayoutGuess guess(Path file) throws FileFault {
            comment = lines.stream().filter(line -> !line.isBlank()).anyMatch(line -> line.startsWith("#")) ? "#" : "";
            chooseSeparator();
            rows = lines.stream().map(line -> cells(line, separator)).toList();
            char decimal = hasCommas() ? ',' : '.';
            TableLayout plain = new TableLayout(Optional.of(separator), decimal, charset, 0, 0, comment, List.of());
            int data = firstOfData(plain).orElseThrow(() -> new FileFault(file + ": has no rows of numbers that can be told from "
                    + "the lines above them; it is not a table, or all its columns are text"));
            return above(data, plain);
        }

        /** The one that makes most lines alike; of two that do, that which stands first in the list. */
        private void chooseSeparator() {
            double best = 0;
            for (char one : SEPARATORS.toCharArray()) {
                List<Integer> widths = tail().stream().map(line -> trimmed(cells(line, one))).toList();
                int usual = mode(widths);
                double share = usual < 2 ? 0 : (double) widths.stream().filter(each -> each == usual).count() / widths.size();
                if (share > best + 1 - MOST_PART) {
                    best = share;
                    separator = one;
                }
            }
            width = mode(tail().stream().map(line -> cells(line, separator).size()).toList());
        }

        /** The second half is not the head. */
        private List<String> tail() {
            List<String> told = lines.stream().filter(line -> !line.isBlank() && !isComment(line)).toList();
            return told.subList(told.size() / 2, told.size());
        }

        private boolean isComment(String line) {
            return !comment.isEmpty() && line.startsWith(comment);
        }

        private static int mode(List<Integer> values) {
            Map<Integer, Integer> counts = new HashMap<>();
            values.forEach(value -> counts.merge(value, 1, Integer::sum));
            return counts.entrySet().stream()
                    .max(Comparator.comparing(Map.Entry<Integer, Integer>::getValue).thenComparing(Map.Entry::getKey))
                    .map(Map.Entry::getKey).orElse(1);
        }

        private static int trimmed(List<String> cells) {
            int count = cells.size();
            while (count > 1 && cells.get(count - 1).isEmpty()) {
                count--;
            }
            return cells.size() > 1 && count == 1 ? 1 : cells.size();
        }

        private boolean hasCommas() {
            return separator != ',' && rows.subList(rows.size() / 2, rows.size()).stream().flatMap(List::stream)
                    .anyMatch(TableLayout::isWithComma);
        }

        /**
         * The first row that has a number in the first column that has one in nearly all rows of the second half, which is the
         * time's in most tables, and no text where numbers belong. Others may be empty: a device may find nothing at first.
         */
        private Optional<Integer> firstOfData(TableLayout layout) {
            List<Integer> sound = IntStream.range(rows.size() / 2, rows.size()).filter(this::isRow).boxed().toList();
            List<Integer> numeric = numeric(layout, sound, 1).or(() -> numeric(layout, sound, MOST_PART))
                    .or(() -> numeric(layout, sound, Double.MIN_VALUE)).orElse(List.of());
            return numeric.isEmpty() ? Optional.empty() : IntStream.range(0, rows.size()).filter(this::isRow)
                    .filter(row -> isValue(layout, cell(row, numeric.get(0))) && numeric.stream().map(column -> cell(row, column))
                            .allMatch(cell -> ColumnContent.isMissing(cell) || isValue(layout, cell)))
                    .boxed().findFirst();
        }

        /** The columns with a number in this part of some rows; empty if there is none. */
        private Optional<List<Integer>> numeric(TableLayout layout, List<Integer> some, double part) {
            List<Integer> columns = IntStream.range(0, width)
                    .filter(column -> !some.isEmpty()
                            && some.stream().filter(row -> isValue(layout, cell(row, column))).count() >= part * some.size())
                    .boxed().toList();
            return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
        }

        private boolean isRow(int row) {
            return !lines.get(row).isBlank() && !isComment(lines.get(row)) && rows.get(row).size() >= Math.min(width, 2);
        }

        private String cell(int row, int column) {
            return column < rows.get(row).size() ? rows.get(row).get(column) : "";
        }

        private static boolean isValue(TableLayout layout, String cell) {
            return !Double.isNaN(layout.number(cell)) || ColumnSurvey.isDate(cell);
        }

        /** The names are the last row above the data that looks so; what is between are units. */
        private LayoutGuess above(int data, TableLayout plain) {
            List<Integer> candidates = IntStream.range(0, data).filter(row -> !lines.get(row).isBlank()).boxed().toList();
            int names = -1;
            List<String> units = List.of();
            for (int i = candidates.size() - 1; i >= 0 && names < 0; i--) {
                int row = candidates.get(i);
                if (isComment(lines.get(row)) || rows.get(row).size() < width - 1 || !hasNames(rows.get(row), plain)) {
                    continue;
                }
                if (units.isEmpty() && areUnits(rows.get(row)) && i > 0 && hasNames(rows.get(candidates.get(i - 1)), plain)
                        && rows.get(candidates.get(i - 1)).size() >= width - 1) {
                    units = rows.get(row);
                    continue;
                }
                names = row;
            }
            if (names < 0) {
                return nameless(data, plain, candidates);
            }
            int skip = comments(0, names) ? 0 : names;
            return new LayoutGuess(new TableLayout(plain.separator(), plain.decimal(), charset, skip == 0 ? 0 : skip + before,
                    data - names - 1, comment, List.of()), lines.subList(0, names), units);
        }

        /** A comment that ends the head may hold the names; else columns have none. */
        private LayoutGuess nameless(int data, TableLayout plain, List<Integer> candidates) {
            List<String> names = new ArrayList<>(Collections.nCopies(width, ""));
            if (!candidates.isEmpty() && isComment(lines.get(candidates.get(candidates.size() - 1)))) {
                String last = lines.get(candidates.get(candidates.size() - 1)).substring(comment.length());
                List<String> said = cells(last, separator);
                if (said.size() == width && hasNames(said, plain)) {
                    names = said;
                }
            }
            int skip = comments(0, data) ? 0 : data;
            return new LayoutGuess(new TableLayout(plain.separator(), plain.decimal(), charset, skip == 0 ? 0 : skip + before, 0,
                    comment, names), lines.subList(0, data), List.of());
        }

        private boolean comments(int from, int to) {
            return lines.subList(from, to).stream().allMatch(line -> line.isBlank() || isComment(line));
        }

        /** Texts with letters, each once; the first and the last may be empty. */
        private static boolean hasNames(List<String> cells, TableLayout layout) {
            List<String> told = cells.stream().filter(cell -> !cell.isEmpty()).toList();
            return !told.isEmpty() && told.size() >= cells.size() - 2
                    && told.stream().allMatch(cell -> Double.isNaN(layout.number(cell)))
                    && told.stream().filter(cell -> cell.chars().anyMatch(Character::isLetter)).count() >= MOST_PART * told.size()
                    && (new HashSet<>(told).size() == told.size() || areUnits(cells));
        }

        private static boolean areUnits(List<String> cells) {
            List<String> told = cells.stream().filter(cell -> !cell.isEmpty()).toList();
            return !told.isEmpty()
                    && told.stream().filter(cell -> UNITS.contains(cell.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]()]", ""))
                            || UNITS.contains(cell.toLowerCase(Locale.ROOT))).count() >= 0.6 * told.size();
        }
    }

    /** Cuts a line, with quotes as in CSV. */
    static List<String> cells(String line, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char one = line.charAt(i);
            if (one == '"') {
                quoted = !quoted;
            } else if (one == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(one);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
