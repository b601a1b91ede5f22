package org.rapport.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.Contract;
import org.rapport.training.Kept;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Session;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.Split;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.split.Splitter;
import org.rapport.training.study.Study;

/** Whatever the test sessions hold, what is learned is the same to the bit. */
class NoLeakTest {
    private static final TrainingOptions OPTIONS = Planted.options(2).withCalibration(true);

    @TempDir
    private Path folder;

    private final List<Recording> dyads = Planted.dyads(12, 150);

    @Test
    void theTestSetChangesNeitherStatisticsNorLagNorCalibrationNorWeights() throws Exception {
        Study planted = Planted.study(dyads);
        Study study = new Study(planted.folder(), planted.name(), true, planted.targets(), Double.NaN, List.of(),
                planted.sessions(), Map.of(), planted.hash());
        Split split = Splitter.split(study, new SplitOptions(Protocol.BY_DYAD, 3));
        List<Session> test = split.test().stream().map(excerpt -> excerpt.session()).toList();
        assertThat(test).isNotEmpty();
        Learned clean = learn("clean", study, split, new Kept(dyads));
        List<Recording> perturbed = dyads.stream().map(one -> test.contains(one.session()) ? perturbed(one) : one).toList();
        Learned other = learn("perturbed", study, split, new Kept(perturbed));
        assertThat(other.contract).isEqualTo(clean.contract);
        assertThat(clean.calibrated.targets()).as("there is one").isNotEqualTo(clean.contract.targets());
        assertThat(other.lag).isEqualTo(clean.lag);
        assertThat(other.calibrated).isEqualTo(clean.calibrated);
        assertThat(other.run.epochs()).usingRecursiveComparison().ignoringFields("seconds").isEqualTo(clean.run.epochs());
        Path weights = Path.of("epoch-2/variables.data-00000-of-00001");
        assertThat(other.run.folder().resolve(weights)).hasSameBinaryContentAs(clean.run.folder().resolve(weights));
        assertThat(other.scores).as("the test would notice").isNotEqualTo(clean.scores);
    }

    @Test
    void aTrainingSessionWouldChangeAllOfThem() throws Exception {
        Study study = Planted.study(dyads);
        Split split = Splitter.split(study, new SplitOptions(Protocol.BY_DYAD, 3));
        Session trained = split.training().get(0).session();
        Learned clean = learn("clean", study, split, new Kept(dyads));
        Learned other = learn("perturbed", study, split,
                new Kept(dyads.stream().map(one -> one.session().equals(trained) ? perturbed(one) : one).toList()));
        assertThat(other.contract).isNotEqualTo(clean.contract);
        assertThat(other.calibrated).isNotEqualTo(clean.calibrated);
    }

    private record Learned(Contract contract, double lag, Contract calibrated, RunFolder run, double scores) {
    }

    private Learned learn(String name, Study study, Split split, Recordings recordings) throws Exception {
        Experiment experiment = Experiment.of(study, split, recordings, OPTIONS.window(), Progress.NONE);
        RunFolder run = RunFolder.create(folder.resolve(name), Map.of("study", "planted"));
        Fitting fitting = new Fitting(experiment, OPTIONS, run);
        assertThat(fitting.train(Progress.NONE, () -> false)).isTrue();
        Evaluation evaluation = fitting.evaluate();
        return new Learned(fitting.contract(), experiment.labelLag(), fitting.calibrated(), run,
                evaluation.model().targets().get(0).pooled().rmse());
    }

    private static Recording perturbed(Recording recording) {
        return new Recording(recording.session(), recording.emitterChannels(), recording.receiverChannels(),
                recording.provenance(), recording.times(), noise(recording.emitter(), 1), noise(recording.receiver(), 2),
                noise(recording.labels(), 3));
    }

    private static FeatureRows noise(FeatureRows rows, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows.count() * rows.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (1000 * random.nextGaussian());
        }
        return FeatureRows.of(values, rows.width());
    }
}
