package org.rapport.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.testkit.NodeSettings;
import org.rapport.testkit.SentSignals;

class ResamplerTest {
    private static final double RATE = 25;
    private static final double DELAY = 0.4;

    private final SentSignals output = new SentSignals("features");

    @Test
    void keepsASineInThePassBandAndItsTimes() throws Exception {
        for (double frequency : new double[]{0.5, 2, 5, 7}) {
            output.clear();
            DoubleUnaryOperator sine = t -> Math.sin(2 * Math.PI * frequency * t);
            feed(new Resampler(settings()), stream("fast", 1000, Scale.CONTINUOUS), regular(100, 104, 1000), sine);
            double worst = 0;
            for (Row row : middle(101, 103)) {
                worst = Math.max(worst, Math.abs(row.values[0] - sine.applyAsDouble(row.time)));
            }
            assertThat(worst).as("error at %s Hz", frequency).isLessThan(0.0115); // 0.1 dB
        }
    }

    @Test
    void suppressesWhatWouldAlias() throws Exception {
        for (double frequency : new double[]{13, 20, 25, 40, 111}) {
            output.clear();
            feed(new Resampler(settings()), stream("fast", 1000, Scale.CONTINUOUS), regular(100, 104, 1000),
                    t -> Math.sin(2 * Math.PI * frequency * t));
            double worst = middle(101, 103).stream().mapToDouble(row -> Math.abs(row.values[0])).max().orElseThrow();
            assertThat(20 * Math.log10(worst)).as("dB at %s Hz", frequency).isLessThan(-60);
        }
    }

    @Test
    void usesTheTrueTimesOfJitterySamples() throws Exception {
        Random random = new Random(1);
        double[] jittery = regular(100, 110, 30);
        for (int i = 0; i < jittery.length; i++) {
            jittery[i] += 0.004 * random.nextGaussian();
        }
        java.util.Arrays.sort(jittery);
        DoubleUnaryOperator slow = t -> Math.sin(2 * Math.PI * 1.0 * t);
        feed(new Resampler(settings()), stream("webcam", 30, Scale.CONTINUOUS), jittery, slow);
        for (Row row : middle(101, 109)) {
            assertThat((double) row.values[0]).isCloseTo(slow.applyAsDouble(row.time), within(0.001)); // without the true times it would be 0.15
        }
    }

    @Test
    void standsOnTheWholeMultiplesOfThePeriodWithoutAStep() throws Exception {
        feed(new Resampler(settings()), stream("fast", 200, Scale.CONTINUOUS), regular(100.013, 104, 200), t -> 1);
        List<Row> all = middle(0, 1000);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).time).isCloseTo(100.04 + i / RATE, within(1e-9));
        }
    }

    @Test
    void isNaNAcrossGapsLongerThanTheLimitOnly() throws Exception {
        double[] times = java.util.Arrays.stream(regular(100, 106, 100))
                .filter(t -> !(t > 102 && t < 102.2) && !(t > 104 && t < 104.5)).toArray();
        feed(new Resampler(settings()), stream("fast", 100, Scale.CONTINUOUS), times, t -> 3);
        for (Row row : middle(100.5, 105.5)) {
            if (Math.abs(row.time - 104) < 0.015 || Math.abs(row.time - 104.5) < 0.015) {
                continue; // a row on the very edge of the gap may fall on either side
            }
            if (row.time > 104 && row.time < 104.5) {
                assertThat(row.values[0]).as("at %s", row.time).isNaN();
            } else {
                assertThat(row.values[0]).as("at %s", row.time).isCloseTo(3, within(1e-5f));
            }
        }
    }

    @Test
    void holdsStepsAndNeverMixesThem() throws Exception {
        feed(new Resampler(settings()), stream("presence", 30, Scale.STEPWISE), regular(100, 104, 30), t -> t < 102 ? 0 : 1);
        assertThat(middle(100.5, 103.5)).allSatisfy(row -> assertThat(row.values[0]).isIn(0f, 1f));
    }

    @Test
    void givesTheSameRowsHoweverTheBlocksWereCut() throws Exception {
        StreamDescription first = stream("a", 100, Scale.CONTINUOUS);
        StreamDescription second = stream("b", 60, Scale.CONTINUOUS);
        List<Row> expected = null;
        for (int size : new int[]{1, 7, 24}) {
            output.clear();
            Resampler resampler = new Resampler(settings());
            List<Block> blocks = new ArrayList<>(blocks(first, regular(100, 105, 100), Math::sin, size));
            blocks.addAll(blocks(second, regular(100.003, 105, 60), Math::cos, size + 3));
            blocks.sort(java.util.Comparator.comparingDouble(Block::arrived));
            for (Block block : blocks) {
                resampler.process(block, output);
            }
            List<Row> got = middle(100.5, 104);
            assertThat(got).hasSizeGreaterThan(80);
            if (expected != null) {
                assertThat(got).usingRecursiveComparison().isEqualTo(expected);
            }
            expected = got;
        }
    }

    @Test
    void givesUpOnALateStreamAfterTheStatedTimeAndTakesItUpAgain() throws Exception {
        Resampler resampler = new Resampler(settings());
        List<Block> blocks = new ArrayList<>(blocks(stream("a", 100, Scale.CONTINUOUS), regular(100, 110, 100), t -> 1, 5));
        double[] broken = java.util.Arrays.stream(regular(100, 110, 100)).filter(t -> t < 103 || t > 106).toArray();
        blocks.addAll(blocks(stream("b", 100, Scale.CONTINUOUS), broken, t -> 2, 5));
        blocks.sort(java.util.Comparator.comparingDouble(Block::arrived));
        for (Block block : blocks) {
            resampler.process(block, output);
            if (!output.blocks().isEmpty()) { // never later than the delay and the patience allow
                double last = output.blocks().get(output.blocks().size() - 1)
                        .times()[output.blocks().get(output.blocks().size() - 1).samples() - 1];
                assertThat(block.arrived() - last).isLessThan(DELAY + 0.5 + 0.1 + 2 / RATE + 0.06);
            }
        }
        assertThat(middle(103.1, 105.9)).isNotEmpty().allSatisfy(row -> {
            assertThat(row.values[0]).isCloseTo(1, within(1e-5f));
            assertThat(row.values[1]).isNaN();
        });
        assertThat(middle(106.5, 109)).isNotEmpty().allSatisfy(row -> assertThat(row.values[1]).isCloseTo(2, within(1e-5f)));
    }

    @Test
    void holdsALabelUntilItsDeviceIsLost() throws Exception {
        Resampler resampler = new Resampler(settings());
        StreamDescription label = stream("label", 0, Scale.STEPWISE);
        resampler.process(new Block(label, new double[]{100}, new float[]{0.5f}, 100), output);
        StreamDescription regular = stream("x", 100, Scale.CONTINUOUS);
        for (Block block : blocks(regular, regular(100, 110, 100), t -> 1, 10)) {
            if (block.times()[0] > 105 && block.times()[0] < 105.15) {
                resampler.status(new StreamStatus("label", StreamStatus.State.LOST, 105, "test"), output);
            }
            resampler.process(block, output);
        }
        assertThat(middle(100.1, 104)).allSatisfy(row -> assertThat(row.values[0]).isEqualTo(0.5f));
        assertThat(middle(105.1, 109)).allSatisfy(row -> assertThat(row.values[0]).isNaN());
    }

    @Test
    void nobodyWaitsForALostDeviceAndUnderANewNameItTakesItsOldPlace() throws Exception {
        Resampler resampler = new Resampler(settings());
        Channel voice = new Channel(Role.EMITTER, "Audio", "energy", "", "", Scale.CONTINUOUS);
        StreamDescription old = voice(StreamId.of("mic", "old-name", ""), voice);
        StreamDescription renamed = voice(StreamId.of("mic", "a-new-name", ""), voice);
        List<Block> blocks = new ArrayList<>(blocks(stream("x", 100, Scale.CONTINUOUS), regular(100, 110, 100), t -> 1, 5));
        blocks.addAll(blocks(old, regular(100, 103, 100), t -> 2, 5));
        blocks.addAll(blocks(renamed, regular(106, 110, 100), t -> 3, 5));
        blocks.sort(java.util.Comparator.comparingDouble(Block::arrived));
        boolean lost = false;
        for (Block block : blocks) {
            if (!lost && block.times()[0] > 104) {
                resampler.status(new StreamStatus(old.id(), StreamStatus.State.LOST, 104, "test"), output);
                lost = true;
            }
            resampler.process(block, output);
            if (block.arrived() > 104.2 && block.arrived() < 105.9) {
                Block last = output.blocks().get(output.blocks().size() - 1);
                assertThat(block.arrived() - last.times()[last.samples() - 1]).as("without waiting")
                        .isLessThan(DELAY + 2 / RATE + 0.06);
            }
        }
        assertThat(output.blocks().get(output.blocks().size() - 1).stream().channels()).as("one column for the voice").hasSize(2);
        assertThat(middle(106.5, 109)).isNotEmpty().allSatisfy(row -> assertThat(row.values[0]).isCloseTo(3, within(1e-5f)));
        assertThat(middle(103.5, 105.5)).isNotEmpty().allSatisfy(row -> assertThat(row.values[0]).isNaN());
    }

    @Test
    void makesNoRowsOfTheFutureWhenOnlyEventsAreLeft() throws Exception {
        Resampler resampler = new Resampler(settings());
        for (Block block : blocks(stream("x", 100, Scale.CONTINUOUS), regular(100, 102, 100), t -> 1, 10)) {
            resampler.process(block, output);
        }
        resampler.status(new StreamStatus("x", StreamStatus.State.LOST, 102, "test"), output);
        resampler.process(new Block(stream("label", 0, Scale.STEPWISE), new double[]{104}, new float[]{0.5f}, 104), output);
        assertThat(middle(0, 1e9)).last().satisfies(row -> assertThat(row.time).isLessThanOrEqualTo(104 - DELAY));
    }

    @Test
    void leavesOutALongSilenceOfEverybody() throws Exception {
        Resampler resampler = new Resampler(settings());
        StreamDescription stream = stream("x", 100, Scale.CONTINUOUS);
        List<Block> blocks = new ArrayList<>(blocks(stream, regular(100, 102, 100), t -> 1, 10));
        blocks.addAll(blocks(stream, regular(5000, 5002, 100), t -> 1, 10));
        for (Block block : blocks) {
            resampler.process(block, output);
        }
        assertThat(middle(0, 1e9)).hasSizeLessThan(500);
        assertThat(middle(5000.5, 5001.5)).isNotEmpty().allSatisfy(row -> assertThat(row.values[0]).isCloseTo(1, within(1e-5f)));
    }

    /** One sample that comes late, by a little or by much, costs nothing. */
    @Test
    void takesASampleThatComesTooLateForWhatItIs() throws Exception {
        for (double late : new double[]{0.05, 0.3, 2, 1000}) {
            output.clear();
            double[] times = regular(100, 106, 100);
            double[] sent = java.util.stream.DoubleStream
                    .concat(java.util.Arrays.stream(times).limit(300), java.util.stream.DoubleStream.concat(
                            java.util.stream.DoubleStream.of(times[300] - late), java.util.Arrays.stream(times).skip(300)))
                    .toArray();
            feedOneByOne(new Resampler(settings()), sent, t -> 3);
            assertThat(middle(100.5, 105.5)).as("late by %s s", late).hasSizeGreaterThan(120)
                    .allSatisfy(row -> assertThat(row.values[0]).isCloseTo(3, within(1e-5f)));
        }
    }

    @Test
    void putsReorderedSamplesIntoOrder() throws Exception {
        double[] swapped = regular(100, 110, 100);
        for (int i = 0; i + 1 < swapped.length; i += 5) {
            double time = swapped[i];
            swapped[i] = swapped[i + 1];
            swapped[i + 1] = time;
        }
        DoubleUnaryOperator sine = t -> Math.sin(2 * Math.PI * 3 * t);
        feedOneByOne(new Resampler(settings()), swapped, sine);
        assertThat(middle(101, 109)).isNotEmpty()
                .allSatisfy(row -> assertThat((double) row.values[0]).isCloseTo(sine.applyAsDouble(row.time), within(0.0115)));
    }

    /** Rows go on with the time that the device tells now; what it had stamped beyond counts no more. */
    @Test
    void aClockThatWasSetBackBeginsASegment() throws Exception {
        double[] before = regular(100, 104, 100);
        double[] after = regular(103.5, 108, 100);
        Resampler resampler = new Resampler(settings());
        feedOneByOne(resampler, before, t -> 1);
        feedOneByOne(resampler, after, t -> 2);
        assertThat(middle(100.5, 103.1)).allSatisfy(row -> assertThat(row.values[0]).isCloseTo(1, within(0.01f)));
        assertThat(middle(104, 107)).hasSizeGreaterThan(70)
                .allSatisfy(row -> assertThat(row.values[0]).isCloseTo(2, within(0.01f)));
        assertThat(middle(0, 1e9)).extracting(Row::time).isSorted();
    }

    /** A stamp from the future makes no rows of the future, and no row is lost by it. */
    @Test
    void aStampFromTheFutureIsTakenBackByTheNext() throws Exception {
        double[] times = regular(100, 110, 100);
        Resampler resampler = new Resampler(settings());
        feedOneByOne(resampler, java.util.Arrays.copyOf(times, 500), t -> 3);
        resampler.process(new Block(stream("x", 100, Scale.CONTINUOUS), new double[]{3000}, new float[]{9}, times[500]), output);
        feedOneByOne(resampler, java.util.Arrays.copyOfRange(times, 500, 1000), t -> 3);
        assertThat(middle(0, 1e9)).extracting(Row::time).last().satisfies(time -> assertThat(time).isLessThan(110));
        assertThat(middle(100.5, 109)).hasSizeGreaterThan(210)
                .allSatisfy(row -> assertThat(row.values[0]).isCloseTo(3, within(1e-5f)));
    }

    /** An eye tracker that does not say its rate is filtered like one that does; what is longer than a gap is NaN. */
    @Test
    void interpolatesAContinuousStreamOfNoRate() throws Exception {
        Random random = new Random(5);
        double[] times = java.util.Arrays.stream(regular(100, 112, 120)).map(t -> t + 0.001 * random.nextGaussian())
                .filter(t -> (t < 105 || t > 105.6) && random.nextDouble() > 0.02).sorted().toArray();
        DoubleUnaryOperator sine = t -> Math.sin(2 * Math.PI * 5 * t);
        feedOneByOne(new Resampler(settings()), stream("x", 0, Scale.CONTINUOUS), times, sine);
        assertThat(middle(101, 104.5)).hasSizeGreaterThan(80)
                .allSatisfy(row -> assertThat((double) row.values[0]).isCloseTo(sine.applyAsDouble(row.time), within(0.0115)));
        assertThat(middle(105.03, 105.57)).hasSizeGreaterThan(10).allSatisfy(row -> assertThat(row.values[0]).isNaN());
        assertThat(middle(106, 111)).hasSizeGreaterThan(100)
                .allSatisfy(row -> assertThat((double) row.values[0]).isCloseTo(sine.applyAsDouble(row.time), within(0.0115)));
    }

    @Test
    void theRowsOfAStreamOfNoRateDoNotDependOnTheBlocks() throws Exception {
        Random random = new Random(5);
        double[] times = regular(100, 110, 60);
        for (int i = 1; i < times.length; i++) {
            times[i] = times[i - 1] + (random.nextInt(20) == 0 ? 0.1 : 0.01 + 0.01 * random.nextDouble());
        }
        feed(new Resampler(settings()), stream("x", 0, Scale.CONTINUOUS), times, Math::sin);
        List<Row> large = middle(100.5, 109);
        output.clear();
        feedOneByOne(new Resampler(settings()), stream("x", 0, Scale.CONTINUOUS), times, Math::sin);
        assertThat(middle(100.5, 109)).usingRecursiveComparison().isEqualTo(large);
    }

    private void feedOneByOne(Resampler resampler, double[] times, DoubleUnaryOperator signal) throws Exception {
        feedOneByOne(resampler, stream("x", 100, Scale.CONTINUOUS), times, signal);
    }

    /** Each sample comes alone, at the time of the newest so far. */
    private void feedOneByOne(Resampler resampler, StreamDescription stream, double[] times, DoubleUnaryOperator signal)
            throws Exception {
        double now = 0;
        for (double time : times) {
            now = Math.max(now, time);
            resampler.process(new Block(stream, new double[]{time}, new float[]{(float) signal.applyAsDouble(time)}, now),
                    output);
        }
    }

    private record Row(double time, float[] values) {
    }

    private List<Row> middle(double from, double to) {
        List<Row> picked = new ArrayList<>();
        for (Block block : output.blocks()) {
            int width = block.stream().channels().size();
            for (int i = 0; i < block.samples(); i++) {
                if (block.times()[i] >= from && block.times()[i] <= to) {
                    picked.add(
                            new Row(block.times()[i], java.util.Arrays.copyOfRange(block.values(), i * width, (i + 1) * width)));
                }
            }
        }
        return picked;
    }

    private void feed(Resampler resampler, StreamDescription stream, double[] times, DoubleUnaryOperator signal)
            throws Exception {
        for (Block block : blocks(stream, times, signal, 16)) {
            resampler.process(block, output);
        }
    }

    static List<Block> blocks(StreamDescription stream, double[] times, DoubleUnaryOperator signal, int size) {
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < times.length; from += size) {
            double[] part = java.util.Arrays.copyOfRange(times, from, Math.min(times.length, from + size));
            float[] values = new float[part.length];
            for (int i = 0; i < part.length; i++) {
                values[i] = (float) signal.applyAsDouble(part[i]);
            }
            blocks.add(new Block(stream, part, values, part[part.length - 1]));
        }
        return blocks;
    }

    static double[] regular(double from, double to, double rate) {
        double[] times = new double[(int) Math.round((to - from) * rate)];
        for (int i = 0; i < times.length; i++) {
            times[i] = from + i / rate;
        }
        return times;
    }

    static StreamDescription voice(StreamId id, Channel channel) {
        return new StreamDescription(id, 100, List.of(channel), Origin.device());
    }

    static StreamDescription stream(String name, double rate, Scale scale) {
        return new StreamDescription(name, rate, List.of(new Channel(Role.RECEIVER, "Test", name, "", "", scale)),
                Origin.device());
    }

    static Resampler.Settings settings() {
        return NodeSettings.of(Resampler.Settings.class, Map.of("rate", RATE, "delay", DELAY, "maxGap", 0.25, "maxLatency", 0.5));
    }
}
