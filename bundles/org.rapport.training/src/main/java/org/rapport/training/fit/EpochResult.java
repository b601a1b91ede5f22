package org.rapport.training.fit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.rapport.model.network.Loss;

/**
 * What came of one epoch.
 *
 * @param epoch its number, from 1
 * @param losses mean of each over its steps, with dropout; NaN for what the network or an older run does not have
 * @param scores CCC of each target on the validation data after it
 * @param seconds it took
 */
public record EpochResult(int epoch, Map<Loss, Double> losses, Map<String, Double> scores, double seconds) {

    public EpochResult {
        Map<Loss, Double> all = new EnumMap<>(Loss.class);
        for (Loss loss : Loss.values()) {
            all.put(loss, losses.getOrDefault(loss, Double.NaN));
        }
        losses = Collections.unmodifiableMap(all);
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    public double loss(Loss loss) {
        return losses.get(loss);
    }

    /** What the best epoch is chosen by: the mean CCC of the targets that have one. */
    public double score() {
        return scores.values().stream().filter(score -> !score.isNaN()).mapToDouble(Double::doubleValue).average()
                .orElse(Double.NaN);
    }
}
