package org.rapport.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.model.Contract;
import org.rapport.model.Scores;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;
import org.rapport.model.network.Architectures;
import org.rapport.training.Planted;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Recording;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.MissingInput;
import org.rapport.training.evaluation.ModelPredictor;
import org.rapport.training.evaluation.Series;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.Sides;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.report.TestedSessions;
import org.rapport.training.split.Excerpt;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.Split;
import org.rapport.training.study.StudyException;

class FittingTest {
    @TempDir
    private Path folder;

    private final List<Recording> dyads = Planted.dyads(7, 120);

    @Test
    void aModelFolderPredictsWhatWasEvaluatedAndSaysHowGoodItIs() throws Exception {
        Fitting fitting = new Fitting(experiment(), Planted.options(3),
                RunFolder.create(folder.resolve("run"), Map.of("a", "b")));
        assertThat(fitting.train(Progress.NONE, () -> false)).isTrue();
        Evaluation evaluation = fitting.evaluate();
        Path out = folder.resolve("model");
        fitting.trained().write(out, evaluation);

        try (Model model = ModelFolder.load(out)) {
            assertThat(model.contract().evaluation().protocol()).isEqualTo("by-dyad");
            assertThat(model.contract().evaluation().scores()).containsKeys("competence.ccc", "pseudo-dyad.warmth.ccc", "epoch")
                    .doesNotContainKey("competence.halfWidth90") // of two dyads
                    .containsEntry("warmth.rmse", evaluation.model().targets().get(1).pooled().rmse());
            Series evaluated = evaluation.model().series().get(0);
            Series live = new ModelPredictor(model).predict(dyads.get(5));
            assertThat(live.rows()).isEqualTo(evaluated.rows());
            assertThat(live.predictions()[1]).usingComparatorWithPrecision(1e-5f).containsExactly(evaluated.predictions()[1]);
            assertThat(live.labels()[1]).usingComparatorWithPrecision(1e-5f).containsExactly(evaluated.labels()[1]);
            TrainedContractCheck.check(model.contract(), dyads.get(0));
            assertThatThrownBy(
                    () -> TrainedContractCheck.check(model.contract(), dyads.get(0).without(c -> c.label().equals("x"))))
                    .isInstanceOf(StudyException.class).hasMessageContaining("column 2 of the receiver");
        }
        assertThat(out.resolve("card.md")).content().contains("synthetic data: planted, by-dyad", "emitter: Face, 1 columns");
        assertThat(out.resolve("evaluation.csv")).content().contains("pseudo-dyad,competence,s5,");
        TestedSessions tested = TestedSessions.read(out);
        assertThat(tested.names()).containsExactlyInAnyOrder("s5", "s6");
        assertThat(tested.labelLag()).isEqualTo(0.4, within(1e-12));
    }

    @Test
    void aCalibrationIsOfTheValidationSideAndLivesInTheModelAndInEveryControl() throws Exception {
        Experiment experiment = experiment();
        Fitting plain = new Fitting(experiment, Planted.options(3), RunFolder.create(folder.resolve("run"), Map.of("a", "b")));
        assertThat(plain.train(Progress.NONE, () -> false)).isTrue();
        Fitting calibrated = new Fitting(experiment, Planted.options(3).withCalibration(true),
                RunFolder.open(folder.resolve("run"), Map.of("a", "b")));
        Evaluation before = plain.evaluate();
        Evaluation after = calibrated.evaluate();
        assertThat(before.condition("uncalibrated")).isEmpty();
        Scores raw = after.condition("uncalibrated").orElseThrow().targets().get(0).pooled();
        assertThat(raw.ccc()).as("its effect is shown").isCloseTo(before.model().targets().get(0).pooled().ccc(), within(1e-5));
        assertThat(after.condition("ridge").orElseThrow().targets().get(0).pooled()).as("controls are calibrated too")
                .isNotEqualTo(before.condition("ridge").orElseThrow().targets().get(0).pooled());
        calibrated.trained().write(folder.resolve("model"), after);
        try (Model model = ModelFolder.load(folder.resolve("model"))) {
            Contract.Target target = model.contract().targets().get(0);
            assertThat(target.calibration().slope()).isGreaterThan(1);
            Series live = new ModelPredictor(model).predict(dyads.get(5));
            assertThat(live.predictions()[0]).usingComparatorWithPrecision(1e-5f)
                    .containsExactly(after.model().series().get(0).predictions()[0]);
        }
    }

    @Test
    void severalNetworksAreOneModelThatIsCalibratedAsOne() throws Exception {
        TrainingOptions options = Planted.options(2).withCalibration(true).withEnsemble(3);
        Fitting whole = new Fitting(experiment(), options, RunFolder.create(folder.resolve("whole"), options.settings()));
        assertThat(whole.train(Progress.NONE, () -> false)).isTrue();
        Evaluation evaluation = whole.evaluate();
        whole.trained().write(folder.resolve("model"), evaluation);
        try (Model model = ModelFolder.load(folder.resolve("model"))) {
            assertThat(model.contract().members()).hasSize(3);
            Series live = new ModelPredictor(model).predict(dyads.get(5));
            assertThat(live.predictions()[1]).usingComparatorWithPrecision(1e-5f)
                    .containsExactly(evaluation.model().series().get(0).predictions()[1]);
        }
        assertThat(folder.resolve("model/card.md")).content().contains("- ensemble: 3")
                .containsPattern("of which the best on validation was \\d, \\d, \\d");

        Path pieces = folder.resolve("pieces");
        BooleanSupplier third = () -> Files.isRegularFile(pieces.resolve("member-3/run.json"));
        assertThat(new Fitting(experiment(), options, RunFolder.create(pieces, options.settings())).train(Progress.NONE, third))
                .isFalse();
        assertThat(RunFolder.isUnfinished(pieces)).isTrue();
        Fitting resumed = new Fitting(experiment(), options, RunFolder.resume(pieces, options.settings()));
        assertThat(resumed.train(Progress.NONE, () -> false)).isTrue();
        assertThat(RunFolder.isUnfinished(pieces)).isFalse();
        assertThat(resumed.evaluate().model().series().get(0).predictions())
                .isDeepEqualTo(evaluation.model().series().get(0).predictions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "gru"})
    void aModelThatIsToldWhatIsMissingPredictsLiveWhatWasEvaluated(String architecture) throws Exception {
        TrainingOptions plain = Planted.options(3);
        TrainingOptions options = plain
                .with(plain.network().with(Architectures.STANDARD.of(architecture).orElseThrow()).withMasks(true));
        Fitting fitting = new Fitting(experiment(), options, RunFolder.create(folder.resolve("run"), options.settings()));
        assertThat(fitting.train(Progress.NONE, () -> false)).isTrue();
        fitting.trained().write(folder.resolve("model"), fitting.evaluate());
        MissingInput missing = new MissingInput(fitting.contract());
        Series offline = fitting.predict(Map.of("missing", one -> missing.of(one, 0.5))).get("missing").series().get(0);
        try (Model model = ModelFolder.load(folder.resolve("model"))) {
            assertThat(model.contract().masks()).isTrue();
            Recording lossy = missing.of(dyads.get(5), 0.5);
            Series live = new ModelPredictor(model).predict(lossy);
            assertThat(live.rows()).isEqualTo(offline.rows()).hasSizeGreaterThan(20);
            assertThat(live.predictions()[1]).usingComparatorWithPrecision(1e-5f).containsExactly(offline.predictions()[1]);

            float[] atTheMean = means(lossy.emitter(), model.contract().emitter());
            Recording filled = lossy.with(FeatureRows.of(atTheMean, 2), lossy.receiver());
            assertThat(new ModelPredictor(model).predict(filled).predictions()[1]).as("missing is not the mean")
                    .isNotEqualTo(live.predictions()[1]);

            float[] window = new float[10 * 2];
            float[] ofReceiver = window.clone();
            int last = live.rows()[9];
            lossy.emitter().read(last - 9, 10, window, 0);
            lossy.receiver().read(last - 9, 10, ofReceiver, 0);
            float[] out = window.clone();
            model.predict(window, ofReceiver, out); // by TensorFlow
            if (architecture.equals("paper")) { // a gru has seen more than the window
                assertThat(out[9 * 2]).isCloseTo(live.predictions()[0][9], within(1e-4f));
            }
        }
    }

    private static float[] means(FeatureRows rows, List<Contract.Input> inputs) {
        float[] values = rows.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.isNaN(values[i]) ? (float) inputs.get(i % inputs.size()).mean() : values[i];
        }
        return values;
    }

    private Experiment experiment() {
        Split split = new Split(Protocol.BY_DYAD, "by-dyad", excerpts(dyads.subList(0, 4)), excerpts(dyads.subList(4, 5)),
                excerpts(dyads.subList(5, 7)), 0);
        return new Experiment(Planted.study(dyads), split, 0.4,
                new Sides(dyads.subList(0, 4), dyads.subList(4, 5), dyads.subList(5, 7)), dyads);
    }

    private static List<Excerpt> excerpts(List<Recording> recordings) {
        return recordings.stream().map(recording -> new Excerpt(recording.session(), 0, 1)).toList();
    }
}
