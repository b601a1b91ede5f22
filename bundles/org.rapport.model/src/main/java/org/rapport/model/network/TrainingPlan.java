package org.rapport.model.network;

/**
 * All that decides a training besides its data and the learning rate of each step.
 *
 * @param shape the network
 * @param objective what it minimises
 * @param batchSize windows of one step
 * @param seed of the initial weights and of dropout
 */
public record TrainingPlan(NetworkShape shape, Objective objective, int batchSize, long seed) {

    /** @throws IllegalArgumentException if the batch is empty or huge */
    public TrainingPlan {
        NetworkShape.check("the number of windows in a batch", batchSize);
    }

    /** The paper's losses, 32 windows a step. */
    public TrainingPlan(NetworkShape shape, long seed) {
        this(shape, Objective.FULL, 32, seed);
    }
}
