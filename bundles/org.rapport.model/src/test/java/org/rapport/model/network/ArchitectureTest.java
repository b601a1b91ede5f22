package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rapport.model.Scores;
import org.rapport.model.folder.Contracts;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;

/** What all networks have in common, and what sets them apart. */
class ArchitectureTest {
    private static final int STEPS = 12;
    private static final NetworkShape SMALL = new NetworkShape(6, 4, STEPS, 8, 8, 4, 8, 0.3, Activation.NONE,
            EnumSet.allOf(Attention.class));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CROSS_DOMAIN")
    void theOthersFindAPlantedRuleToo(StandardArchitecture architecture) {
        TrainingPlan plan = plan(architecture, 16);
        try (Trainer trainer = Trainer.create(plan)) {
            for (int step = 0; step < 200; step++) {
                trainer.step(Planted.batch(plan, step), 5e-3);
            }
            Batch unseen = Planted.batch(plan, -1);
            float[] predictions = trainer.predict(unseen.emitter(), unseen.receiver());
            assertThat(Scores.of(predictions, unseen.labels()).ccc()).isGreaterThan(0.6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void becomesACheckpointAndAModel(StandardArchitecture architecture) throws Exception {
        TrainingPlan plan = plan(architecture, 1);
        Batch window = Planted.batch(plan, 9);
        try (Trainer trainer = Trainer.create(plan)) {
            trainer.step(Planted.batch(plan, 0), 1e-2);
            trainer.save(folder.resolve("checkpoint"));
            trainer.step(Planted.batch(plan, 1), 1e-2);
            ModelFolder.write(folder.resolve("model"), Contracts.contract(plan.shape()), trainer);
            float[] expected = trainer.predict(window.emitter(), window.receiver());
            try (Model model = ModelFolder.load(folder.resolve("model"))) {
                float[] out = new float[STEPS * 2];
                model.predict(window.emitter(), window.receiver(), out);
                assertThat(out).isEqualTo(expected);
            }
            try (Trainer restored = Trainer.restore(folder.resolve("checkpoint"))) {
                assertThat(restored.plan()).isEqualTo(plan);
                restored.step(Planted.batch(plan, 1), 1e-2);
                assertThat(restored.predict(window.emitter(), window.receiver())).isEqualTo(expected);
            }
        }
    }

    @Test
    void aCausalNetworkDoesNotLookAhead() {
        int[] each = IntStream.range(0, STEPS).toArray();
        assertThat(firstDifferences(StandardArchitecture.CROSS_DOMAIN_CAUSAL)).containsExactly(each);
        assertThat(firstDifferences(StandardArchitecture.GRU)).containsExactly(each);
        assertThat(firstDifferences(StandardArchitecture.CROSS_DOMAIN)).containsOnly(0);
    }

    /** For each step, the first one whose prediction changes with the signals from that step on. */
    private static int[] firstDifferences(Architecture architecture) {
        TrainingPlan plan = plan(architecture, 1);
        Batch window = Planted.batch(plan, 1);
        try (Trainer trainer = Trainer.create(plan)) {
            float[] unchanged = trainer.predict(window.emitter(), window.receiver());
            return IntStream.range(0, STEPS).map(step -> {
                float[] emitter = window.emitter().clone();
                float[] receiver = window.receiver().clone();
                Arrays.fill(emitter, step * 6, emitter.length, 1);
                Arrays.fill(receiver, step * 4, receiver.length, -1);
                return Arrays.mismatch(unchanged, trainer.predict(emitter, receiver)) / NetworkShape.PAPER_TARGETS;
            }).toArray();
        }
    }

    @Test
    void aBaselineHasNoLossesBetweenAttentions() {
        TrainingPlan plan = plan(StandardArchitecture.LSTM, 2);
        try (Trainer trainer = Trainer.create(plan)) {
            LossValues losses = trainer.losses(Planted.batch(plan, 1));
            assertThat(losses.total()).isPositive().isEqualTo(losses.of(Loss.TASK));
            assertThat(losses.of(Loss.DISTILLATION)).isNaN();
            assertThat(losses.of(Loss.ENHANCEMENT)).isNaN();
        }
    }

    private static TrainingPlan plan(Architecture architecture, int batchSize) {
        return new TrainingPlan(SMALL.withArchitecture(architecture), Objective.FULL, batchSize, 1);
    }
}
