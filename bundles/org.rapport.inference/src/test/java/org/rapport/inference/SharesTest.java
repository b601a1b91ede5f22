package org.rapport.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.model.Contract;
import org.rapport.model.folder.LiveModel;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;
import org.rapport.model.network.Activation;
import org.rapport.model.network.Architectures;
import org.rapport.model.network.Attention;
import org.rapport.model.network.Batch;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.Objective;
import org.rapport.model.network.StandardArchitecture;
import org.rapport.model.network.Trainer;
import org.rapport.model.network.TrainingPlan;
import org.rapport.testkit.TestBench;
import org.rapport.testkit.VirtualClock;

/** The second stream: a model that has learned from one modality of each person says so. */
class SharesTest {
    private static final int STEPS = 10;
    private static final double RATE = 25;
    private static final int HOP = 5;
    private static final double SHARES_RATE = 2.5;
    private static final Map<String, String> SETTINGS = Map.of("rate", "25.0", "maxGap", "0.25");
    private static final List<Channel> CHANNELS = List.of(channel(Role.EMITTER, "Face", "OpenFace"),
            channel(Role.EMITTER, "Face", "another"), channel(Role.RECEIVER, "ECG", ""), channel(Role.RECEIVER, "Gaze", ""));
    private static final List<String> MODALITIES = List.of("emitter.Face", "emitter.Face-2", "receiver.ECG", "receiver.Gaze");

    @TempDir
    private Path home;

    private ImpressionNode node;

    private static Channel channel(Role role, String type, String extractor) {
        return new Channel(role, type, "x" + extractor, "", extractor, Channel.Scale.CONTINUOUS);
    }

    @AfterEach
    void close() {
        node.close();
    }

    /** Competence follows the emitter's first face, warmth the receiver's gaze. */
    private static Batch batch(int windows, long seed) {
        Random random = new Random(seed);
        Batch batch = new Batch(new float[windows * STEPS * 2], new float[windows * STEPS * 2], new float[windows * STEPS * 2]);
        for (int row = 0; row < windows * STEPS; row++) {
            for (int column = 0; column < 2; column++) {
                batch.emitter()[2 * row + column] = (float) random.nextGaussian();
                batch.receiver()[2 * row + column] = (float) random.nextGaussian();
            }
            batch.labels()[2 * row] = batch.emitter()[2 * row];
            batch.labels()[2 * row + 1] = batch.receiver()[2 * row + 1];
        }
        return batch;
    }

    private void train(StandardArchitecture architecture) throws Exception {
        NetworkShape shape = new NetworkShape(2, 2, STEPS, 8, 8, 2, 8, 0, Activation.NONE, EnumSet.allOf(Attention.class),
                architecture, 2);
        Contract contract = new Contract(inputs(CHANNELS.subList(0, 2)), inputs(CHANNELS.subList(2, 4)),
                new Contract.Features(RATE, "rapport.resampler", Origin.derived("rapport.resampler", SETTINGS).toMap()),
                new Contract.Window(STEPS, HOP, 0),
                List.of(new Contract.Target("competence", "", 0, 1), new Contract.Target("warmth", "", 0, 1)),
                new Contract.Study("test", "00", true), new Contract.Evaluation("none", Map.of()));
        try (Trainer trainer = Trainer.create(new TrainingPlan(shape, Objective.FULL, 16, 3))) {
            for (int step = 0; step < 150; step++) {
                trainer.step(batch(16, step), 1e-2);
            }
            ModelFolder.write(home.resolve("model"), contract, trainer);
        }
        node = new ImpressionNode(home.resolve("model"), 0, 0, SHARES_RATE, new PredictionTiming(new VirtualClock(), true, 0),
                Architectures.STANDARD, new LoadedModels());
    }

    private static List<Contract.Input> inputs(List<Channel> channels) {
        return channels.stream().map(channel -> new Contract.Input(channel, 0, 1)).toList();
    }

    private static Block rows(int count, int lost) {
        float[] values = new float[count * 4];
        Random random = new Random(8);
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 4 == lost ? Float.NaN : (float) random.nextGaussian();
        }
        return new Block(new StreamDescription("features", RATE, CHANNELS, Origin.derived("rapport.resampler", SETTINGS)),
                IntStream.range(0, count).mapToDouble(row -> row / RATE).toArray(), values, 100);
    }

    @ParameterizedTest
    @EnumSource(names = {"CROSS_DOMAIN", "GRU"})
    void theModalityThatTheModelLearnedFromCarriesThePrediction(StandardArchitecture architecture) throws Exception {
        train(architecture);
        TestBench bench = new TestBench(node).feed(rows(500, -1));
        List<Block> shares = shares(bench);
        StreamDescription stream = shares.get(0).stream();
        List<String> labels = new ArrayList<>();
        MODALITIES.forEach(modality -> labels.add("competence." + modality));
        MODALITIES.forEach(modality -> labels.add("warmth." + modality));
        assertThat(stream.channels()).extracting(Channel::label).containsExactlyElementsOf(labels);
        assertThat(stream.id().toString()).isEqualTo("shares (node)");
        assertThat(stream.rate()).isEqualTo(SHARES_RATE);
        assertThat(Arrays.stream(times(shares)).mapToLong(time -> Math.round(time * RATE)))
                .allSatisfy(row -> assertThat(row % 10).isZero());
        double[] means = means(shares);
        assertThat(means[0] + means[1] + means[2] + means[3]).isCloseTo(1, within(1e-5));
        assertThat(means[4] + means[5] + means[6] + means[7]).isCloseTo(1, within(1e-5));
        assertThat(means[0]).as(Arrays.toString(means)).isGreaterThan(0.6);
        assertThat(means[7]).as(Arrays.toString(means)).isGreaterThan(0.6);
    }

    @ParameterizedTest
    @EnumSource(names = {"CROSS_DOMAIN", "GRU"})
    void theyAreWhatThePredictionIsWithoutAModality(StandardArchitecture architecture) throws Exception {
        train(architecture);
        Block rows = rows(100, -1);
        Block last = shares(new TestBench(node).feed(rows)).get(0);
        double time = last.times()[last.samples() - 1];
        try (Model model = ModelFolder.load(home.resolve("model"))) {
            float[] whole = predicted(model, rows, time, -1);
            double[] moved = new double[4];
            for (int column = 0; column < 4; column++) {
                moved[column] = Math.abs(predicted(model, rows, time, column)[1] - whole[1]);
            }
            double all = Arrays.stream(moved).sum();
            for (int column = 0; column < 4; column++) {
                assertThat((double) last.value(last.samples() - 1, 4 + column)).isCloseTo(moved[column] / all, within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CROSS_DOMAIN", "GRU"})
    void aModalityThatIsNotThereHasNoShare(StandardArchitecture architecture) throws Exception {
        train(architecture);
        double[] means = means(shares(new TestBench(node).feed(rows(200, 0))));
        assertThat(means[0]).isZero();
        assertThat(means[4]).isZero();
    }

    private static float[] predicted(Model model, Block rows, double time, int without) {
        LiveModel live = model.live();
        float[] out = new float[2];
        for (int row = 0; row < rows.samples() && rows.times()[row] <= time + 1e-9; row++) {
            float[] values = new float[4];
            for (int column = 0; column < 4; column++) {
                values[column] = column == without ? Float.NaN : rows.value(row, column);
            }
            live.add(rows.times()[row], Arrays.copyOfRange(values, 0, 2), Arrays.copyOfRange(values, 2, 4));
        }
        live.predict(out);
        return out;
    }

    private static List<Block> shares(TestBench bench) {
        return bench.sent().blocks().stream().filter(block -> block.stream().type().orElse("").equals("Share")).toList();
    }

    private static double[] times(List<Block> blocks) {
        return blocks.stream().flatMapToDouble(block -> Arrays.stream(block.times())).toArray();
    }

    private static double[] means(List<Block> blocks) {
        double[] sums = new double[8];
        int count = 0;
        for (Block block : blocks) {
            for (int sample = 0; sample < block.samples(); sample++) {
                count++;
                for (int column = 0; column < sums.length; column++) {
                    sums[column] += block.value(sample, column);
                }
            }
        }
        int samples = count;
        return Arrays.stream(sums).map(sum -> sum / samples).toArray();
    }
}
