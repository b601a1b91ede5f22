package org.rapport.model.network;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What training can minimise, in any mixture ({@link Objective}). To add one: a constant here, and its formula in
 * {@link Formulas}; checkpoints, runs, events, tables and reports take names and values from here.
 */
public enum Loss {
    /** Squared error, mean over the labelled steps, sum over the targets, in standardised labels. */
    TASK("task", 1, formulas -> Optional.of(formulas.squaredError())),
    /** Knowledge distillation: squared difference between the two intra-attentions, mean over elements, counted both ways. */
    DISTILLATION("kd", 1, Formulas::distillation),
    /** Similarity enhancement: how much each inter-attention diverges from its intra-attention over time, mean over columns. */
    ENHANCEMENT("se", 1, Formulas::enhancement),
    /** Another reading of the same: how much they diverge over the columns of each step, mean over steps. */
    ENHANCEMENT_BY_STEP("se-step", 0, Formulas::enhancementByStep),
    /** 1 - CCC over the labelled steps of the batch, sum over the targets (Atmaja and Akagi 2020). */
    CONCORDANCE("ccc", 0, formulas -> Optional.of(formulas.discordance())),
    /** Half the squared error up to one standard deviation of the labels, beyond it the distance less a half (Huber 1964). */
    HUBER("huber", 0, formulas -> Optional.of(formulas.huber()));

    private final String key;
    private final double papers;
    private final Function<Formulas, Optional<Operand<TFloat32>>> formula;

    Loss(String key, double papers, Function<Formulas, Optional<Operand<TFloat32>>> formula) {
        this.key = key;
        this.papers = papers;
        this.formula = formula;
    }

    /** What it is called in options, files and reports. */
    public String key() {
        return key;
    }

    /** Its weight in the paper (Li and Lai 2022, section 4). */
    public double paperWeight() {
        return papers;
    }

    /** The loss of that name; empty if there is none. */
    public static Optional<Loss> of(String key) {
        for (Loss loss : values()) {
            if (loss.key.equals(key.toLowerCase(Locale.ROOT))) {
                return Optional.of(loss);
            }
        }
        return Optional.empty();
    }

    /** A scalar of the graph; empty for a network that has no such loss. */
    Optional<Operand<TFloat32>> in(Formulas formulas) {
        return formula.apply(formulas);
    }
}
