package org.rapport.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.Objective;
import org.rapport.model.network.StandardArchitecture;
import org.rapport.model.network.Trainer;
import org.rapport.model.network.TrainingPlan;
import org.rapport.testkit.TestBench;
import org.rapport.testkit.VirtualClock;

/** The node with a network that keeps its state, beside the same network offline: over whole windows, and over all rows. */
class RowByRowNodeTest {
    private static final int STEPS = 30;
    private static final double RATE = 25;
    private static final int ROWS = 400;
    private static final Map<String, String> SETTINGS = Map.of("rate", "25.0", "maxGap", "0.25");
    private static final List<Channel> CHANNELS = List.of(channel(Role.EMITTER, "Face"), channel(Role.EMITTER, "Audio"),
            channel(Role.RECEIVER, "ECG"), channel(Role.RECEIVER, "Gaze"));

    @TempDir
    static Path home;

    /** One that is not told what is missing, and one that is. */
    private static final Map<String, Model> MODELS = new HashMap<>();

    private String folder = "model";
    private final List<ImpressionNode> nodes = new ArrayList<>();

    @BeforeAll
    static void models() throws Exception {
        write("model", false);
        write("masked", true);
    }

    private static void write(String name, boolean masks) throws Exception {
        int columns = masks ? 4 : 2;
        NetworkShape shape = new NetworkShape(columns, columns, STEPS, 8, 16, 4, 8, 0, Activation.NONE,
                EnumSet.allOf(Attention.class), StandardArchitecture.GRU, 2);
        Contract contract = new Contract(inputs(CHANNELS.subList(0, 2)), inputs(CHANNELS.subList(2, 4)),
                new Contract.Features(RATE, "rapport.resampler", Origin.derived("rapport.resampler", SETTINGS).toMap()),
                new Contract.Window(STEPS, 1, 0),
                List.of(new Contract.Target("competence", "points", 1, 2), new Contract.Target("warmth", "", 0, 1)),
                new Contract.Study("test", "00", true), new Contract.Evaluation("none", Map.of())).withMasks(masks);
        try (Trainer trainer = Trainer.create(new TrainingPlan(shape, Objective.FULL, 1, 3))) {
            ModelFolder.write(home.resolve(name), contract, trainer);
        }
        MODELS.put(name, ModelFolder.load(home.resolve(name)));
    }

    private static List<Contract.Input> inputs(List<Channel> channels) {
        return channels.stream().map(channel -> new Contract.Input(channel, 0.5, 2)).toList();
    }

    private static Channel channel(Role role, String type) {
        return new Channel(role, type, "x", "", "", Channel.Scale.CONTINUOUS);
    }

    @AfterEach
    void close() {
        nodes.forEach(ImpressionNode::close);
    }

    private TestBench bench() {
        ImpressionNode node = new ImpressionNode(home.resolve(folder), 0, 0, 0, new PredictionTiming(new VirtualClock(), true, 0),
                Architectures.STANDARD, new LoadedModels());
        nodes.add(node);
        return new TestBench(node);
    }

    /** Noise, of which now and then a channel is missing, for one row or for many. */
    private static float[][] noise() {
        Random random = new Random(11);
        float[][] values = new float[ROWS][CHANNELS.size()];
        int[] missing = new int[CHANNELS.size()];
        for (float[] row : values) {
            for (int i = 0; i < row.length; i++) {
                missing[i] = random.nextInt(20) == 0 ? random.nextInt(40) : missing[i] - 1;
                row[i] = missing[i] > 0 ? Float.NaN : (float) (3 * random.nextGaussian());
            }
        }
        return values;
    }

    private static Block block(float[][] values, double[] times, int from, int to) {
        float[] flat = new float[(to - from) * CHANNELS.size()];
        for (int row = from; row < to; row++) {
            System.arraycopy(values[row], 0, flat, (row - from) * CHANNELS.size(), CHANNELS.size());
        }
        return new Block(new StreamDescription("features", RATE, CHANNELS, Origin.derived("rapport.resampler", SETTINGS)),
                Arrays.copyOfRange(times, from, to), flat, 100);
    }

    private TestBench fed(float[][] values, double[] times) throws Exception {
        TestBench bench = bench();
        Random random = new Random(1);
        for (int from = 0; from < ROWS;) {
            int to = Math.min(ROWS, from + 1 + random.nextInt(17));
            bench.feed(block(values, times, from, to));
            from = to;
        }
        return bench;
    }

    private static float[] window(float[][] values, int last, int from) {
        float[] window = new float[STEPS * 2];
        for (int step = 0; step < STEPS; step++) {
            System.arraycopy(values[last - STEPS + 1 + step], from, window, 2 * step, 2);
        }
        return window;
    }

    /** What the network says of the first rows after a beginning, which the exported graph sees as one window. */
    private double[] firstWindow(float[][] values, int last) {
        float[] out = new float[STEPS * 2];
        MODELS.get(folder).predict(window(values, last, 0), window(values, last, 2), out);
        return new double[]{out[(STEPS - 1) * 2], out[(STEPS - 1) * 2 + 1]};
    }

    /** Live, offline: every row from a beginning on. */
    private double[][] offline(float[][] values, double[] times, int from, int to) {
        LiveModel live = MODELS.get(folder).live();
        double[][] all = new double[to - from][2];
        float[] out = new float[2];
        for (int row = from; row < to; row++) {
            live.add(times[row], Arrays.copyOfRange(values[row], 0, 2), Arrays.copyOfRange(values[row], 2, 4));
            live.predict(out);
            all[row - from] = new double[]{out[0], out[1]};
        }
        return all;
    }

    private void assertPredicted(TestBench bench, int first, float[][] values, double[] times, int from, int to) {
        double[] beginning = firstWindow(values, from + STEPS - 1);
        double[][] all = offline(values, times, from, to);
        for (int target = 0; target < 2; target++) {
            double[] sent = bench.sent().channel(target);
            assertThat(sent[first]).isCloseTo(beginning[target], within(1e-6));
            for (int row = from + STEPS - 1; row < to; row++) {
                assertThat(sent[first + row - from - STEPS + 1]).isEqualTo(all[row - from][target]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "masked"})
    void isTheOfflineRunWhateverTheBlocks(String name) throws Exception {
        folder = name;
        float[][] values = noise();
        double[] times = IntStream.range(0, ROWS).mapToDouble(row -> 1000 + row / RATE).toArray();
        TestBench bench = fed(values, times);
        assertThat(bench.sent().times()).hasSize(ROWS - STEPS + 1);
        assertPredicted(bench, 0, values, times, 0, ROWS);
        assertThat(bench.sent().channel(0)[200]).as("what was before the window counts too")
                .isNotCloseTo(firstWindow(values, 200 + STEPS - 1)[0], within(1e-4));
    }

    @Test
    void aRecordingThatBeginsLaterPredictsTheSameAfterTwoWindows() throws Exception {
        float[][] values = noise();
        double[] times = IntStream.range(0, ROWS).mapToDouble(row -> 1000 + row / RATE).toArray();
        double[][] whole = offline(values, times, 0, ROWS);
        for (int begin : new int[]{1, 17, STEPS, STEPS + 1, 90}) {
            double[][] late = offline(values, times, begin, ROWS);
            assertThat(late[0]).isNotEqualTo(whole[begin]);
            for (int row = begin + 2 * STEPS; row < ROWS; row++) {
                assertThat(late[row - begin]).as("begun with %d, row %d", begin, row).isEqualTo(whole[row]);
            }
        }
    }

    @Test
    void beginsAnewAfterAGapAndWhenTimeGoesBack() throws Exception {
        float[][] values = noise();
        // rows from 100 on come half a second late, those from 250 on are of an earlier time
        double[] times = IntStream.range(0, ROWS)
                .mapToDouble(row -> row < 100 ? 1000 + row / RATE : row < 250 ? 1000.52 + row / RATE : 500 + row / RATE)
                .toArray();
        TestBench bench = fed(values, times);
        int[] beginnings = {0, 100, 250, ROWS};
        int first = 0;
        for (int part = 0; part < 3; part++) {
            assertPredicted(bench, first, values, times, beginnings[part], beginnings[part + 1]);
            first += beginnings[part + 1] - beginnings[part] - STEPS + 1;
        }
        assertThat(bench.sent().times()).hasSize(first);
    }
}
