package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rapport.model.NamedArray;

/** Networks that look at windows, row by row in plain Java, against TensorFlow's run over every whole window. */
class WindowRowsTest {
    private static final double EQUAL = 1e-5;
    private static final int MORE = 9;

    /** Sizes that no loop divides evenly, and the paper's own. */
    static Stream<NetworkShape> shapes() {
        List<NetworkShape> shapes = new ArrayList<>();
        Set<Attention> all = EnumSet.allOf(Attention.class);
        for (Architecture one : List.of(StandardArchitecture.CROSS_DOMAIN, StandardArchitecture.CROSS_DOMAIN_CAUSAL,
                StandardArchitecture.LSTM)) {
            shapes.add(new NetworkShape(7, 5, 13, 11, 9, 3, 5, 0.1, Activation.RELU, all, one, 2));
            shapes.add(
                    new NetworkShape(3, 2, 1, 6, 5, 5, 4, 0, Activation.NONE, EnumSet.of(Attention.EMITTER_TO_RECEIVER), one, 2));
            shapes.add(new NetworkShape(6, 10, 21, 8, 8, 4, 8, 0.2, Activation.NONE,
                    EnumSet.of(Attention.RECEIVER, Attention.RECEIVER_TO_EMITTER), one, 2));
        }
        shapes.add(new NetworkShape(412, 68, 100));
        return shapes.stream();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyStepOfEveryWindowIsTensorFlows(NetworkShape shape) {
        Random random = new Random(shape.steps());
        int rows = shape.steps() + MORE;
        float[] emitter = Planted.noise(random, rows * shape.emitterWidth());
        float[] receiver = Planted.noise(random, rows * shape.receiverWidth());
        TrainingPlan plan = new TrainingPlan(shape, Objective.FULL, 2, 5);
        try (Trainer trainer = Trainer.create(plan)) {
            for (int step = 0; step < (shape.emitterWidth() > 100 ? 3 : 60); step++) {
                trainer.step(Planted.batch(plan, step), 1e-2); // to where the weights are large
            }
            for (int live : new int[]{shape.steps() - 1, shape.steps() / 2, 0}) {
                RowNetwork network = trainer.rowByRow(live).orElseThrow().get();
                float[] out = new float[shape.targets()];
                for (int row = 0; row < rows; row++) {
                    network.add(cut(emitter, row, 1, shape.emitterWidth()), cut(receiver, row, 1, shape.receiverWidth()));
                    int first = row - shape.steps() + 1;
                    if (first < 0) {
                        continue;
                    }
                    float[] whole = trainer.predict(cut(emitter, first, shape.steps(), shape.emitterWidth()),
                            cut(receiver, first, shape.steps(), shape.receiverWidth()));
                    network.predict(out);
                    check(out, whole, live, first);
                }
            }
        }
    }

    private static void check(float[] out, float[] whole, int live, int window) {
        for (int target = 0; target < out.length; target++) {
            assertThat((double) out[target]).as("step %d, window %d", live, window).isCloseTo(whole[live * out.length + target],
                    within(EQUAL));
        }
    }

    /** What is found in somebody of whom nothing comes is not looked for again, until something does. */
    @ParameterizedTest
    @MethodSource("shapes")
    void aPersonWhoIsAwayForAWhileIsPredictedAsTensorFlowDoes(NetworkShape shape) {
        Random random = new Random(5);
        int steps = shape.steps();
        int rows = 3 * steps + 2 * MORE;
        float[] emitter = Planted.noise(random, rows * shape.emitterWidth());
        float[] receiver = Planted.noise(random, rows * shape.receiverWidth());
        int back = 2 * steps + MORE;
        Arrays.fill(emitter, (steps - 1) * shape.emitterWidth(), back * shape.emitterWidth(), 0);
        Arrays.fill(receiver, steps * shape.receiverWidth(), (back - 2) * shape.receiverWidth(), 0);
        try (Trainer trainer = Trainer.create(new TrainingPlan(shape, Objective.FULL, 2, 5))) {
            RowNetwork network = trainer.rowByRow(steps - 1).orElseThrow().get();
            float[] out = new float[shape.targets()];
            for (int row = 0; row < rows; row++) {
                network.add(cut(emitter, row, 1, shape.emitterWidth()), cut(receiver, row, 1, shape.receiverWidth()));
                int first = row - steps + 1;
                if (first >= 0 && (row < steps + MORE || row >= back - MORE)) {
                    network.predict(out);
                    check(out, trainer.predict(cut(emitter, first, steps, shape.emitterWidth()),
                            cut(receiver, first, steps, shape.receiverWidth())), steps - 1, first);
                }
            }
        }
    }

    private static float[] cut(float[] values, int row, int rows, int width) {
        return Arrays.copyOfRange(values, row * width, (row + rows) * width);
    }

    @Test
    void aWindowThatIsNotFullHasNoPrediction() {
        NetworkShape shape = shapes().findFirst().orElseThrow();
        try (Trainer trainer = Trainer.create(new TrainingPlan(shape, Objective.FULL, 2, 5))) {
            RowNetwork network = trainer.rowByRow(0).orElseThrow().get();
            for (int row = 0; row < shape.steps(); row++) {
                network.add(new float[7], new float[5]);
            }
            network.predict(new float[2]);
            network.restart();
            network.add(new float[7], new float[5]);
            assertThatThrownBy(() -> network.predict(new float[2])).isInstanceOf(IllegalStateException.class)
                    .hasMessage("the window has 1 of 13 rows");
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void weightsOfAnotherNetworkAreRefused(NetworkShape shape) {
        try (Trainer trainer = Trainer.create(new TrainingPlan(shape, Objective.FULL, 2, 5))) {
            for (NamedArray array : trainer.weights()) {
                if (!reaches(array.name(), shape)) {
                    continue;
                }
                Map<String, NamedArray> some = new HashMap<>();
                trainer.weights().forEach(one -> some.put(one.name(), one));
                some.remove(array.name());
                assertThatThrownBy(() -> shape.architecture().rowByRow(shape, some, 0)).as(array.name())
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(array.name());
            }
        }
    }

    /** An attention that is left out of the output is not needed. */
    private static boolean reaches(String weight, NetworkShape shape) {
        return !weight.startsWith("attention_")
                || shape.attentions().stream().anyMatch(one -> weight.matches(MultiHeadAttention.name(one) + "_[a-z]+_[a-z]+"));
    }

    @Test
    void theSquashingFunctionsAreThoseOfTheJdkInSinglePrecision() {
        float[] tanh = new float[200_001];
        for (int i = 0; i < tanh.length; i++) {
            tanh[i] = (i - 100_000) / 4000f; // -25 to 25
        }
        Squash.tanh(tanh);
        for (int i = 0; i < tanh.length; i++) {
            double x = (i - 100_000) / 4000f;
            assertThat((double) tanh[i]).isCloseTo(Math.tanh(x), within(4e-7));
            assertThat((double) Squash.logistic(tanh[i])).isCloseTo(1 / (1 + Math.exp(-2 * x)), within(4e-7));
        }
        float[] strange = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        Squash.tanh(strange);
        assertThat(strange[0]).isNaN();
        assertThat(strange[1]).isCloseTo(1, within(4e-7f));
        assertThat(strange[2]).isCloseTo(-1, within(4e-7f));
    }

    @Test
    void powersAreThoseOfTheJdk() {
        double[] powers = new double[100_001];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = -i / 1000.0; // 0 to -100
        }
        powers[0] = Double.NaN;
        powers[100] = Double.NEGATIVE_INFINITY;
        Exponential.replace(powers, powers.length - 1);
        assertThat(powers[0]).isNaN();
        assertThat(powers[100]).isCloseTo(0, within(1e-27));
        for (int i = 1; i < powers.length - 1; i++) {
            if (i != 100) {
                assertThat(powers[i]).isCloseTo(Math.exp(-i / 1000.0), within(1e-9));
            }
        }
        assertThat(powers[powers.length - 1]).as("beyond the count").isEqualTo(-100);
    }

    /** The compiler takes some rows and columns at once, and some one by one. */
    @Test
    void productsAreThoseOfDoublePrecision() {
        Random random = new Random(7);
        for (int count = 0; count < 40; count++) {
            int outputs = 1 + random.nextInt(70);
            float[] x = Planted.noise(random, count + 3);
            float[][] matrix = new float[count + 2][];
            Arrays.setAll(matrix, row -> Planted.noise(random, outputs));
            float[] sums = Planted.noise(random, outputs);
            double[] expected = new double[outputs];
            for (int i = 0; i < outputs; i++) {
                expected[i] = sums[i];
                for (int k = 0; k < count; k++) {
                    expected[i] += (double) x[3 + k] * matrix[2 + k][i];
                }
            }
            FloatLayer.addProduct(x, 3, count, matrix, 2, sums);
            double dot = 0;
            for (int k = 0; k < outputs && count > 0; k++) {
                dot += (double) sums[k] * matrix[2][k];
            }
            for (int i = 0; i < outputs; i++) {
                assertThat((double) sums[i]).isCloseTo(expected[i], within(1e-5));
            }
            if (count > 0) {
                assertThat((double) FloatLayer.dot(sums, matrix[2])).isCloseTo(dot, within(1e-4));
            }
        }
    }
}
