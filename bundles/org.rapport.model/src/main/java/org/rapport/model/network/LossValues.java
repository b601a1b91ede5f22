package org.rapport.model.network;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The losses of one batch. Those between attentions are NaN for a network without attentions.
 *
 * @param values of every {@link Loss}, whatever its weight
 * @param total what the step minimises: the weighted sum of those there are
 */
public record LossValues(Map<Loss, Double> values, double total) {
    public LossValues {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    public double of(Loss loss) {
        return values.get(loss);
    }
}
