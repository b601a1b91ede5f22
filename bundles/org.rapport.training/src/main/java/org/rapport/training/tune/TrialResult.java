package org.rapport.training.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good a trial was in one round.
 *
 * @param trial its name
 * @param epochs it was trained for
 * @param scores CCC of each target over the test sessions of all inner folds together
 */
public record TrialResult(String trial, int epochs, Map<String, Double> scores) {

    public TrialResult {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /** What trials are compared by: the mean CCC of the targets that have one; NaN if none has. */
    public double score() {
        return scores.values().stream().filter(score -> !score.isNaN()).mapToDouble(Double::doubleValue).average()
                .orElse(Double.NaN);
    }
}
