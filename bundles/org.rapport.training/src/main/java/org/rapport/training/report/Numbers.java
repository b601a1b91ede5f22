package org.rapport.training.report;

import java.util.Locale;

import jakarta.json.Json;
import jakarta.json.JsonValue;

/** Scores as people and programs read them. */
final class Numbers {
    private Numbers() {
    }

    /** Three digits; a dash for what could not be computed. */
    static String text(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value).replaceFirst("^-(?=0\\.000$)", "");
    }

    /** All digits; empty for what could not be computed. */
    static String csv(double value) {
        return Double.isNaN(value) ? "" : String.valueOf(value);
    }

    /** JSON has no NaN and no infinity: null. */
    static JsonValue json(double value) {
        return Double.isFinite(value) ? Json.createValue(value) : JsonValue.NULL;
    }
}
