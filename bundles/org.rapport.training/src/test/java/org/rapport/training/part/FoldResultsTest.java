package org.rapport.training.part;

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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.Scores;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;
import org.rapport.training.Kept;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.evaluation.Series;
import org.rapport.training.experiment.Jobs;
import org.rapport.training.experiment.TrainedControls;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.fit.WindowOptions;
import org.rapport.training.report.CrossValidation;
import org.rapport.training.report.CrossValidationTable;
import org.rapport.training.report.TestedSessions;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.study.StudyException;

class FoldResultsTest {
    private static final Path WEIGHTS = Path.of("epoch-2/variables.data-00000-of-00001");

    @TempDir
    private Path folder;

    private final List<Recording> dyads = Planted.dyads(6, 120);

    @Test
    void stoppedInTheMiddleItGoesOnAndComesToTheSame() throws Exception {
        AtomicInteger steps = new AtomicInteger();
        assertThat(train("pieces", list(2, 1, 7), 1, false, () -> steps.incrementAndGet() > 16)).isFalse();
        Path first = folder.resolve("pieces/fold-1-seed-7");
        assertThat(first.resolve("run.json")).content().contains("\"finished\": true");
        Object written = Files.getLastModifiedTime(first.resolve(WEIGHTS));

        assertThat(train("pieces", list(2, 1, 7), 1, false, () -> false)).isTrue();
        assertThat(train("whole", list(2, 1, 7), 2, false, () -> false)).isTrue();
        CrossValidation resumed = results("pieces", list(2, 1, 7)).validation();
        CrossValidation atOnce = results("whole", list(2, 1, 7)).validation();
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
        assertThat(train("runs", list(2, 2, 7), 2, false, () -> false)).isTrue();
        FoldResults results = results("runs", list(2, 2, 7));
        CrossValidation made = results.validation();
        List<Series> all = new ArrayList<>();
        made.runs().forEach(run -> all.addAll(run.evaluation().model().series()));
        assertThat(all).extracting(series -> series.recording().session().name()).hasSize(12).containsOnly("s0", "s1", "s2", "s3",
                "s4", "s5");
        assertThat(pooled(made, 1)).isEqualTo(Series.scores(all, 1));
        assertThat(made.pooled().condition("ridge")).isPresent();
        assertThat(made.pooled().title()).isEqualTo("synthetic data: planted, by-dyad, all 2 folds, 2 seeds");

        Path out = folder.resolve("model");
        results.write(out, made);
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
        Path state = folder.resolve("runs/fold-1-seed-7/run.json");
        Files.writeString(state, Files.readString(state).replaceFirst("(\"processors\": \\[\\s*)\"[^\"]*\"", "$1\"Another\""));
        assertThat(CrossValidationTable.lines(results.validation()).get(0))
                .startsWith("warning: computed on different types of processors").contains("Another (1); ");
    }

    @Test
    void runsOfAnotherSplitAreNotTakenForThese() throws Exception {
        BooleanSupplier atOnce = () -> folder.resolve("runs/fold-1-seed-7/run.json").toFile().exists();
        assertThat(train("runs", list(3, 1, 7), 1, false, atOnce)).isFalse();
        assertThatThrownBy(() -> train("runs", list(3, 1, 8), 1, false, () -> false)).isInstanceOf(StudyException.class)
                .hasMessageContaining("fold-1-seed-7").hasMessageContaining("was started with splitSeed 7, but now it is 8");
        AtomicInteger steps = new AtomicInteger();
        assertThat(train("runs", list(3, 1, 8), 1, true, () -> steps.incrementAndGet() > 1)).isFalse();
        assertThat(folder.resolve("runs/fold-1-seed-7/run.json")).content().contains("\"splitSeed\": \"8\"");
    }

    private static Scores pooled(CrossValidation made, int target) {
        return made.pooled().model().targets().get(target).pooled();
    }

    private PartList list(int folds, int seeds, long splitSeed) throws StudyException {
        TrainingOptions some = Planted.options(2);
        TrainingOptions quick = new TrainingOptions(new WindowOptions(4, 5, 0, 5), some.network(), some.schedule(),
                some.modalityDropout(), some.seed());
        return PartList.train(Planted.study(dyads), SplitOptions.allFolds(Protocol.BY_DYAD, folds, splitSeed), seeds,
                new PartRecipe(quick, TrainedControls.NONE, "none"));
    }

    private boolean train(String runs, PartList list, int jobs, boolean restart, BooleanSupplier stop) throws Exception {
        PartRun run = new PartRun(list, new Kept(dyads), folder.resolve(runs), restart);
        return new InProcess(run, new Jobs(jobs)).run(list.parts(), Progress.NONE, stop);
    }

    private FoldResults results(String runs, PartList list) {
        return new FoldResults(list, folder.resolve(runs));
    }
}
