package org.rapport.model.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

import org.rapport.model.network.Batch;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.Precision;
import org.rapport.model.network.Trainer;
import org.rapport.model.network.TrainingPlan;

/**
 * Prints the windows of training in a second, and in a second of processor time:
 * {@code TrainingSpeed EMITTER-WIDTH RECEIVER-WIDTH STEPS PRECISION}.
 */
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
        Precision precision = Precision.valueOf(args[3].toUpperCase(Locale.ROOT));
        long processor = 0;
        try (Trainer trainer = Trainer.create(plan, 0, precision)) {
            for (int step = -WARM_UP; step < nanos.length; step++) {
                if (step == 0) {
                    processor = processor();
                }
                long started = System.nanoTime();
                trainer.step(batch, 1e-3);
                if (step >= 0) {
                    nanos[step] = System.nanoTime() - started;
                }
            }
            processor = processor() - processor;
        }
        Arrays.sort(nanos);
        System.out.println(plan.batchSize() / (nanos[nanos.length / 2] * 1e-9) + " "
                + plan.batchSize() * nanos.length / (processor * 1e-9));
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static float[] noise(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
