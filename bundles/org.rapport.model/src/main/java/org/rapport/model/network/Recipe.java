package org.rapport.model.network;

import java.util.Map;

/**
 * How a kind of network is trained unless something else is said.
 *
 * @param objective the losses
 * @param dropout the part of the output layers' hidden units that a training step leaves out
 */
public record Recipe(Objective objective, double dropout) {
    /** The paper's losses; its dropout is not said there. */
    public static final Recipe PAPER = new Recipe(Objective.FULL, 0.5);
    /** The concordance itself, and little dropout. */
    public static final Recipe CONCORDANCE = new Recipe(new Objective(Map.of(Loss.CONCORDANCE, 1.0)), 0.1);
}
