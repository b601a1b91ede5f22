package org.rapport.recording.tables;

import java.util.ArrayList;
import java.util.List;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

/**
 * Whether a cell is one of some values, or a number within limits: {@code "Valid"}, {@code [0, 1]} or
 * {@code { "from": 0.8, "to": 1 }}.
 *
 * @param values texts, or numbers however they are written; empty if only limits count
 * @param from the least number
 * @param to the greatest
 */
record CellTest(List<String> values, double from, double to) {

    static CellTest of(JsonEntry entry) throws FileFault {
        if (entry.isObject()) {
            entry.allow(List.of("from", "to"));
            return new CellTest(List.of(), entry.number("from").orElse(Double.NEGATIVE_INFINITY),
                    entry.number("to").orElse(Double.POSITIVE_INFINITY));
        }
        List<String> values = new ArrayList<>();
        for (JsonEntry value : entry.isList() ? entry.elements() : List.of(entry)) {
            if (value.isList() || value.isObject()) {
                throw value.fault("must be a text or a number");
            }
            values.add(String.valueOf(value.value()));
        }
        return new CellTest(values, Double.NaN, Double.NaN);
    }

    /** @param number the cell's, NaN if it is none */
    boolean passes(String cell, double number) {
        if (values.isEmpty()) {
            return number >= from && number <= to;
        }
        return values.stream()
                .anyMatch(value -> value.equals(cell) || !Double.isNaN(number) && TableRows.number(value) == number);
    }
}
