package org.rapport.model.network;

import java.util.Arrays;
import java.util.List;

/** A program of its own: {@code TrainingProgram THREADS} prints what the weights of a network are after some steps, as one number. */
final class TrainingProgram {
    private static final int STEPS = 3;

    private TrainingProgram() {
    }

    public static void main(String[] args) {
        TrainingPlan plan = new TrainingPlan(new NetworkShape(20, 10, 100), 1);
        try (Trainer trainer = Trainer.create(plan, Integer.parseInt(args[0]))) {
            for (int step = 0; step < STEPS; step++) {
                trainer.step(Planted.batch(plan, step), 1e-3);
            }
            List<Integer> bits = trainer.weights().stream().map(weight -> Arrays.hashCode(weight.values())).toList();
            System.out.println("weights " + bits.hashCode());
        }
    }
}
