package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.model.NamedArray;

/** The GRU network row by row against its graph over all rows at once, which is far longer than what its attentions see. */
class GruRowsTest {
    private static final int ROWS = 240;
    private static final int SPAN = 25;
    private static final int EMITTER = 7;
    private static final int RECEIVER = 5;
    private static final int TARGETS = 2;
    private static final double EQUAL = 1e-6;

    private static Batch recording;
    private static float[] offline;
    private static Map<String, NamedArray> weights;

    /** The same network over a whole recording, with attentions that see {@value #SPAN} rows. */
    private record WholeRecording() implements Architecture {
        @Override
        public String key() {
            return "gru-whole";
        }

        @Override
        public String title() {
            return "a GRU over a whole recording";
        }

        @Override
        public boolean isCausal() {
            return true;
        }

        @Override
        public int columns(int hidden) {
            return hidden;
        }

        @Override
        public Network network(Blueprint blueprint) {
            return new GruNetwork(blueprint, SPAN);
        }
    }

    private static NetworkShape shape(int steps, Architecture architecture) {
        return new NetworkShape(EMITTER, RECEIVER, steps, 16, 32, 4, 8, 0.1, Activation.RELU, EnumSet.allOf(Attention.class),
                architecture, TARGETS);
    }

    @BeforeAll
    static void train() {
        TrainingPlan plan = new TrainingPlan(shape(ROWS, new WholeRecording()), Objective.FULL.with(Loss.CONCORDANCE, 1), 2, 5);
        try (Trainer trainer = Trainer.create(plan)) {
            for (int step = 0; step < 60; step++) {
                trainer.step(Planted.batch(plan, step), 1e-2); // to where the weights are large
            }
            recording = Planted.batch(new TrainingPlan(plan.shape(), plan.objective(), 1, 5), 99);
            offline = trainer.predict(recording.emitter(), recording.receiver());
            weights = new HashMap<>();
            trainer.weights().forEach(array -> weights.put(array.name(), array));
        }
    }

    @AfterAll
    static void forget() {
        weights = null;
    }

    private static RowNetwork rows() {
        return StandardArchitecture.GRU.rowByRow(shape(SPAN, StandardArchitecture.GRU), weights, SPAN - 1).orElseThrow().get();
    }

    private static float[] step(RowNetwork network, int row) {
        float[] out = new float[TARGETS];
        network.add(Arrays.copyOfRange(recording.emitter(), row * EMITTER, (row + 1) * EMITTER),
                Arrays.copyOfRange(recording.receiver(), row * RECEIVER, (row + 1) * RECEIVER));
        network.predict(out);
        return out;
    }

    @Test
    void rowByRowIsEqualToTheWholeRecordingAtOnce() {
        RowNetwork network = rows();
        for (int row = 0; row < ROWS; row++) {
            float[] out = step(network, row);
            for (int target = 0; target < TARGETS; target++) {
                assertThat((double) out[target]).as("row %d", row).isCloseTo(offline[row * TARGETS + target], within(EQUAL));
            }
        }
        assertThat(List.of(offline[0], offline[50], offline[200])).doesNotHaveDuplicates();
    }

    @Test
    void aRestartForgetsEverything() {
        RowNetwork network = rows();
        for (int row = 100; row < 180; row++) {
            step(network, row);
        }
        network.restart();
        for (int row = 0; row < 40; row++) {
            float[] out = step(network, row);
            assertThat((double) out[1]).isCloseTo(offline[row * TARGETS + 1], within(EQUAL));
        }
    }

    @Test
    void theAttentionsForgetWhatIsFurtherBackThanTheySee() {
        RowNetwork whole = rows();
        RowNetwork late = rows();
        for (int row = 0; row < 20; row++) {
            step(whole, row);
        }
        float[] first = step(whole, 20);
        assertThat(step(late, 20)).isNotEqualTo(first); // the state tells
        RowAttention attention = new RowAttention(new LoadedWeights(weights), "attention_emitter_to_receiver", 4, SPAN);
        RowAttention newer = new RowAttention(new LoadedWeights(weights), "attention_emitter_to_receiver", 4, SPAN);
        double[] found = null;
        double[] foundByNewer = null;
        for (int row = 0; row < 3 * SPAN; row++) {
            double[] from = vector(row);
            double[] to = vector(row + 500);
            attention.add(to);
            found = attention.answer(from);
            if (row >= 2 * SPAN) {
                newer.add(to);
                foundByNewer = newer.answer(from);
            }
        }
        assertThat(found).containsExactly(foundByNewer, within(1e-12));
    }

    private static double[] vector(int seed) {
        double[] vector = new double[32];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Math.sin(seed * 1.7 + i * i);
        }
        return vector;
    }

    @Test
    void thoseOfOneSupplierShareTheirWeightsAndNoState() {
        Supplier<RowNetwork> made = StandardArchitecture.GRU.rowByRow(shape(SPAN, StandardArchitecture.GRU), weights, SPAN - 1)
                .orElseThrow();
        RowNetwork early = made.get();
        RowNetwork late = made.get();
        for (int row = 0; row < 40; row++) {
            float[] out = step(early, row);
            assertThat((double) out[0]).isCloseTo(offline[row * TARGETS], within(EQUAL));
            if (row >= 10) { // a session that began later
                assertThat(step(late, row - 10)[0]).isCloseTo(offline[(row - 10) * TARGETS], within((float) EQUAL));
            }
        }
        LoadedWeights loaded = new LoadedWeights(weights);
        assertThat(loaded.layer("emitter_encoder")).isSameAs(loaded.layer("emitter_encoder"));
        assertThat(loaded.floatLayer("emitter_encoder")).isSameAs(loaded.floatLayer("emitter_encoder"));
        assertThat(loaded.transposedKernel("emitter_encoder")).isSameAs(loaded.transposedKernel("emitter_encoder"));
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        Map<String, NamedArray> some = new HashMap<>(weights);
        some.remove("emitter_gru_gates_kernel");
        assertThatThrownBy(() -> StandardArchitecture.GRU.rowByRow(shape(SPAN, StandardArchitecture.GRU), some, SPAN - 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("emitter_gru_gates_kernel");
    }

    @Test
    void ofAStepBeforeTheLatestItHasNoSuchForm() {
        assertThat(StandardArchitecture.GRU.rowByRow(shape(SPAN, StandardArchitecture.GRU), weights, SPAN - 2)).isEmpty();
    }

    @Test
    void withoutARowThereIsNoPrediction() {
        RowNetwork network = rows();
        assertThatThrownBy(() -> network.predict(new float[TARGETS])).isInstanceOf(IllegalStateException.class);
    }
}
