package org.rapport.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.Contract;
import org.rapport.model.network.Architectures;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.study.StudyException;

class TrainingRunTest {
    private static final Map<String, String> SETTINGS = Map.of("study", "planted");

    @TempDir
    private Path folder;

    private final List<Recording> dyads = Planted.dyads(8, 120);
    private final Sides sides = new Sides(dyads.subList(0, 6), dyads.subList(6, 7), dyads.subList(7, 8));

    @Test
    void learnsWhatWasPlantedAndTellsOfEachEpoch() throws Exception {
        List<String> lines = new ArrayList<>();
        RunFolder run = RunFolder.create(folder.resolve("run"), SETTINGS);
        assertThat(run(run, Planted.options(12), lines, () -> false)).isTrue();
        assertThat(run.best().orElseThrow().scores().get("competence")).isGreaterThan(0.6);
        assertThat(lines).hasSize(13);
        assertThat(lines.get(0)).isEqualTo("138 windows of 10 steps, emitter 2 and receiver 2 channels");
        assertThat(lines.get(1)).startsWith("epoch  1/12  loss task ").contains("validation CCC competence", "left");
        assertThat(checkpoints(run)).hasSizeLessThanOrEqualTo(2);
        assertThat(RunFolder.isUnfinished(run.folder())).isFalse();
    }

    @Test
    void aRunInPiecesGivesTheSameWeightsAsOneInOneGo() throws Exception {
        RunFolder whole = RunFolder.create(folder.resolve("whole"), SETTINGS);
        run(whole, Planted.options(4), new ArrayList<>(), () -> false);

        RunFolder pieces = RunFolder.create(folder.resolve("pieces"), SETTINGS);
        AtomicInteger steps = new AtomicInteger();
        // in the middle of the third epoch, of 17 steps each
        assertThat(run(pieces, Planted.options(4), new ArrayList<>(), () -> steps.incrementAndGet() == 40)).isFalse();
        assertThat(RunFolder.isUnfinished(pieces.folder())).isTrue();
        RunFolder resumed = RunFolder.resume(pieces.folder(), SETTINGS);
        assertThat(resumed.epochs()).hasSize(2);
        assertThat(run(resumed, Planted.options(4), new ArrayList<>(), () -> false)).isTrue();

        Path last = Path.of("epoch-4/variables.data-00000-of-00001");
        assertThat(whole.folder().resolve(last)).hasSameBinaryContentAs(resumed.folder().resolve(last));
        assertThat(resumed.epochs()).usingRecursiveComparison().ignoringFields("seconds").isEqualTo(whole.epochs());
    }

    @Test
    void soItIsInOneCycleWithADecayAndALeadIn() throws Exception {
        TrainingOptions usual = Planted.options(3);
        TrainingOptions cycle = new TrainingOptions(new WindowOptions(10, 5, 0, 2, 4), usual.network(),
                new Schedule(3, 8, 0.01, new OneCycle(3), 0, 0.05), usual.modalityDropout(), usual.seed());
        RunFolder whole = RunFolder.create(folder.resolve("whole"), cycle.settings());
        run(whole, cycle, new ArrayList<>(), () -> false);
        RunFolder pieces = RunFolder.create(folder.resolve("pieces"), cycle.settings());
        AtomicInteger steps = new AtomicInteger();
        assertThat(run(pieces, cycle, new ArrayList<>(), () -> steps.incrementAndGet() == 30)).isFalse();
        RunFolder resumed = RunFolder.resume(pieces.folder(), cycle.settings());
        assertThat(run(resumed, cycle, new ArrayList<>(), () -> false)).isTrue();

        Path last = Path.of("epoch-3/variables.data-00000-of-00001");
        assertThat(whole.folder().resolve(last)).hasSameBinaryContentAs(resumed.folder().resolve(last));
        assertThat(OptionWords.read(OptionWords.of(cycle), Architectures.STANDARD)).isEqualTo(cycle);
        assertThatThrownBy(() -> RunFolder.resume(pieces.folder(), usual.settings())).isInstanceOf(StudyException.class)
                .hasMessageContaining("but now it is");
        assertThatThrownBy(() -> RunFolder.resume(RunFolder.create(folder.resolve("usual"), usual.settings()).folder(),
                usual.with(new Schedule(3, 8, 0.01, new OneCycle(3), 0, 0)).settings())).isInstanceOf(StudyException.class)
                .hasMessageContaining("started with schedule halve, but now it is one-cycle");
    }

    @Test
    void aRunGoesOnOnlyAsItWasStarted() throws Exception {
        Path place = folder.resolve("run");
        RunFolder.create(place, SETTINGS);
        assertThatThrownBy(() -> RunFolder.resume(place, Map.of("study", "another"))).isInstanceOf(StudyException.class)
                .hasMessageContaining("started with study planted, but now it is another");
        assertThatThrownBy(() -> RunFolder.resume(folder.resolve("nowhere"), SETTINGS))
                .hasMessageContaining("no run to go on with");
        Files.writeString(Files.createDirectory(folder.resolve("thesis")).resolve("chapter1.txt"), "years of work");
        assertThatThrownBy(() -> RunFolder.create(folder.resolve("thesis"), SETTINGS)).hasMessageContaining("is no run");
    }

    @Test
    void stopsEarlyWithoutPatience() throws Exception {
        TrainingOptions eager = Planted.options(30);
        // a rate that changes no weight, so that no epoch is better than the first
        TrainingOptions impatient = new TrainingOptions(eager.window(), eager.network(),
                new Schedule(30, 8, 1e-30, new Halving(20), 2, 0), eager.modalityDropout(), eager.seed());
        RunFolder run = RunFolder.create(folder.resolve("run"), SETTINGS);
        assertThat(run(run, impatient, new ArrayList<>(), () -> false)).isTrue();
        assertThat(run.epochs().size()).isEqualTo(3);
    }

    @Test
    void aLossThatIsNoNumberEndsTheRun() throws Exception {
        TrainingOptions calm = Planted.options(30);
        TrainingOptions wild = new TrainingOptions(calm.window(), calm.network(),
                new Schedule(30, 8, 1e30, new Halving(20), 0, 0), calm.modalityDropout(), calm.seed());
        RunFolder run = RunFolder.create(folder.resolve("run"), SETTINGS);
        assertThatThrownBy(() -> run(run, wild, new ArrayList<>(), () -> false)).isInstanceOf(StudyException.class)
                .hasMessageContaining("the loss became").hasMessageContaining("--learning-rate");
    }

    @Test
    void aCheckpointThatCannotBeWrittenIsToldAndTheRunCanGoOn() throws Exception {
        RunFolder run = RunFolder.create(folder.resolve("run"), SETTINGS);
        Path inTheWay = Files.writeString(run.folder().resolve("epoch-2"), "as good as a full disk");
        assertThatThrownBy(() -> run(run, Planted.options(2), new ArrayList<>(), () -> false)).isInstanceOf(StudyException.class)
                .hasMessageContaining("epoch 2 cannot be kept").hasMessageContaining("--resume");
        Files.delete(inTheWay);
        RunFolder resumed = RunFolder.resume(run.folder(), SETTINGS);
        assertThat(resumed.epochs()).hasSize(1);
        assertThat(run(resumed, Planted.options(2), new ArrayList<>(), () -> false)).isTrue();
    }

    @Test
    void whatCannotBeLearnedIsSaidInOneLine() {
        Recording one = dyads.get(0);
        Recording constant = labelled(one, new float[one.rows() * 2]);
        fails(List.of(constant), "competence labels of the training sessions never change");
        float[] heartless = one.receiver().toArray();
        for (int row = 0; row < one.rows(); row++) {
            heartless[2 * row] = Float.NaN;
        }
        fails(List.of(one.with(one.emitter(), FeatureRows.of(heartless, 2))),
                "receiver's ECG has no value in any training session");
        fails(List.of(one, one.slice(0, 9)), "has 9 rows, fewer than a window of 10");
        fails(List.of(one, one.without(channel -> channel.label().equals("x"))), "have different channels");
        assertThatThrownBy(() -> run(RunFolder.create(folder.resolve("few"), SETTINGS), Planted.options(1), new ArrayList<>(),
                () -> false, new Sides(List.of(one.slice(0, 30)), List.of(one), List.of(one))))
                .hasMessageContaining("give 5 windows of 10 rows, fewer than one batch of 8");
    }

    private void fails(List<Recording> training, String words) {
        assertThatThrownBy(() -> ContractDraft.of(Planted.study(dyads), Planted.options(1).window(),
                new Sides(training, List.of(), List.of()), true)).isInstanceOf(StudyException.class).hasMessageContaining(words);
    }

    private static Recording labelled(Recording one, float[] labels) {
        return new Recording(one.session(), one.emitterChannels(), one.receiverChannels(), one.provenance(), one.times(),
                one.emitter(), one.receiver(), FeatureRows.of(labels, 2));
    }

    private boolean run(RunFolder run, TrainingOptions options, List<String> lines, BooleanSupplier stop) throws Exception {
        return run(run, options, lines, stop, sides);
    }

    private boolean run(RunFolder run, TrainingOptions options, List<String> lines, BooleanSupplier stop, Sides data)
            throws Exception {
        Contract contract = ContractDraft.of(Planted.study(dyads), options.window(), data, true);
        return new TrainingRun(contract, options, data, run, new Progress() {
            @Override
            public void say(String line) {
                lines.add(line);
            }

            @Override
            public void show(String status) {
                assertThat(status).startsWith("epoch ").contains(" loss ");
            }
        }, stop).run();
    }

    private static List<String> checkpoints(RunFolder run) {
        return Arrays.stream(run.folder().toFile().list()).filter(name -> name.startsWith("epoch-")).toList();
    }
}
