package org.rapport.recording.tables;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.recording.tables.TableRows.Row;

/**
 * What a column of a table is:
 *
 * <pre>
 * { "label": "left_pupil", "unit": "mm", "factor": 0.001, "offset": 0,
 *   "missing": [-1, "lost"], "valid": { "Validity left": "Valid", "confidence": { "from": 0.8 } } }
 * </pre>
 *
 * @param label of the channel
 * @param unit may be empty
 * @param factor that its numbers are multiplied by
 * @param offset that is added then
 * @param missing cells that stand for a missing value
 * @param valid what other columns of the row must hold, by their place
 */
record ColumnMeaning(String label, String unit, double factor, double offset, Optional<CellTest> missing,
        Map<Integer, CellTest> valid) {
    private static final List<String> KEYS = List.of("label", "unit", "factor", "offset", "missing", "valid");

    /**
     * @param described the column's own words
     * @param table the description of its table, whose {@code missing} and {@code valid} hold for all columns
     */
    static ColumnMeaning of(String name, Optional<JsonEntry> described, JsonEntry table, TableRows rows) throws IOException {
        Map<Integer, CellTest> valid = new LinkedHashMap<>(valid(table, rows));
        Optional<CellTest> missing = missing(table);
        if (described.isEmpty()) {
            return new ColumnMeaning(name, "", 1, 0, missing, valid);
        }
        JsonEntry column = described.get();
        column.allow(KEYS);
        valid.putAll(valid(column, rows));
        return new ColumnMeaning(column.text("label", name), column.text("unit", ""), column.number("factor").orElse(1),
                column.number("offset").orElse(0), missing(column).or(() -> missing), valid);
    }

    private static Optional<CellTest> missing(JsonEntry entry) throws FileFault {
        Optional<JsonEntry> missing = entry.get("missing");
        return missing.isEmpty() ? Optional.empty() : Optional.of(CellTest.of(missing.get()));
    }

    private static Map<Integer, CellTest> valid(JsonEntry entry, TableRows rows) throws IOException {
        Map<Integer, CellTest> valid = new LinkedHashMap<>();
        if (entry.get("valid").isPresent()) {
            for (Map.Entry<String, JsonEntry> one : entry.needed("valid").members().entrySet()) {
                valid.put(rows.column(one.getKey()), CellTest.of(one.getValue()));
            }
        }
        return valid;
    }

    boolean isMissing(String cell, double number) {
        return missing.isPresent() && missing.get().passes(cell, number);
    }

    /** @param number in the column's own unit; NaN if it is missing */
    double value(double number, Row row, TableLayout layout) {
        for (Map.Entry<Integer, CellTest> one : valid.entrySet()) {
            String cell = row.cells().get(one.getKey());
            if (!one.getValue().passes(cell, layout.number(cell))) {
                return Double.NaN;
            }
        }
        return number * factor + offset;
    }
}
