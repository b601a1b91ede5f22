package org.rapport.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.Scores;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.evaluation.Series;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.fit.WindowOptions;
import org.rapport.training.report.CrossValidation;
import org.rapport.training.report.CrossValidationTable;
import org.rapport.training.report.TestedSessions;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.study.StudyException;

class CrossValidatorTest {
    private static final Path WEIGHTS = Path.of("epoch-2/variables.data-00000-of-00001");

    @TempDir
    private Path folder;

    private final List<Recording> dyads = Planted.dyads(6, 120);

    private final Recordings recordings = new Recordings() {
        @Override
        public void load(List<Session> sessions, Consumer<Recording> progress, BooleanSupplier stop) {
            assertThat(sessions).hasSize(6).doesNotHaveDuplicates();
        }

        @Override
        public Recording get(Session session, double labelLag) {
            return dyads.stream().filter(dyad -> dyad.session().equals(session)).findFirst().orElseThrow();
        }
    };

    @Test
    void stoppedInTheMiddleItGoesOnAndComesToTheSame() throws Exception {
        AtomicInteger steps = new AtomicInteger();
        assertThat(validator("pieces", 2, 1, 7, false).run(new Jobs(1), Progress.NONE, () -> steps.incrementAndGet() > 16))
                .isEmpty();
        Path first = folder.resolve("pieces/fold-1-seed-7");
        assertThat(first.resolve("run.json")).content().contains("\"finished\": true");
        Object written = Files.getLastModifiedTime(first.resolve(WEIGHTS));

        CrossValidation resumed = validator("pieces", 2, 1, 7, false).run(new Jobs(1), Progress.NONE, () -> false).orElseThrow();
        CrossValidation atOnce = validator("whole", 2, 1, 7, false).run(new Jobs(2), Progress.NONE, () -> false).orElseThrow();
        assertThat(Files.getLastModifiedTime(first.resolve(WEIGHTS))).isEqualTo(written);
        assertThat(resumed.runs()).extracting(CrossValidation.Run::name).containsExactly("fold-1-seed-7", "fold-2-seed-7");
        for (CrossValidation.Run run : resumed.runs()) {
            assertThat(folder.resolve("pieces").resolve(run.name()).resolve(WEIGHTS))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(run.name()).resolve(WEIGHTS));
        }
        assertThat(pooled(resumed, 0)).isEqualTo(pooled(atOnce, 0));
    }

    @Test
    void everySessionIsTestedOnceASeedAndAllIsSummedUp() throws Exception {
        CrossValidator validator = validator("runs", 2, 2, 7, false);
        CrossValidation made = validator.run(new Jobs(2), Progress.NONE, () -> false).orElseThrow();
        List<Series> all = new ArrayList<>();
        made.runs().forEach(run -> all.addAll(run.evaluation().model().series()));
        assertThat(all).extracting(series -> series.recording().session().name()).hasSize(12).containsOnly("s0", "s1", "s2", "s3",
                "s4", "s5");
        assertThat(pooled(made, 1)).isEqualTo(Series.scores(all, 1));
        assertThat(made.pooled().condition("ridge")).isPresent();
        assertThat(made.pooled().title()).isEqualTo("synthetic data: planted, by-dyad, all 2 folds, 2 seeds");

        Path out = folder.resolve("model");
        validator.write(out, made);
        CrossValidation.Run best = made.best();
        assertThat(best.validation()).isEqualTo(
                made.runs().stream().map(CrossValidation.Run::validation).max(Comparator.naturalOrder()).orElseThrow());
        try (Model model = ModelFolder.load(out)) {
            assertThat(model.contract().evaluation().protocol()).isEqualTo("by-dyad fold " + best.name().charAt(5) + "/2");
        }
        assertThat(TestedSessions.read(out).names()).hasSize(3);
        assertThat(out.resolve("cross-validation.json")).content().contains("\"model\": \"" + best.name() + "\"", "\"pooled\"");
        double mean = made.runs().stream().mapToDouble(run -> run.evaluation().model().targets().get(0).pooled().ccc()).average()
                .orElseThrow();
        List<String> csv = Files.readAllLines(out.resolve("cross-validation.csv"));
        assertThat(csv).hasSize(1 + made.pooled().conditions().size() * 2 * (3 + 4));
        String line = csv.stream().filter(one -> one.startsWith("model,competence,mean,")).findFirst().orElseThrow();
        assertThat(Double.parseDouble(line.split(",")[3])).isCloseTo(mean, within(1e-12));
        assertThat(CrossValidationTable.lines(made)).anyMatch(one -> one.matches("pseudo-dyad +-?0\\.\\d+ \\+- 0\\.\\d+ .*"))
                .anyMatch(one -> one.matches("fold-2-seed-8 .* epoch [12], -?0\\.\\d+"));
    }

    @Test
    void runsOfAnotherSplitAreNotTakenForThese() throws Exception {
        BooleanSupplier atOnce = () -> folder.resolve("runs/fold-1-seed-7/run.json").toFile().exists();
        assertThat(validator("runs", 3, 1, 7, false).run(new Jobs(1), Progress.NONE, atOnce)).isEmpty();
        assertThatThrownBy(() -> validator("runs", 3, 1, 8, false).run(new Jobs(1), Progress.NONE, () -> false))
                .isInstanceOf(StudyException.class).hasMessageContaining("fold-1-seed-7")
                .hasMessageContaining("was started with splitSeed 7, but now it is 8");
        AtomicInteger steps = new AtomicInteger();
        assertThat(validator("runs", 3, 1, 8, true).run(new Jobs(1), Progress.NONE, () -> steps.incrementAndGet() > 1)).isEmpty();
        assertThat(folder.resolve("runs/fold-1-seed-7/run.json")).content().contains("\"splitSeed\": \"8\"");
    }

    private static Scores pooled(CrossValidation made, int target) {
        return made.pooled().model().targets().get(target).pooled();
    }

    private CrossValidator validator(String runs, int folds, int seeds, long splitSeed, boolean restart) throws StudyException {
        TrainingOptions some = Planted.options(2);
        TrainingOptions quick = new TrainingOptions(new WindowOptions(4, 5, 0, 5), some.network(), some.schedule(),
                some.modalityDropout(), some.seed());
        return new CrossValidator(Planted.study(dyads), recordings, quick,
                SplitOptions.allFolds(Protocol.BY_DYAD, folds, splitSeed), seeds, "none", folder.resolve(runs), restart,
                TrainedControls.NONE);
    }
}
