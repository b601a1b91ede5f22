package org.rapport.web;

import jakarta.json.JsonObjectBuilder;

/**
 * How long something took, in seconds; NaN if it was not done.
 *
 * @param p50 what half of the times did not exceed
 * @param p95 what 95 % did not
 * @param p99 what 99 % did not
 * @param max the longest
 */
record Percentiles(double p50, double p95, double p99, double max) {
    static final Percentiles NONE = new Percentiles(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    JsonObjectBuilder addTo(JsonObjectBuilder json) {
        return json.add("p50", SessionState.number(p50)).add("p95", SessionState.number(p95)).add("p99", SessionState.number(p99))
                .add("max", SessionState.number(max));
    }
}
