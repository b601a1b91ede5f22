package org.rapport.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.Contract;
import org.rapport.model.network.Activation;
import org.rapport.model.network.StandardArchitecture;
import org.rapport.model.network.Attention;
import org.rapport.model.network.Loss;
import org.rapport.model.network.Objective;
import org.rapport.model.network.Ensemble;
import org.rapport.model.network.Trainer;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.evaluation.Series;
import org.rapport.training.evaluation.TrainerPredictor;
import org.rapport.training.study.StudyException;

/** A run that was begun before losses and targets had names, stopped in its third epoch of four. */
class OldRunsTest {
    private static final Path OLD = Path.of("src/test/resources/old-run");

    @TempDir
    private Path folder;

    private final List<Recording> dyads = Planted.dyads(8, 120);
    private final Sides sides = new Sides(dyads.subList(0, 6), dyads.subList(6, 7), dyads.subList(7, 8));
    private final TrainingOptions options = new TrainingOptions(new WindowOptions(10, 5, 0, 2), new NetworkOptions(4, 4, 2, 8,
            0.2, Activation.NONE, EnumSet.allOf(Attention.class), Objective.FULL, StandardArchitecture.CROSS_DOMAIN),
            new Schedule(4, 8, 0.01, new Halving(20), 0, 0), 0.1, 7);

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(OLD)) {
            for (Path file : files.skip(1).toList()) {
                Files.copy(file, folder.resolve(OLD.relativize(file).toString()));
            }
        }
    }

    private Map<String, String> settings(TrainingOptions chosen) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("study", "planted"));
        settings.putAll(chosen.settings());
        return settings;
    }

    private Contract contract() throws StudyException {
        return ContractDraft.of(Planted.study(dyads), options.window(), sides, true);
    }

    @Test
    void saysWhatItSaid() throws Exception {
        RunFolder run = RunFolder.resume(folder, settings(options));
        assertThat(run.epochs()).hasSize(2);
        EpochResult first = run.epochs().get(0);
        assertThat(first.loss(Loss.TASK)).isEqualTo(1.4206694013932173);
        assertThat(first.loss(Loss.DISTILLATION)).isEqualTo(0.12425802450846225);
        assertThat(first.loss(Loss.CONCORDANCE)).isNaN();
        assertThat(first.scores()).containsExactly(Map.entry("competence", 0.8211822688859824),
                Map.entry("warmth", 0.2908915810851488));
    }

    @Test
    void predictsWhatItPredicted() throws Exception {
        try (Trainer best = RunFolder.resume(folder, settings(options)).bestTrainer(options.network().architecture())) {
            Series series = new TrainerPredictor(new Ensemble(List.of(best)), contract(), 2).predict(dyads.get(7));
            List<String> lines = Files.readAllLines(folder.resolve("predictions.csv"));
            assertThat(series.length()).isEqualTo(lines.size() - 1);
            for (int i = 0; i < series.length(); i++) {
                String[] cells = lines.get(i + 1).split(",");
                for (int target = 0; target < 2; target++) {
                    assertThat(series.predictions()[target][i]).isCloseTo(Float.parseFloat(cells[2 + target]), within(1e-5f));
                }
            }
        }
    }

    @Test
    void goesOnToItsEndAndIsOfTodaysFormatThen() throws Exception {
        RunFolder run = RunFolder.resume(folder, settings(options));
        assertThat(new TrainingRun(contract(), options, sides, run, Progress.NONE, () -> false).run()).isTrue();
        RunFolder again = RunFolder.resume(folder, settings(options));
        assertThat(again.epochs()).hasSize(4).isEqualTo(run.epochs());
        assertThat(again.epochs().get(3).loss(Loss.CONCORDANCE)).isPositive();
        assertThat(RunFolder.isUnfinished(folder)).isFalse();
    }

    @Test
    void goesOnOnlyAsItWasStarted() {
        TrainingOptions other = options.with(options.network().withObjective(Objective.FULL.with(Loss.CONCORDANCE, 1)));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> RunFolder.resume(folder, settings(other))))
                .hasMessageContaining("started with loss.ccc 0.0, but now it is 1.0");
    }

    @Test
    void theSeedsOfAReproductionThatNamesNoSplitSeedWereOfTheWeightsAlone() throws Exception {
        Map<String, String> now = new LinkedHashMap<>(settings(options));
        now.put("splitSeed", "9");
        assertThatThrownBy(() -> RunFolder.resume(folder, now)).hasMessageContaining("started with splitSeed ");
        Path state = folder.resolve("run.json");
        Files.writeString(state, Files.readString(state).replaceFirst("\"settings\" *: *\\{", "$0 \"variant\": \"full\","));
        assertThat(RunFolder.resume(folder, now).epochs()).hasSize(2);
    }
}
