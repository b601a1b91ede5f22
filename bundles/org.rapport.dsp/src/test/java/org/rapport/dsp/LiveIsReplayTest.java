package org.rapport.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.dsp.ResamplerTest.blocks;
import static org.rapport.dsp.ResamplerTest.regular;
import static org.rapport.dsp.ResamplerTest.settings;
import static org.rapport.dsp.ResamplerTest.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;
import org.rapport.testkit.SentSignals;

/** What comes through another node gets to the resampler later live, on a busy machine, than when a recording is replayed. */
class LiveIsReplayTest {
    /** Seconds by which samples of a device may come in a wrong order. */
    private static final double DISORDER = 0.05;

    private final SentSignals output = new SentSignals("features");

    private record Row(double time, List<Float> values) {
    }

    private record Delivery(double time, Block block) {
    }

    @Test
    void whatIsGivenUpDependsOnArrivalsAndNotOnHowSoonTheyAreProcessed() throws Exception {
        Random random = new Random(4);
        List<Block> direct = blocks(stream("a", 100, Scale.CONTINUOUS), regular(100, 130, 100), Math::sin, 5);
        List<Block> through = new ArrayList<>();
        double arrived = 0;
        for (Block block : blocks(stream("b", 60, Scale.CONTINUOUS), regular(100, 130, 60), Math::cos, 4)) {
            boolean late = block.times()[0] % 7 > 5; // for two seconds of seven the device is late by up to 1.2 s
            arrived = Math.max(arrived, block.arrived() + (late ? 0.4 + 0.8 * random.nextDouble() : 0));
            through.add(new Block(block.stream(), block.times(), block.values(), arrived));
        }
        List<Row> replayed = made(List.of(direct), through, () -> 0);
        List<Row> live = made(List.of(direct), through, () -> 0.09 * random.nextDouble());
        assertThat(live).hasSizeGreaterThan(550).isEqualTo(replayed);
        assertThat(live).as("some rows did not wait for it").anyMatch(row -> row.values.get(1).isNaN());
    }

    /** Packets that overlap and repeat stamps, a camera whose pictures come in a wrong order, and a node that is slow. */
    @Test
    void samplesThatComeOutOfOrderCountForTheSameRowsHoweverSlowAnotherNodeIs() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Block> strap = overlapping(stream("strap", 130, Scale.CONTINUOUS), 130, 30 + random.nextInt(60), random);
            List<Block> camera = overlapping(stream("camera", 0, Scale.CONTINUOUS), 60, 1 + random.nextInt(4), random);
            List<Block> steps = overlapping(stream("presence", 30, Scale.STEPWISE), 30, 1 + random.nextInt(9), random);
            StreamDescription voice = stream("voice", 50, Scale.CONTINUOUS);
            List<Block> through = blocks(
                    new StreamDescription(voice.id(), 50, voice.channels(), Origin.derived("test", Map.of())),
                    regular(100, 120, 50), Math::cos, 2);
            List<List<Block>> direct = List.of(strap, camera, steps);
            List<Row> live = made(direct, through, () -> random.nextInt(9) == 0 ? 2.8 * random.nextDouble() : 0.01);
            List<Row> replayed = made(direct, through, () -> 0);
            assertThat(live).as("seed %d", seed).hasSizeGreaterThan(320).hasSameSizeAs(replayed);
            for (int i = 0; i < live.size(); i++) {
                assertThat(live.get(i)).as("seed %d", seed).isEqualTo(replayed.get(i));
            }
        }
    }

    /** A node of somebody else's says nothing of its own; its device does, and rows do not come seconds later for ever. */
    @Test
    void aNodeWhoseDeviceIsSilentIsNotWaitedForAsIfItWereBehind() throws Exception {
        StreamDescription voice = stream("voice", 50, Scale.CONTINUOUS);
        List<Block> deliveries = new ArrayList<>(
                blocks(stream("a", 100, Scale.CONTINUOUS), regular(100, 120, 100), Math::sin, 5));
        deliveries.addAll(blocks(new StreamDescription(voice.id(), 50, voice.channels(), Origin.derived("somebody's", Map.of())),
                regular(100, 105, 50), Math::cos, 2));
        deliveries.sort(Comparator.comparingDouble(Block::arrived));
        Resampler resampler = new Resampler(settings());
        boolean told = false;
        for (Block block : deliveries) {
            if (!told && block.arrived() > 106) {
                resampler.status(new StreamStatus("microphone", StreamStatus.State.STALE, 106, "no sample for 1.0 s"), output);
                told = true;
            }
            resampler.process(block, output);
            if (block.arrived() > 112) {
                Block last = output.blocks().get(output.blocks().size() - 1);
                assertThat(block.arrived() - last.times()[last.samples() - 1]).as("age of the last row").isLessThan(1.5);
            }
        }
    }

    /** Blocks whose first stamps lie among the last ones of the block before, some of them twice. */
    private static List<Block> overlapping(StreamDescription stream, double rate, int size, Random random) {
        List<Block> blocks = new ArrayList<>();
        for (Block block : blocks(stream, regular(100, 120, rate), t -> random.nextGaussian(), size)) {
            double[] times = block.times().clone();
            for (int i = 0; i < times.length; i++) {
                times[i] -= random.nextInt(3) == 0 ? Math.min(DISORDER, 0.5 * random.nextInt(8) / rate) : 0;
            }
            blocks.add(new Block(stream, times, block.values(), block.arrived() + 0.02 * random.nextDouble() / rate));
        }
        return blocks;
    }

    /** A program that was stopped for a while finds all at once, one stream a little after the other. */
    @Test
    void goesOnAfterNothingArrivedForLong() throws Exception {
        for (int stopped = 1; stopped <= 12; stopped++) {
            List<Block> one = heldUp(blocks(stream("a", 100, Scale.CONTINUOUS), regular(100, 130, 100), Math::sin, 5), stopped,
                    0);
            List<Block> other = heldUp(blocks(stream("b", 0, Scale.CONTINUOUS), regular(100, 130, 60), Math::cos, 4), stopped,
                    0.05);
            List<Row> made = made(List.of(one), other, () -> 0);
            assertThat(made).hasSizeGreaterThan(stopped < 10 ? 550 : 250);
            assertThat(made.subList(made.size() - 100, made.size()))
                    .noneMatch(row -> row.values.get(0).isNaN() || row.values.get(1).isNaN());
        }
    }

    /** Rows share what was calculated for those before them, in streams fast enough, whichever was the first that was wanted. */
    @Test
    void aRecordingThatBeginsInTheMiddleMakesTheSameRows() throws Exception {
        Random random = new Random(3);
        for (double rate : new double[]{30, 60, 100, 128, 250}) {
            double[] times = Arrays.stream(regular(100, 115, rate)).map(time -> time + 0.1 / rate * random.nextGaussian())
                    .sorted().toArray();
            List<Block> whole = blocks(stream("a", rate, Scale.CONTINUOUS), times, Math::sin, 3);
            List<Row> rows = made(List.of(whole), List.of(), () -> 0);
            for (double from : new double[]{101.01, 101.3, 102.57}) {
                List<Block> part = whole.stream().filter(block -> block.times()[0] >= from).toList();
                assertThat(made(List.of(part), List.of(), () -> 0)).as("%s Hz from %s s", rate, from).isNotEmpty()
                        .isEqualTo(rows);
            }
        }
    }

    private static List<Block> heldUp(List<Block> blocks, double seconds, double more) {
        double end = 105 + seconds;
        return blocks.stream().map(block -> block.arrived() < 105 || block.arrived() > end ? block
                : new Block(block.stream(), block.times(), block.values(), end + more)).toList();
    }

    /** The rows once all streams are there, and but for the last, of streams that come at once and one that takes its way. */
    private List<Row> made(List<List<Block>> direct, List<Block> through, DoubleSupplier way) throws Exception {
        List<Delivery> deliveries = new ArrayList<>();
        direct.forEach(blocks -> blocks.forEach(block -> deliveries.add(new Delivery(block.arrived(), block))));
        double last = 0;
        for (Block block : through) {
            last = Math.max(last, block.arrived() + way.getAsDouble());
            deliveries.add(new Delivery(last, block));
        }
        deliveries.sort(Comparator.comparingDouble(Delivery::time));
        output.clear();
        Resampler resampler = new Resampler(settings());
        for (Delivery delivery : deliveries) {
            resampler.process(delivery.block(), output);
        }
        double end = direct.get(0).get(direct.get(0).size() - 1).arrived() - 3;
        return output.blocks().stream().flatMap(block -> all(block).stream()).filter(row -> row.time > 104 && row.time < end)
                .toList();
    }

    private static List<Row> all(Block block) {
        List<Row> all = new ArrayList<>();
        int width = block.stream().channels().size();
        for (int i = 0; i < block.samples(); i++) {
            List<Float> values = new ArrayList<>();
            for (float value : Arrays.copyOfRange(block.values(), i * width, (i + 1) * width)) {
                values.add(value);
            }
            all.add(new Row(block.times()[i], values));
        }
        return all;
    }
}
