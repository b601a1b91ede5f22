package org.rapport.training.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.Contract;
import org.rapport.model.Scores;
import org.rapport.training.data.Recording;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Controls;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.Evaluator;
import org.rapport.training.evaluation.LaggedTerms;
import org.rapport.training.evaluation.Ridge;
import org.rapport.training.evaluation.Series;
import org.rapport.training.experiment.Experiment;
import org.rapport.training.features.TableRecordings;
import org.rapport.training.fit.ContractDraft;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.WindowOptions;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.split.Splitter;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyFile;

/**
 * 79 couples who told by a dial how they felt in their conversation (rties/dial.csv): what the women's dials can be told by.
 * Two figures were measured elsewhere, in another language; the folds there were dealt otherwise.
 */
class RtiesTest {
    private static final WindowOptions WINDOW = new WindowOptions(16, 4, 0, 1);

    @TempDir
    private Path folder;

    @BeforeEach
    void study() throws Exception {
        String data = System.getProperty("rapport.testdata");
        assumeTrue(data != null, "skipped: -Drapport.testdata names no folder with rties/dial.csv");
        Files.copy(Path.of(data, "rties/dial.csv"), folder.resolve("dial.csv"));
        Files.writeString(folder.resolve("study.json"), """
                {
                  "name": "rties",
                  "table": {
                    "file": "dial.csv", "session": "couple", "person": "person", "time": "time", "interval": 2,
                    "role": { "column": "female", "emitter": "0", "receiver": "1" },
                    "emitter": ["dial"]
                  },
                  "labels": { "feeling": "dial" }
                }
                """);
    }

    @Test
    void ridgeOnThePartnersLastHalfMinuteIsTheFloor() throws Exception {
        Study study = StudyFile.read(folder);
        assertThat(study.sessions()).hasSize(79);
        TableRecordings recordings = recordings(study);
        List<Series> predicted = new ArrayList<>();
        for (int fold = 1; fold <= 10; fold++) {
            Experiment experiment = Experiment.of(study, Splitter.split(study, new SplitOptions(Protocol.BY_DYAD, 10, fold, 1)),
                    recordings, WINDOW, Progress.NONE);
            List<Recording> training = new ArrayList<>(experiment.sides().training());
            training.addAll(experiment.sides().validation()); // a ridge chooses nothing by it
            Contract contract = ContractDraft.of(study, WINDOW, experiment.sides(), true);
            Ridge ridge = Ridge.fit(training, List.of(), contract, new LaggedTerms(contract, IntStream.range(0, 16).toArray()),
                    1);
            for (Recording recording : experiment.sides().test()) {
                predicted.add(ridge.predict(recording, IntStream.range(0, recording.rows()).toArray()));
            }
        }
        assertThat(predicted).hasSize(79);
        assertThat(Series.scores(predicted, 0).ccc()).isCloseTo(0.204, within(0.01));
    }

    /** Every couple by a ridge that never saw it, calibrated on other couples; the model's place is taken by the labels. */
    @Test
    void aRidgeOnLongRunsIsWhatAModelHasToBeat() throws Exception {
        Study study = StudyFile.read(folder);
        TableRecordings recordings = recordings(study);
        List<Evaluation> folds = new ArrayList<>();
        for (SplitOptions split : SplitOptions.allFolds(Protocol.BY_DYAD, 10, 1)) {
            Experiment experiment = Experiment.of(study, Splitter.split(study, split), recordings, WINDOW, Progress.NONE);
            Contract contract = ContractDraft.of(study, WINDOW, experiment.sides(), true);
            folds.add(new Evaluator(contract, experiment.sides().training(), experiment.sessions(), experiment.labelLag(), true)
                    .evaluate(RtiesTest::labels, "10 folds", false, experiment.sides().validation(), experiment.sides().test()));
        }
        Evaluation all = Evaluation.pooled("10 folds", folds);
        assertThat(ccc(all, "ridge")).isCloseTo(0.336, within(0.01));
        assertThat(ccc(all, "ridge-long")).isCloseTo(0.350, within(0.01)).isGreaterThan(ccc(all, "ridge"));
    }

    private static TableRecordings recordings(Study study) throws IOException {
        TableRecordings recordings = new TableRecordings(study, study.table().orElseThrow());
        recordings.load(study.sessions(), recording -> {
        });
        return recordings;
    }

    private static double ccc(Evaluation evaluation, String condition) {
        return evaluation.condition(condition).orElseThrow().targets().get(0).pooled().ccc();
    }

    @Test
    void mixedSamplesGiveTheScoreAwayWithoutAnySignal() throws Exception {
        Study study = StudyFile.read(folder);
        TableRecordings recordings = new TableRecordings(study, study.table().orElseThrow());
        List<Recording> all = study.sessions().stream().map(session -> recordings.get(session, 0)).toList();
        Controls controls = new Controls(
                study.targets().stream().map(target -> new Contract.Target(target.name(), target.unit(), 0, 1)).toList(), all,
                List.of(), List.of()).model(RtiesTest::labels);
        Condition interpolation = controls.labels(all).conditions().stream()
                .filter(condition -> condition.name().equals("interpolation")).findFirst().orElseThrow();
        Scores scores = interpolation.targets().get(0).pooled();
        assertThat(scores.ccc()).isCloseTo(0.954, within(0.01));
        assertThat(scores.pairs()).isBetween(3_700L, 4_000L);
    }

    private static Series labels(Recording recording) {
        float[][] columns = {recording.labels().toArray()};
        return new Series(recording, IntStream.range(0, recording.rows()).toArray(), columns, columns);
    }
}
