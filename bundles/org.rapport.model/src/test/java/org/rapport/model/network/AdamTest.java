package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Adam beside its formula, step by step in double precision: m̂ / (√v̂ + ε), as PyTorch computes it; with a decay AdamW. */
class AdamTest {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final double RATE = 1e-2;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void fiveStepsAreThoseOfTheFormula(double decay) {
        NetworkShape shape = new NetworkShape(3, 2, 4, 4, 4, 2, 4, 0, Activation.NONE, EnumSet.allOf(Attention.class));
        TrainingPlan plan = new TrainingPlan(shape, Objective.FULL, 2, 1, decay);
        try (Trainer trainer = Trainer.create(plan)) {
            List<Gradient> gradients = trainer.training().gradients();
            List<Operand<TFloat32>> weights = gradients.stream().map(gradient -> gradient.weight().value()).toList();
            List<Operand<TFloat32>> slopes = gradients.stream().map(Gradient::value).toList();
            Batch batch = Planted.batch(plan, 1);
            List<double[]> expected = doubles(trainer.run(batch, 1, 0, weights, false));
            List<double[]> means = zeros(expected);
            List<double[]> squares = zeros(expected);
            boolean tiny = false;
            for (int step = 1; step <= 5; step++) {
                List<double[]> slope = doubles(trainer.run(batch, 1, 0, slopes, false));
                for (int i = 0; i < slope.size(); i++) {
                    if (gradients.get(i).weight().name().endsWith("_kernel")) { // AdamW: before the step, and of matrices alone
                        scale(expected.get(i), 1 - RATE * decay);
                    }
                    tiny |= step(expected.get(i), means.get(i), squares.get(i), slope.get(i), step);
                }
                trainer.step(batch, RATE);
                List<double[]> actual = doubles(trainer.run(batch, 1, 0, weights, false));
                for (int i = 0; i < actual.size(); i++) {
                    assertThat(actual.get(i)).containsExactly(expected.get(i), within(1e-6));
                }
            }
            // those tell where epsilon stands: of the others it is lost in rounding
            assertThat(tiny).as("a gradient as small as epsilon").isTrue();
        }
    }

    private static void scale(double[] weight, double factor) {
        for (int i = 0; i < weight.length; i++) {
            weight[i] *= factor;
        }
    }

    private static boolean step(double[] weight, double[] mean, double[] square, double[] slope, int step) {
        boolean tiny = false;
        for (int i = 0; i < weight.length; i++) {
            mean[i] = BETA1 * mean[i] + (1 - BETA1) * slope[i];
            square[i] = BETA2 * square[i] + (1 - BETA2) * slope[i] * slope[i];
            double corrected = mean[i] / (1 - Math.pow(BETA1, step));
            double spread = Math.sqrt(square[i] / (1 - Math.pow(BETA2, step)));
            weight[i] -= RATE * corrected / (spread + EPSILON);
            tiny |= slope[i] != 0 && Math.abs(slope[i]) < 1e3 * EPSILON;
        }
        return tiny;
    }

    private static List<double[]> doubles(List<float[]> values) {
        List<double[]> doubles = new ArrayList<>();
        for (float[] one : values) {
            double[] wide = new double[one.length];
            for (int i = 0; i < one.length; i++) {
                wide[i] = one[i];
            }
            doubles.add(wide);
        }
        return doubles;
    }

    private static List<double[]> zeros(List<double[]> like) {
        return like.stream().map(one -> new double[one.length]).toList();
    }
}
