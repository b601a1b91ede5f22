package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lsl4j.LslClock;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;

/** A chest strap whose samples are stamped when a radio packet comes. */
@Timeout(60)
class BurstsTest {
    private static final double RATE = 130;
    private static final int PACKET = 73;
    private static final double PUSH = 5e-6;
    /** Seconds after which the strap's way of sending is known. */
    private static final double KNOWN = 2 * PACKET / RATE;

    /** Seconds by which a busy machine's clock seems off from itself. */
    private static final double CLOCK = 0.01;

    private final Lab lab = new Lab();
    private final Random random = new Random(5);
    private double start;

    @AfterEach
    void close() throws InterruptedException {
        lab.close();
    }

    @Test
    void anEcgInBurstsIsEvenAndKeepsItsShape() throws InterruptedException {
        int[] samples = IntStream.range(0, 60 * PACKET).toArray();
        send(samples, stamps(samples, PACKET, 0.01), new int[]{samples.length});
        double[] times = times();
        double[] values = values();
        double delay = 0;
        for (int i = (int) (KNOWN * RATE) + 1; i < times.length; i++) {
            assertThat((times[i] - times[i - 1]) * RATE).as("periods before sample %s", i).isCloseTo(1, within(0.05));
            delay = times[i] - start - i / RATE;
            assertThat(delay).as("off by the packets' jitter at most").isCloseTo(0, within(0.025));
        }
        for (int i = times.length - 10 * PACKET; i < times.length; i++) {
            assertThat(values[i]).isCloseTo(wave(times[i] - start - delay), within(0.01));
        }
        for (Block block : lab.blocks().subList(2, lab.blocks().size())) {
            assertThat(block.times())
                    .isEqualTo(EvenTimes.spread(block.times()[0], block.times()[block.samples() - 1], block.samples()));
            assertThat(block.device().correction()).isNaN();
        }
        assertThat(lab.all(StreamStatus.class)).filteredOn(status -> status.reason().contains("comes in bursts")).singleElement()
                .satisfies(status -> assertThat(status.reason())
                        .isEqualTo("comes in bursts of 73 samples; they are spread evenly at 130.0 Hz"));
        lab.stop();
        assertThat(lab.all(StreamQuality.class)).last().extracting(StreamQuality::burst).isEqualTo((long) PACKET);
    }

    @Test
    void aLostPacketLeavesAGap() {
        assertGaps(number -> number == 20 || number == 31);
    }

    @Test
    void aRadioThatLosesEveryFourthPacketLeavesAsManyGaps() {
        assertGaps(number -> number > 4 && number % 4 == 0);
    }

    private void assertGaps(IntPredicate lost) {
        int packet = 40;
        int[] samples = IntStream.range(0, 60 * packet).filter(i -> !lost.test(i / packet)).toArray();
        send(samples, stamps(samples, packet, 0.01), new int[]{samples.length});
        double[] times = times();
        for (int i = (int) (KNOWN * RATE) + 1; i < times.length; i++) {
            int passed = samples[i] - samples[i - 1];
            assertThat((times[i] - times[i - 1]) * RATE).isCloseTo(passed, within(passed > 1 ? 4 : 0.05));
            assertThat(times[i]).isCloseTo(start + samples[i] / RATE, within(0.025));
        }
    }

    /** Packets of 38 ms that are up to 60 ms late: no loss can be told from that, and none is invented. */
    @Test
    void packetsLateByMoreThanTheirLengthLeaveNoGaps() {
        int packet = 5;
        int[] samples = IntStream.range(0, 200 * packet).toArray();
        send(samples, stamps(samples, packet, 0.06), new int[]{samples.length});
        double[] times = times();
        int gaps = 0;
        for (int i = times.length / 2; i < times.length; i++) {
            gaps += (times[i] - times[i - 1]) * RATE > 1.5 ? 1 : 0;
        }
        assertThat(gaps).as("gaps").isLessThanOrEqualTo(1);
    }

    /** Two packets at once, a while late: nothing is lost, and nothing is late in the end. */
    @Test
    void aPacketThatWaitedForTheNextIsNoGap() {
        int packet = 40;
        int[] samples = IntStream.range(0, 20 * packet).toArray();
        double[] stamps = stamps(samples, packet, 0);
        for (int i = 10 * packet; i < 11 * packet; i++) {
            stamps[i] = stamps[11 * packet] - (11 * packet - i) * PUSH;
        }
        send(samples, stamps, new int[]{samples.length});
        double[] times = times();
        for (int i = (int) (KNOWN * RATE) + 1; i < times.length; i++) {
            assertThat(times[i]).isCloseTo(start + samples[i] / RATE, within(CLOCK));
        }
    }

    @Test
    void aStreamWithoutBurstsIsLeftAlone() {
        int[] samples = IntStream.range(0, 2000).filter(i -> i % 300 != 0).toArray();
        double[] stamps = Arrays.stream(samples).mapToDouble(i -> i / RATE + 0.4 / RATE * random.nextDouble()).toArray();
        send(samples, stamps, new int[]{1, 7, 200, 3});
        assertLeftAlone();
    }

    /** Its rate is wrong, and its stamps are right. */
    @Test
    void aStreamFasterThanItSaysIsLeftAlone() {
        int[] samples = IntStream.range(0, 2000).toArray();
        send(samples, Arrays.stream(samples).mapToDouble(i -> i / (9 * RATE)).toArray(), new int[]{2, 30});
        assertLeftAlone();
    }

    @Test
    void whatWaitedDuringAStallIsSpreadOverIt() {
        int[] samples = IntStream.range(0, 2000).toArray();
        double[] stamps = Arrays.stream(samples).mapToDouble(i -> (i < 950 || i >= 1000 ? i : 999) / RATE).toArray();
        send(samples, stamps, new int[]{samples.length});
        double[] times = times();
        for (int i = 0; i < times.length; i++) {
            assertThat(times[i]).isCloseTo(start + i / RATE, within(CLOCK));
        }
        Block last = lab.blocks().get(lab.blocks().size() - 1);
        assertThat(last.device().correction()).as("by its stamps again").isNotNaN();
    }

    @Test
    void aBurstIsTheSameHoweverItIsPulled() {
        int[] samples = IntStream.range(0, 30 * PACKET).toArray();
        double[] stamps = stamps(samples, PACKET, 0.01);
        List<Integer> whole = bursts(stamps, stamps.length);
        assertThat(whole).hasSize(29).containsOnly(PACKET);
        assertThat(bursts(stamps, 10)).isEqualTo(whole);
        assertThat(bursts(stamps, 73)).isEqualTo(whole);
    }

    @Test
    void noMoreIsHeldThanAllowed() {
        double[] stamps = stamps(IntStream.range(0, 3 * PACKET).toArray(), PACKET, 0);
        List<Integer> sizes = new ArrayList<>();
        Bursts bursts = new Bursts(RATE, 50, chunk -> {
        }, chunk -> sizes.add(chunk.samples()));
        for (int i = 0; i < stamps.length; i++) {
            bursts.take(new ReceivedChunk(new double[]{stamps[i]}, new float[1], 0));
        }
        assertThat(sizes).isNotEmpty().allMatch(size -> size <= 50);
    }

    @Test
    void aProgramThatIsLateNowAndThenHoldsUpLittle() {
        int late = 5;
        double[] stamps = IntStream.range(0, 3000)
                .mapToDouble(i -> (i < 1000 || i % 500 >= late ? i : i / 500 * 500 + late) / RATE).toArray();
        int[] handed = new int[1];
        int behind = 0;
        Bursts bursts = new Bursts(RATE, 1 << 20, chunk -> handed[0] += chunk.samples(), chunk -> handed[0] += chunk.samples());
        for (int i = 0; i < stamps.length; i++) {
            bursts.take(new ReceivedChunk(new double[]{stamps[i]}, new float[1], 0));
            behind += handed[0] <= i ? 1 : 0;
        }
        assertThat(behind).as("samples that waited for others, of four times").isBetween(4, 4 * (2 * late + 1));
    }

    @Test
    void aPauseOfAStreamFasterThanItSaysMisleadsOnlyForAWhile() {
        int[] plain = new int[1];
        Bursts bursts = new Bursts(RATE, 1 << 20, chunk -> plain[0] += chunk.samples(), chunk -> {
        });
        double[] stamps = IntStream.range(0, 2000).mapToDouble(i -> i / (9 * RATE) + (i < 20 ? 0 : 15 / RATE)).toArray();
        bursts.take(new ReceivedChunk(stamps, new float[stamps.length], 0));
        assertThat(plain[0]).isBetween(1700, 1999);
    }

    private static List<Integer> bursts(double[] stamps, int pulled) {
        List<Integer> sizes = new ArrayList<>();
        Bursts bursts = new Bursts(RATE, 1 << 20, chunk -> {
        }, chunk -> sizes.add(chunk.samples()));
        for (int from = 0; from < stamps.length; from += pulled) {
            double[] part = Arrays.copyOfRange(stamps, from, Math.min(stamps.length, from + pulled));
            bursts.take(new ReceivedChunk(part, new float[part.length], 0));
        }
        bursts.release();
        return sizes;
    }

    /** Each packet comes when its last sample is taken, with a jitter in seconds; its samples are pushed one after the other. */
    private double[] stamps(int[] samples, int packet, double jitter) {
        double[] late = IntStream.rangeClosed(0, samples[samples.length - 1] / packet)
                .mapToDouble(i -> jitter * random.nextDouble()).toArray();
        return Arrays.stream(samples)
                .mapToDouble(i -> ((i / packet + 1) * packet - 1) / RATE + late[i / packet] + (i % packet - packet + 1) * PUSH)
                .toArray();
    }

    private static double wave(double time) {
        return Math.sin(2 * Math.PI * 1.3 * time);
    }

    /** Sends through a real outlet, in turns of so many samples, until all have been handed on. */
    private void send(int[] samples, double[] stamps, int[] turns) {
        try (Outlet outlet = lab.outlet(StreamInfo.builder("strap", "ECG").nominalRate(RATE).channel("ECG", "mV", "").build())) {
            lab.run(SourceKind.PHYSIO, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            start = LslClock.now() - 60;
            int turn = 0;
            for (int from = 0; from < samples.length;) {
                int to = Math.min(samples.length, from + turns[turn++ % turns.length]);
                float[] values = new float[to - from];
                double[] moved = new double[to - from];
                for (int i = from; i < to; i++) {
                    values[i - from] = (float) wave(samples[i] / RATE);
                    moved[i - from] = start + stamps[i];
                }
                outlet.pushChunk(values, moved);
                from = to;
            }
            lab.await(() -> lab.samples() == samples.length);
        }
    }

    private void assertLeftAlone() {
        for (Block block : lab.blocks()) {
            assertThat(block.device().correction()).isNotNaN();
            for (int i = 0; i < block.samples(); i++) {
                assertThat(block.times()[i]).isEqualTo(block.device().stamps()[i] + block.device().correction());
            }
        }
        assertThat(lab.all(StreamStatus.class)).noneMatch(status -> status.reason().contains("comes in bursts"));
    }

    private double[] times() {
        return lab.blocks().stream().flatMapToDouble(block -> Arrays.stream(block.times())).toArray();
    }

    private double[] values() {
        return lab.blocks().stream()
                .flatMapToDouble(block -> IntStream.range(0, block.samples()).mapToDouble(i -> block.value(i, 0))).toArray();
    }
}
