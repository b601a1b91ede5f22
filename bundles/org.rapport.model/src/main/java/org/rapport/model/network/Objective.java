package org.rapport.model.network;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What training minimises: the weighted sum of losses. A loss of weight 0 is still computed and reported, as in the paper's
 * ablations.
 *
 * @param weights of the losses; those left out have 0
 */
public record Objective(Map<Loss, Double> weights) {
    /** The paper's: task + KD + SE, unweighted. */
    public static final Objective FULL = paper();

    /** @throws IllegalArgumentException if a weight is negative or no number, or none is above 0 */
    public Objective {
        Map<Loss, Double> all = new EnumMap<>(Loss.class);
        for (Loss loss : Loss.values()) {
            double weight = weights.getOrDefault(loss, 0.0);
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("the weight " + weight + " of the loss " + loss.key() + " must be 0 or more");
            }
            all.put(loss, weight);
        }
        if (all.values().stream().allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("all losses have the weight 0; give at least one a weight above 0");
        }
        weights = Collections.unmodifiableMap(all);
    }

    private static Objective paper() {
        Map<Loss, Double> weights = new EnumMap<>(Loss.class);
        for (Loss loss : Loss.values()) {
            weights.put(loss, loss.paperWeight());
        }
        return new Objective(weights);
    }

    public double weight(Loss loss) {
        return weights.get(loss);
    }

    /** The same with another weight of one loss. */
    public Objective with(Loss loss, double weight) {
        Map<Loss, Double> changed = new EnumMap<>(weights);
        changed.put(loss, weight);
        return new Objective(changed);
    }
}
