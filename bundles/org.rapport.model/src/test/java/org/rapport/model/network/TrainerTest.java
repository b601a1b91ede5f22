package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.ModelException;
import org.rapport.model.RunningScores;
import org.rapport.model.Scores;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class TrainerTest {
    private static final NetworkShape SMALL = new NetworkShape(6, 4, 12, 8, 8, 4, 8, 0.3, Activation.NONE,
            EnumSet.allOf(Attention.class));
    private static final int WINDOWS = 4;
    private static final Objective TASK_ONLY = Objective.FULL.with(Loss.DISTILLATION, 0).with(Loss.ENHANCEMENT, 0);
    private static final TrainingPlan PLAN = new TrainingPlan(SMALL, Objective.FULL, WINDOWS, 1);

    @TempDir
    Path folder;

    @Test
    void findsAPlantedRule() {
        TrainingPlan plan = new TrainingPlan(SMALL, Objective.FULL, 16, 1);
        try (Trainer trainer = Trainer.create(plan)) {
            Batch unseen = Planted.batch(plan, -1);
            double before = trainer.losses(unseen).of(Loss.TASK);
            train(trainer, 0, 200);
            assertThat(trainer.losses(unseen).of(Loss.TASK)).isLessThan(before / 2);
            float[] predictions = trainer.predict(unseen.emitter(), unseen.receiver());
            assertThat(Scores.of(predictions, unseen.labels()).ccc()).isGreaterThan(0.6);
        }
    }

    @Test
    void sameSeedGivesTheSameWeights() {
        float[][] weights = weightsAfter(PLAN, 20);
        assertThat(weightsAfter(PLAN, 20)).isEqualTo(weights);
        TrainingPlan otherSeed = new TrainingPlan(SMALL, Objective.FULL, WINDOWS, 2);
        assertThat(weightsAfter(otherSeed, 20)).isNotEqualTo(weights);
    }

    /** Also with several threads: see Branches. */
    @Test
    void everyProcessTrainsToTheSameBits() throws Exception {
        String natives = "org.bytedeco.javacpp.cachedir"; // where this one has them unpacked
        String unpacked = System.getProperty(natives, System.getProperty("user.home") + "/.javacpp/cache");
        List<Process> programs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            programs.add(new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
                    "-D" + natives + "=" + unpacked, "-cp", System.getProperty("java.class.path"),
                    TrainingProgram.class.getName(), "2").redirectError(ProcessBuilder.Redirect.DISCARD).start());
        }
        List<String> said = new ArrayList<>();
        for (Process program : programs) {
            said.add(new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            assertThat(program.waitFor()).isZero();
        }
        assertThat(said.get(0)).startsWith("weights ");
        assertThat(said).containsOnly(said.get(0));
    }

    @Test
    void goesOnAfterARestoreAsIfNothingHadHappened() throws Exception {
        Path checkpoint = folder.resolve("checkpoint");
        float[][] uninterrupted;
        try (Trainer trainer = Trainer.create(PLAN)) {
            train(trainer, 0, 5);
            trainer.save(checkpoint);
            train(trainer, 5, 10);
            trainer.save(checkpoint);
            train(trainer, 10, 20);
            uninterrupted = weights(trainer);
        }
        try (Trainer trainer = Trainer.restore(checkpoint)) {
            assertThat(trainer.plan()).isEqualTo(PLAN);
            assertThat(trainer.steps()).isEqualTo(10);
            train(trainer, 10, 20);
            assertThat(weights(trainer)).isEqualTo(uninterrupted);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(checkpoint);
        }
    }

    @Test
    void aDecayIsKeptWithTheCheckpointAndMakesWeightsSmaller() throws Exception {
        TrainingPlan plan = new TrainingPlan(SMALL, Objective.FULL, WINDOWS, 1, 5);
        try (Trainer trainer = Trainer.create(plan)) {
            train(trainer, 0, 20);
            trainer.save(folder.resolve("checkpoint"));
            assertThat(size(weights(trainer))).isLessThan(0.8 * size(weightsAfter(PLAN, 20)));
        }
        try (Trainer trainer = Trainer.restore(folder.resolve("checkpoint"))) {
            assertThat(trainer.plan()).isEqualTo(plan);
        }
        assertThatThrownBy(() -> new TrainingPlan(SMALL, Objective.FULL, WINDOWS, 1, -1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("choose 0 or more");
    }

    private static double size(float[][] weights) {
        double sum = 0;
        for (float[] one : weights) {
            for (float value : one) {
                sum += value * value;
            }
        }
        return sum;
    }

    @Test
    void aDamagedCheckpointSaysSo() throws Exception {
        Path checkpoint = folder.resolve("checkpoint");
        try (Trainer trainer = Trainer.create(PLAN)) {
            trainer.save(checkpoint);
        }
        Files.writeString(checkpoint.resolve("variables.index"), "");
        assertThatThrownBy(() -> Trainer.restore(checkpoint)).isInstanceOf(ModelException.class)
                .hasMessageContaining("checkpoint").hasMessageContaining("copy the folder again").hasMessageNotContaining("\n");
        String description = Files.readString(checkpoint.resolve("training.json"));
        Files.writeString(checkpoint.resolve("training.json"),
                description.replace("\"hidden\":8", "\"hidden\":9").replace("\"hidden\": 8", "\"hidden\": 9"));
        assertThatThrownBy(() -> Trainer.restore(checkpoint)).isInstanceOf(ModelException.class)
                .hasMessageContaining("4 heads cannot share out 18 columns");
    }

    @Test
    void aStepUsesGradientsOfTheWeightsBeforeIt() {
        TrainingPlan plan = new TrainingPlan(new NetworkShape(20, 10, 30), Objective.FULL, 8, 1);
        try (Trainer trainer = Trainer.create(plan)) {
            List<Operand<TFloat32>> gradients = trainer.training().gradients().stream().map(Gradient::value).toList();
            for (int step = 0; step < 10; step++) {
                Batch batch = Planted.batch(plan, step);
                float[][] alone = trainer.run(batch, 0.5, 1e-3, gradients, false).toArray(float[][]::new);
                float[][] withUpdate = trainer.run(batch, 0.5, 1e-3, gradients, true).toArray(float[][]::new);
                assertThat(withUpdate).isDeepEqualTo(alone);
            }
        }
    }

    @Test
    void predictsTheSameInOtherBatches() {
        try (Trainer trainer = Trainer.create(PLAN)) {
            Batch batch = Planted.batch(PLAN, 1);
            float[] all = trainer.predict(batch.emitter(), batch.receiver());
            float[] one = trainer.predict(Arrays.copyOf(batch.emitter(), 12 * 6), Arrays.copyOf(batch.receiver(), 12 * 4));
            assertThat(one).isEqualTo(Arrays.copyOf(all, 12 * 2));
            assertThatThrownBy(() -> trainer.predict(new float[12 * 6], new float[12]))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no whole windows");
        }
    }

    @Test
    void unlabelledStepsAreLeftOutOfTheTaskLoss() {
        try (Trainer trainer = Trainer.create(PLAN)) {
            Batch batch = Planted.batch(PLAN, 1);
            float[] predictions = trainer.predict(batch.emitter(), batch.receiver());
            float[] labels = batch.labels().clone();
            for (int i = 0; i < labels.length; i += 3) {
                labels[i] = Float.NaN;
            }
            Batch partly = new Batch(batch.emitter(), batch.receiver(), labels);
            assertThat(trainer.losses(partly).of(Loss.TASK))
                    .isCloseTo(meanSquare(predictions, labels, 0) + meanSquare(predictions, labels, 1), within(1e-4));
            trainer.step(partly, 1e-3);
            Arrays.fill(labels, Float.NaN);
            assertThat(trainer.step(partly, 1e-3).of(Loss.TASK)).isZero();
            assertThat(List.of(weights(trainer))).allSatisfy(weight -> assertThat(weight).doesNotContain(Float.NaN));
        }
    }

    private static double meanSquare(float[] predictions, float[] labels, int target) {
        RunningScores scores = new RunningScores();
        for (int i = target; i < labels.length; i += 2) {
            scores.add(predictions[i], labels[i]);
        }
        return scores.value().rmse() * scores.value().rmse();
    }

    @Test
    void anAblatedLossIsReportedButDoesNotTrain() {
        TrainingPlan without = new TrainingPlan(SMALL, TASK_ONLY, WINDOWS, 1);
        try (Trainer trainer = Trainer.create(without); Trainer full = Trainer.create(PLAN)) {
            Batch batch = Planted.batch(PLAN, 1);
            LossValues losses = trainer.losses(batch);
            LossValues all = full.losses(batch);
            assertThat(losses.of(Loss.DISTILLATION)).isPositive().isEqualTo(all.of(Loss.DISTILLATION));
            assertThat(losses.of(Loss.ENHANCEMENT)).isPositive().isEqualTo(all.of(Loss.ENHANCEMENT));
            assertThat(losses.total()).isEqualTo(losses.of(Loss.TASK));
            assertThat(all.total()).isCloseTo(all.of(Loss.TASK) + all.of(Loss.DISTILLATION) + all.of(Loss.ENHANCEMENT),
                    within(1e-5));
            train(trainer, 0, 60);
            train(full, 0, 60);
            assertThat(full.losses(batch).of(Loss.DISTILLATION)).isLessThan(trainer.losses(batch).of(Loss.DISTILLATION));
        }
    }

    @Test
    void anAblatedAttentionDoesNotReachTheOutput() {
        Set<Attention> inter = EnumSet.of(Attention.EMITTER_TO_RECEIVER, Attention.RECEIVER_TO_EMITTER);
        TrainingPlan plan = new TrainingPlan(SMALL.withAttentions(inter), TASK_ONLY, WINDOWS, 1);
        try (Trainer trainer = Trainer.create(plan)) {
            float[][] before = weights(trainer, "attention_emitter_query_kernel", "attention_emitter_to_receiver_query_kernel");
            train(trainer, 0, 3);
            float[][] after = weights(trainer, "attention_emitter_query_kernel", "attention_emitter_to_receiver_query_kernel");
            assertThat(after[0]).isEqualTo(before[0]);
            assertThat(after[1]).isNotEqualTo(before[1]);
        }
    }

    @Test
    void refusesABatchOfAnotherSize() {
        try (Trainer trainer = Trainer.create(PLAN)) {
            Batch batch = Planted.batch(new TrainingPlan(SMALL, Objective.FULL, 5, 1), 1);
            assertThatThrownBy(() -> trainer.step(batch, 1e-3)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("emitter has 360 values, but a batch takes 288 [4, 12, 6]");
        }
    }

    private static void train(Trainer trainer, int from, int to) {
        for (int step = from; step < to; step++) {
            trainer.step(Planted.batch(trainer.plan(), step), 5e-3);
        }
    }

    private static float[][] weightsAfter(TrainingPlan plan, int steps) {
        try (Trainer trainer = Trainer.create(plan)) {
            train(trainer, 0, steps);
            return weights(trainer);
        }
    }

    private static float[][] weights(Trainer trainer, String... names) {
        List<Operand<TFloat32>> values = trainer.training().gradients().stream().map(Gradient::weight)
                .filter(weight -> names.length == 0 || List.of(names).contains(weight.variable().op().name()))
                .sorted((a, b) -> a.variable().op().name().compareTo(b.variable().op().name())).map(Weight::value).toList();
        return trainer.run(Planted.batch(trainer.plan(), 0), 1, 0, values, false).toArray(float[][]::new);
    }
}
