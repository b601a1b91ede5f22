package org.rapport.model.benchmark;

import java.util.Arrays;
import java.util.Random;

import org.rapport.model.network.Batch;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.Trainer;
import org.rapport.model.network.TrainingPlan;

/** Prints the windows a second of training: {@code TrainingSpeed EMITTER-WIDTH RECEIVER-WIDTH STEPS}. */
final class TrainingSpeed {
    private static final int WINDOW = 100;
    private static final int WARM_UP = 5;

    private TrainingSpeed() {
    }

    public static void main(String[] args) {
        NetworkShape shape = new NetworkShape(Integer.parseInt(args[0]), Integer.parseInt(args[1]), WINDOW);
        TrainingPlan plan = new TrainingPlan(shape, 1);
        long[] nanos = new long[Integer.parseInt(args[2])];
        Random random = new Random(1);
        int rows = plan.batchSize() * WINDOW;
        Batch batch = new Batch(noise(random, rows * shape.emitterWidth()), noise(random, rows * shape.receiverWidth()),
                noise(random, rows * NetworkShape.PAPER_TARGETS));
        try (Trainer trainer = Trainer.create(plan)) {
            for (int step = -WARM_UP; step < nanos.length; step++) {
                long started = System.nanoTime();
                trainer.step(batch, 1e-3);
                if (step >= 0) {
                    nanos[step] = System.nanoTime() - started;
                }
            }
        }
        Arrays.sort(nanos);
        System.out.println(plan.batchSize() / (nanos[nanos.length / 2] * 1e-9));
    }

    private static float[] noise(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
