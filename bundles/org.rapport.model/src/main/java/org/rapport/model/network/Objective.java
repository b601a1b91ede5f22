package org.rapport.model.network;

/**
 * What training minimises: {@code task + distillation * KD + enhancement * SE}. A loss of weight 0 is still computed and
 * reported, as in the paper's ablations.
 *
 * @param distillation weight of the knowledge distillation loss KD
 * @param enhancement weight of the similarity enhancement loss SE
 */
public record Objective(double distillation, double enhancement) {
    /** The paper's: all three, unweighted. */
    public static final Objective FULL = new Objective(1, 1);

    /** @throws IllegalArgumentException if a weight is negative or no number */
    public Objective {
        if (!(distillation >= 0 && enhancement >= 0) || Double.isInfinite(distillation + enhancement)) {
            throw new IllegalArgumentException("loss weights " + distillation + " and " + enhancement + " must be 0 or more");
        }
    }
}
