package org.rapport.model.network;

import java.util.Random;

/** Batches with a rule to find: competence follows the emitter's first column, warmth the receiver's. */
public final class Planted {
    private Planted() {
    }

    public static Batch batch(TrainingPlan plan, long seed) {
        NetworkShape shape = plan.shape();
        Random random = new Random(seed);
        int rows = plan.batchSize() * shape.steps();
        float[] emitter = noise(random, rows * shape.emitterWidth());
        float[] receiver = noise(random, rows * shape.receiverWidth());
        float[] labels = new float[rows * 2];
        for (int row = 0; row < rows; row++) {
            if (row % shape.steps() != 0) {
                follow(emitter, row * shape.emitterWidth(), shape.emitterWidth());
                follow(receiver, row * shape.receiverWidth(), shape.receiverWidth());
            }
            labels[2 * row] = emitter[row * shape.emitterWidth()];
            labels[2 * row + 1] = -receiver[row * shape.receiverWidth()];
        }
        return new Batch(emitter, receiver, labels);
    }

    /** The first column changes slowly, as impressions do. */
    private static void follow(float[] values, int first, int width) {
        values[first] = 0.95f * values[first - width] + 0.3f * values[first];
    }

    public static float[] noise(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
