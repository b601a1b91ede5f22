package org.rapport.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.graph.Output;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;
import org.rapport.model.Contract;
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
import org.rapport.testkit.SentSignals;
import org.rapport.testkit.TestBench;
import org.rapport.testkit.VirtualClock;

/** The node beside the model itself, window by window. */
class ImpressionNodeTest {
    private static final int STEPS = 4;
    private static final int HOP = 2;
    private static final int LOOK_AHEAD = 1;
    private static final double RATE = 10;
    private static final Map<String, String> SETTINGS = Map.of("rate", "10.0", "maxGap", "0.25");
    /** Four modalities of one channel each. */
    private static final List<Channel> CHANNELS = List.of(channel(Role.EMITTER, "Face"), channel(Role.EMITTER, "Audio"),
            channel(Role.RECEIVER, "ECG"), channel(Role.RECEIVER, "Gaze"));

    @TempDir
    static Path home;

    private final List<ImpressionNode> nodes = new ArrayList<>();

    @BeforeAll
    static void model() throws Exception {
        NetworkShape shape = new NetworkShape(2, 2, STEPS, 4, 4, 2, 8, 0, Activation.NONE, EnumSet.allOf(Attention.class),
                StandardArchitecture.CROSS_DOMAIN, 3);
        Contract contract = new Contract(inputs(CHANNELS.subList(0, 2)), inputs(CHANNELS.subList(2, 4)),
                new Contract.Features(RATE, "rapport.resampler", Origin.derived("rapport.resampler", SETTINGS).toMap()),
                new Contract.Window(STEPS, HOP, LOOK_AHEAD),
                List.of(new Contract.Target("valence", "points", 1, 2), new Contract.Target("arousal", "", 0, 1),
                        new Contract.Target("trust", "", 0, 1)),
                new Contract.Study("test", "00", true), new Contract.Evaluation("none", Map.of("valence.halfWidth90", 0.5)));
        try (Trainer trainer = Trainer.create(new TrainingPlan(shape, Objective.FULL, 1, 3))) {
            ModelFolder.write(home.resolve("model"), contract, trainer);
        }
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

    private TestBench bench(int hop, double minValid) {
        ImpressionNode node = new ImpressionNode(home.resolve("model"), hop, minValid, 0,
                new PredictionTiming(new VirtualClock(), true, 0), Architectures.STANDARD, new LoadedModels());
        nodes.add(node);
        return new TestBench(node);
    }

    /** Rows by their numbers on the grid of the rate. */
    private static Block rows(float[][] values, int... numbers) {
        float[] flat = new float[numbers.length * CHANNELS.size()];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(values[numbers[i]], 0, flat, i * CHANNELS.size(), CHANNELS.size());
        }
        return new Block(stream(RATE), IntStream.of(numbers).mapToDouble(row -> row / RATE).toArray(), flat, 100);
    }

    private static StreamDescription stream(double rate) {
        return new StreamDescription("features", rate, CHANNELS, Origin.derived("rapport.resampler", SETTINGS));
    }

    private static float[][] noise(int rows) {
        Random random = new Random(5);
        float[][] values = new float[rows][CHANNELS.size()];
        for (float[] row : values) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (3 * random.nextGaussian());
            }
        }
        return values;
    }

    /** What the model says of the window that ends with a row, at the step that counts. */
    private static double[] expected(float[][] values, int last) throws Exception {
        float[] emitter = new float[STEPS * 2];
        float[] receiver = new float[STEPS * 2];
        for (int step = 0; step < STEPS; step++) {
            float[] row = values[last - STEPS + 1 + step];
            System.arraycopy(row, 0, emitter, 2 * step, 2);
            System.arraycopy(row, 2, receiver, 2 * step, 2);
        }
        float[] out = new float[STEPS * 3];
        try (Model model = ModelFolder.load(home.resolve("model"))) {
            model.predict(emitter, receiver, out);
        }
        int counts = STEPS - 1 - LOOK_AHEAD;
        assertThat(out[3 * counts]).as("steps differ, or no test could tell them apart").isNotEqualTo(out[3 * counts + 3])
                .isNotEqualTo(out[3 * counts - 3]);
        return new double[]{out[3 * counts], out[3 * counts + 1], out[3 * counts + 2]};
    }

    private static int[] range(int from, int to) {
        return IntStream.rangeClosed(from, to).toArray();
    }

    private static void assertPredicts(TestBench bench, float[][] values, int... lastRows) throws Exception {
        assertThat(bench.sent().times()).hasSize(lastRows.length);
        for (int i = 0; i < lastRows.length; i++) {
            assertThat(bench.sent().times()[i]).as("the moment that is predicted is a row before the newest")
                    .isCloseTo((lastRows[i] - LOOK_AHEAD) / RATE, within(1e-9));
            double[] model = expected(values, lastRows[i]);
            for (int target = 0; target < model.length; target++) {
                assertThat(bench.sent().channel(target)[i]).as("by TensorFlow").isCloseTo(model[target], within(1e-5));
            }
        }
    }

    @Test
    void predictsTheStepThatCountsOfEveryDueWindow() throws Exception {
        float[][] values = noise(30);
        TestBench bench = bench(0, 0.5).feed(rows(values, range(11, 13)), rows(values, range(14, 20)));
        // full with row 14, the first that is due as well
        assertPredicts(bench, values, 14, 16, 18, 20);
        assertThat(bench.sent().channel(3)).containsOnly(1);
        StreamDescription sent = bench.sent().blocks().get(0).stream();
        assertThat(sent.channels()).extracting(Channel::label).containsExactly("valence", "arousal", "trust", "validity",
                "valence.low", "valence.high", "validity.emitter.Face", "validity.emitter.Audio", "validity.receiver.ECG",
                "validity.receiver.Gaze");
        assertThat(sent.channels()).extracting(Channel::unit).containsExactly("points", "", "", "1", "points", "points", "1", "1",
                "1", "1");
        assertThat(sent.rate()).isEqualTo(RATE / HOP);
        assertThat(sent.origin().toMap()).containsEntry("halfWidth90.valence", "0.5").containsEntry("lookAhead", "1");
        assertThat(bench.sent().statuses()).extracting(StreamStatus::reason)
                .containsExactly("all 4 channels of the model are there");
    }

    @Test
    void anotherHopIsTheSettings() throws Exception {
        float[][] values = noise(30);
        assertPredicts(bench(3, 0.5).feed(rows(values, range(11, 20))), values, 15, 18);
    }

    @Test
    void aWindowNeverSpansRowsThatWereLeftOut() throws Exception {
        float[][] values = noise(40);
        int[] some = Stream.of(range(11, 17), range(19, 25), range(26, 27)).flatMapToInt(IntStream::of).toArray();
        // row 18 is left out: full again with 22
        assertPredicts(bench(0, 0.5).feed(rows(values, some)), values, 14, 16, 22, 24, 26);
    }

    @Test
    void jitterOfLessThanHalfARowIsNoGap() throws Exception {
        float[][] values = noise(30);
        Block block = rows(values, range(11, 14));
        double[] times = block.times().clone();
        times[2] += 0.4 / RATE;
        TestBench bench = bench(0, 0.5).feed(new Block(block.stream(), times, block.values(), 100));
        assertPredicts(bench, values, 14);
        times[2] += 0.2 / RATE;
        assertThat(bench(0, 0.5).feed(new Block(block.stream(), times, block.values(), 100)).sent().blocks()).isEmpty();
    }

    @Test
    void justEnoughInputIsPredictedAndLessIsNaN() throws Exception {
        float[][] values = noise(20);
        for (float[] row : values) {
            row[1] = Float.NaN;
            row[2] = Float.NaN;
        }
        TestBench half = bench(0, 0.5).feed(rows(values, range(11, 14)));
        assertThat(half.sent().channel(3)).containsExactly(0.5);
        assertPredicts(half, values, 14);
        values[12][3] = Float.NaN; // a quarter of one modality of four
        TestBench less = bench(0, 0.5).feed(rows(values, range(11, 14)));
        assertThat(less.sent().channel(3)).containsExactly(0.4375);
        for (int target = 0; target < 3; target++) {
            assertThat(less.sent().channel(target)).containsExactly(Double.NaN);
        }
    }

    @Test
    void intervalsAndTheValidityOfEachModalityStandBesideThePrediction() throws Exception {
        float[][] values = noise(20);
        values[12][3] = Float.NaN;
        values[13][2] = Float.NaN;
        values[14][2] = Float.NaN;
        TestBench bench = bench(0, 0.5).feed(rows(values, range(11, 14)));
        double predicted = bench.sent().channel(0)[0];
        assertThat(bench.sent().channel(4)[0]).isCloseTo(predicted - 0.5, within(1e-6));
        assertThat(bench.sent().channel(5)[0]).isCloseTo(predicted + 0.5, within(1e-6));
        assertThat(IntStream.range(6, 10).mapToDouble(column -> bench.sent().channel(column)[0])).containsExactly(1.0, 1.0, 0.5,
                0.75);
    }

    @Test
    void aStreamOfAnotherRateIsRefusedOnceAndPredictsNothing() throws Exception {
        float[][] values = noise(30);
        Block block = rows(values, range(11, 20));
        Block other = new Block(stream(20), block.times(), block.values(), 100);
        TestBench bench = bench(0, 0.5).feed(other, other);
        assertThat(bench.sent().blocks()).isEmpty();
        assertThat(bench.sent().statuses()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(StreamStatus.State.REFUSED);
            assertThat(status.reason()).startsWith("the model was trained at rate 10.0, but gets 20.0 rows a second");
        });
        assertPredicts(bench.feed(block), values, 14, 16, 18, 20);
    }

    /** As in a running graph, in which what it gets was sent 0.25 s before. */
    private static Output live(SentSignals sent) {
        return new Output() {
            @Override
            public String node() {
                return sent.node();
            }

            @Override
            public void send(Signal signal) {
                sent.send(signal);
            }

            @Override
            public double waited() {
                return 0.25;
            }
        };
    }

    @Test
    void tellsBesideEachPredictionWhenItCameAbout() throws Exception {
        VirtualClock clock = new VirtualClock(102);
        ImpressionNode node = new ImpressionNode(home.resolve("model"), 0, 1, 0, new PredictionTiming(clock, true, 1),
                Architectures.STANDARD, new LoadedModels());
        nodes.add(node);
        float[][] values = noise(30);
        values[13][2] = Float.NaN;
        SentSignals sent = new SentSignals("node");
        node.process(rows(values, range(11, 20)), live(sent));
        List<Block> blocks = sent.blocks();
        assertThat(blocks).extracting(block -> block.stream().id().toString()).containsExactly("node", "timing (node)");
        Block timing = blocks.get(1);
        assertThat(timing.stream().channels()).extracting(Channel::label).containsExactly("captured", "arrived", "settled",
                "inferred", "emitted");
        assertThat(timing.stream().channels()).extracting(Channel::type).containsOnly("Timing");
        assertThat(timing.times()).as("those of the predictions, also where too little was valid")
                .isEqualTo(blocks.get(0).times());
        double moment = timing.times()[0];
        assertThat(moment).isCloseTo(1.3, within(1e-9));
        assertThat(timing.values()).startsWith(Float.NaN, (float) (100 - moment), (float) (101.75 - moment),
                (float) (102 - moment), (float) (102 - moment));
    }

    @Test
    void tellsWhenTheRowsWereWhereTheirDelayIsKnown() {
        Contract.Features features = new Contract.Features(10, "rapport.resampler", Map.of("delay", "0.4"));
        Contract contract = new Contract(inputs(CHANNELS.subList(0, 2)), inputs(CHANNELS.subList(2, 4)), features,
                new Contract.Window(4, 2, 3), List.of(new Contract.Target("trust", "", 0, 1)),
                new Contract.Study("test", "00", true), new Contract.Evaluation("none", Map.of()));
        assertThat(PredictionTiming.reach(contract, features.settings())).isCloseTo(0.7, within(1e-12));
        assertThat(PredictionTiming.reach(contract, Map.of("delay", "long"))).isNaN();
    }

    @Test
    void tellsOfLatePredictionsOnceUnderAnIdentityOfTheirOwn() throws Exception {
        VirtualClock clock = new VirtualClock(3);
        ImpressionNode node = new ImpressionNode(home.resolve("model"), 0, 0.5, 0, new PredictionTiming(clock, false, 1),
                Architectures.STANDARD, new LoadedModels());
        nodes.add(node);
        float[][] values = noise(200);
        SentSignals sent = new SentSignals("node");
        for (int row = 11; row < 200; row++) {
            clock.moveTo(row / RATE + 2);
            node.process(rows(values, row), live(sent));
        }
        assertThat(sent.statuses()).filteredOn(status -> status.state() == StreamStatus.State.LATE).singleElement()
                .satisfies(status -> {
                    assertThat(status.stream().toString()).isEqualTo("timing (node)");
                    assertThat(status.reason()).startsWith("predictions are 2.10 s old, over their budget of 1.0 s; ");
                });
        assertThat(sent.blocks()).extracting(block -> block.stream().name()).containsOnly("node");
    }

    @Test
    void saysNothingOfTimeWhereARecordingIsRunAgain() throws Exception {
        TestBench bench = bench(0, 0.5).feed(rows(noise(30), range(11, 20)));
        assertThat(bench.sent().blocks()).extracting(block -> block.stream().name()).containsOnly("node");
    }

    @Test
    void aModelThatIsNotThereIsRefusedInOneLine() throws Exception {
        ImpressionNode node = new ImpressionNode(home.resolve("none"), 0, 0.5, 1,
                new PredictionTiming(new VirtualClock(), true, 0), Architectures.STANDARD, new LoadedModels());
        nodes.add(node);
        TestBench bench = new TestBench(node).feed(rows(noise(30), range(11, 20)), rows(noise(30), range(21, 24)));
        assertThat(bench.sent().all()).singleElement().satisfies(signal -> assertThat(((StreamStatus) signal).reason())
                .isEqualTo(home.resolve("none") + ": there is no such folder; give the folder of a model"));
    }
}
