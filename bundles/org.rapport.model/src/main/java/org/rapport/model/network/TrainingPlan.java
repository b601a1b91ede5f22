package org.rapport.model.network;

/**
 * All that decides a training besides its data and the learning rate of each step.
 *
 * @param shape the network
 * @param objective what it minimises
 * @param batchSize windows of one step
 * @param seed of the initial weights and of dropout
 * @param weightDecay what a step takes away of each matrix of weights, in parts of it and of the learning rate, as AdamW
 */
public record TrainingPlan(NetworkShape shape, Objective objective, int batchSize, long seed, double weightDecay) {

    /** @throws IllegalArgumentException if the batch is empty or huge, or the decay negative or no number */
    public TrainingPlan {
        NetworkShape.check("the number of windows in a batch", batchSize);
        if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
            throw new IllegalArgumentException("a weight decay of " + weightDecay + " is impossible; choose 0 or more");
        }
    }

    /** Without weight decay. */
    public TrainingPlan(NetworkShape shape, Objective objective, int batchSize, long seed) {
        this(shape, objective, batchSize, seed, 0);
    }

    /** The paper's losses, 32 windows a step. */
    public TrainingPlan(NetworkShape shape, long seed) {
        this(shape, Objective.FULL, 32, seed);
    }
}
