package org.rapport.training.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.training.Kept;
import org.rapport.training.Planted;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.experiment.TrainedControls;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.Halving;
import org.rapport.training.fit.Schedule;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.split.Excerpt;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.tune.SettingsSearch;
import org.rapport.training.tune.Trial;

class TrialRunsTest {
    @TempDir
    private Path folder;

    private final List<Recording> dyads = Planted.dyads(8, 100);

    private static Trial trial(int number, double rate) {
        TrainingOptions some = Planted.options(1).withCalibration(true);
        return new Trial(SettingsSearch.name(number), Map.of("learningRate", String.valueOf(rate)),
                new TrainingOptions(some.window(), some.network(), new Schedule(1, 8, rate, new Halving(20), 0, 0), 0, 7)
                        .withCalibration(true));
    }

    @Test
    void whomAnOuterFoldTestsHasNoSayInWhatItChooses() throws Exception {
        List<Trial> trials = List.of(trial(1, 1e-5), trial(2, 0.02));
        PartList list = PartList.tune(Planted.study(dyads), SplitOptions.allFolds(Protocol.BY_DYAD, 2, 1),
                new PartRecipe(trials.get(0).options(), TrainedControls.NONE, "none", new SettingsSearch(trials, 2, 2)));
        assertThat(list.parts()).extracting(Part::name).containsExactly("fold-1", "fold-2", "choice");
        Part part = list.parts().get(0);
        Set<Session> tested = list.split(part).test().stream().map(Excerpt::session).collect(Collectors.toSet());
        assertThat(tested).hasSize(4);
        assertThat(list.known(part).sessions()).hasSize(4).doesNotContainAnyElementsOf(tested);
        assertThat(list.known(list.parts().get(2)).sessions()).hasSize(8);

        run("clean", list, part, dyads);
        run("noise", list, part, dyads.stream().map(one -> tested.contains(one.session()) ? noise(one) : one).toList());
        for (String same : List.of("trials.json", "trial-2/inner-1/epoch-1/variables.data-00000-of-00001",
                "chosen/epoch-1/variables.data-00000-of-00001", "chosen/contract.json")) {
            assertThat(folder.resolve("noise/fold-1").resolve(same)).as(same)
                    .hasSameBinaryContentAs(folder.resolve("clean/fold-1").resolve(same));
        }
        assertThat(
                PartRun.results(list, part, folder.resolve("noise")).orElseThrow().evaluation().model().targets().get(0).pooled())
                .as("the test would notice").isNotEqualTo(PartRun.results(list, part, folder.resolve("clean")).orElseThrow()
                        .evaluation().model().targets().get(0).pooled());
    }

    private void run(String runs, PartList list, Part part, List<Recording> recordings) throws Exception {
        assertThat(new PartRun(list, new Kept(recordings), folder.resolve(runs), false).run(part, Progress.NONE, () -> false))
                .isTrue();
    }

    private static Recording noise(Recording recording) {
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
