package org.rapport.training.report;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Comma-separated lines (RFC 4180) whose values stand beside their columns' names, so that none can slip under another's: the
 * first line tells the names.
 */
final class CsvTable {
    private final Writer out;
    private List<String> columns;

    CsvTable(Writer out) {
        this.out = out;
    }

    /** One line's values by column. */
    static final class Line {
        private final Map<String, String> values = new LinkedHashMap<>();

        /** A text that may hold anything. */
        Line add(String column, String text) {
            values.put(column, text.matches("[^\",\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"");
            return this;
        }

        /** All digits; empty for what could not be computed. */
        Line add(String column, double value) {
            values.put(column, Numbers.csv(value));
            return this;
        }

        /** All digits of a float; empty for what could not be computed. */
        Line add(String column, float value) {
            values.put(column, Float.isNaN(value) ? "" : String.valueOf(value));
            return this;
        }

        Line add(String column, long value) {
            values.put(column, String.valueOf(value));
            return this;
        }
    }

    /** @throws IllegalArgumentException if the line has other columns than the first */
    void write(Line line) throws IOException {
        if (columns == null) {
            columns = List.copyOf(line.values.keySet());
            out.write(columns.stream().map(name -> name.contains(",") ? "\"" + name + "\"" : name)
                    .collect(Collectors.joining(",", "", "\n")));
        } else if (!columns.equals(List.copyOf(line.values.keySet()))) {
            throw new IllegalArgumentException("a line of " + line.values.keySet() + " in a table of " + columns);
        }
        out.write(String.join(",", line.values.values()) + "\n");
    }
}
