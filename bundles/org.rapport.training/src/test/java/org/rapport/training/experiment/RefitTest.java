package org.rapport.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;
import org.rapport.training.Kept;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.ModelPredictor;
import org.rapport.training.fit.ContractDraft;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.Sides;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.fit.TrainingRun;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.split.Splitter;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

class RefitTest {
    private static final Chosen CHOSEN = new Chosen(List.of(2),
            List.of(List.of(new Calibration(1.5, 0.25), new Calibration(0.5, -1))));
    private static final Path WEIGHTS = Path.of("epoch-2/variables.data-00000-of-00001");

    @TempDir
    private Path folder;

    private final List<Recording> dyads = Planted.dyads(9, 120);
    private final Study study = Planted.study(dyads);

    @Test
    void learnsFromAllSessionsWhatWasChosenOnSomeAndSaysWhoseTheScoresAre() throws Exception {
        TrainingOptions options = Planted.options(3).withCalibration(true);
        Experiment experiment = Experiment.of(study, Splitter.split(study, new SplitOptions(Protocol.BY_DYAD, 3)),
                new Kept(dyads), options.window(), Progress.NONE);
        Fitting fitting = new Fitting(experiment, options, RunFolder.create(folder.resolve("run"), options.settings()));
        assertThat(fitting.train(Progress.NONE, () -> false)).isTrue();
        Evaluation evaluation = fitting.evaluate();
        Chosen chosen = fitting.trained().chosen();
        Refit refit = prepare("run/refit", chosen, options);
        assertThat(refit.train(Progress.NONE, () -> false)).isTrue();
        refit.write(folder.resolve("model"), evaluation);

        try (Model model = ModelFolder.load(folder.resolve("model"))) {
            Contract contract = model.contract();
            assertThat(contract.targets()).extracting(Contract.Target::calibration)
                    .containsExactlyElementsOf(chosen.calibrations().get(0));
            assertThat(contract.targets().get(0).mean()).as("of all labels")
                    .isNotEqualTo(fitting.contract().targets().get(0).mean());
            Contract.Learned learned = contract.trainedOn().learned().orElseThrow();
            for (Session session : study.sessions()) {
                assertThat(Familiarity.of(learned, study, session, false)).isEqualTo(Familiarity.SEEN_PERSON);
            }
            assertThat(contract.evaluation().protocol()).isEqualTo("by-dyad, scored before it learned from all 9 sessions");
            assertThat(contract.evaluation().scores())
                    .containsEntry("warmth.rmse", evaluation.model().targets().get(1).pooled().rmse())
                    .containsEntry("epoch", (double) chosen.epochs().get(0));
            RunFolder run = RunFolder.read(folder.resolve("run/refit"));
            assertThat(run.epochs()).hasSize(chosen.epochs().get(0)).allMatch(epoch -> epoch.scores().isEmpty());
            assertThat(new ModelPredictor(model).predict(dyads.get(0)).predictions()[0]).hasSizeGreaterThan(5);
        }
        assertThat(folder.resolve("model/card.md")).content().contains(
                "# Impression model, synthetic data: planted, by-dyad, scored",
                "- epochs: " + chosen.epochs().get(0) + ", on all 9 sessions; the scores are of the same recipe without");
    }

    @Test
    void isTheSameTrainingWithNoSessionKeptBackForAsManyEpochs() throws Exception {
        TrainingOptions options = Planted.options(5);
        Refit refit = prepare("refit", CHOSEN, options);
        assertThat(refit.train(Progress.NONE, () -> false)).isTrue();
        RunFolder byHand = RunFolder.create(folder.resolve("hand"), options.settings());
        Sides all = new Sides(dyads, dyads.subList(0, 1), List.of());
        Contract contract = ContractDraft.of(study, options.window(), all, true);
        assertThat(new TrainingRun(contract, options.withEpochs(2), all, byHand, Progress.NONE, () -> false).run()).isTrue();
        assertThat(folder.resolve("refit").resolve(WEIGHTS)).hasSameBinaryContentAs(byHand.folder().resolve(WEIGHTS));
    }

    @Test
    void stoppedInTheMiddleItGoesOnAndComesToTheSame() throws Exception {
        TrainingOptions options = Planted.options(2).withEnsemble(2);
        Chosen chosen = new Chosen(List.of(2, 1), CHOSEN.calibrations());
        assertThat(prepare("whole", chosen, options).train(Progress.NONE, () -> false)).isTrue();
        RunFolder.create(folder.resolve("run"), options.settings());
        AtomicInteger steps = new AtomicInteger();
        BooleanSupplier early = () -> steps.incrementAndGet() > 30;
        assertThat(prepare("run/refit", chosen, options).train(Progress.NONE, early)).isFalse();
        assertThat(RunFolder.isUnfinished(folder.resolve("run/refit"))).isTrue();
        assertThat(prepare("run/refit", chosen, options).train(Progress.NONE, () -> false)).isTrue();
        assertThat(RunFolder.isUnfinished(folder.resolve("run/refit"))).isFalse();
        for (Path weights : List.of(WEIGHTS, Path.of("member-2/epoch-1/variables.data-00000-of-00001"))) {
            assertThat(folder.resolve("run/refit").resolve(weights))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(weights));
        }
        // the trainings before went on, and another epoch is the best
        Chosen other = new Chosen(List.of(1, 1), CHOSEN.calibrations());
        assertThat(prepare("run/refit", other, options).train(Progress.NONE, () -> false)).isTrue();
        assertThat(RunFolder.read(folder.resolve("run/refit")).epochs()).hasSize(1);
        assertThatThrownBy(() -> prepare("run/refit", other, options.withSeed(8))).isInstanceOf(StudyException.class)
                .hasMessageContaining("was started with seed 7, but now it is 8");
    }

    @Test
    void isToldWhatIsMissingIfTheTrainingsBeforeWere() throws Exception {
        TrainingOptions options = Planted.options(1).with(Planted.options(1).network().withMasks(true));
        Refit refit = prepare("masked", new Chosen(List.of(1), CHOSEN.calibrations()), options);
        assertThat(refit.train(Progress.NONE, () -> false)).isTrue();
    }

    @Test
    void whatSeveralTrainingsFoundOutIsTakenTogether() {
        Contract.Target target = new Contract.Target("warmth", "points", 50, 10);
        Chosen one = new Chosen(List.of(3, 8), List.of(List.of(new Calibration(2, -45))));
        Chosen other = new Chosen(List.of(4, 9), List.of(List.of(new Calibration(0.5, 23))));
        Chosen both = Chosen.together(List.of(one, other));
        assertThat(both.epochs()).as("between 4 and 8").containsExactly(6, 6);
        Calibration mean = both.calibrate(List.of(target)).get(0).calibration();
        assertThat(mean.slope()).isCloseTo(1, within(1e-12));
        assertThat(mean.of(50)).as("between 55 and 48").isCloseTo(51.5, within(1e-12));
        assertThat(Chosen.together(List.of(one)).calibrate(List.of(target)).get(0).calibration())
                .isEqualTo(new Calibration(2, -45));
    }

    private Refit prepare(String place, Chosen chosen, TrainingOptions options) throws Exception {
        return Refit.prepare(study, new Kept(dyads), chosen, options, folder.resolve(place), Map.of(), false, Progress.NONE);
    }
}
