package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.lsl4j.Loopback.SOON;
import static org.lsl4j.Loopback.eventually;
import static org.lsl4j.Loopback.find;

import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An outlet and an inlet, each in a context of its own, over real sockets. */
class StreamingTest {
    private final LslConfig config = Loopback.config().build();
    private final Lsl sender = Lsl.open(config);
    private final Lsl receiver = Lsl.open(config);

    @AfterEach
    void close() {
        receiver.close();
        sender.close();
    }

    private Inlet openInlet(String name, InletOptions options) {
        Inlet inlet = receiver.inlet(find(receiver, name), options);
        inlet.open(SOON);
        return inlet;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STRING")
    void numbersOfEveryFormatArriveInEveryArray(ChannelFormat format) {
        StreamInfo info = StreamInfo.builder("numbers", "Test").format(format).channelCount(3).nominalRate(100).build();
        try (Outlet outlet = sender.outlet(info); Inlet inlet = openInlet("numbers", InletOptions.DEFAULT)) {
            outlet.push(new float[]{1, -2, 3}, 10);
            outlet.push(new double[]{1, -2, 3}, 11);
            outlet.push(new long[]{1, -2, 3}, 12);
            outlet.push(new int[]{1, -2, 3}, 13);
            outlet.push(new short[]{1, -2, 3}, 14);
            outlet.push(new byte[]{1, -2, 3}, 15);
            float[] floats = new float[3];
            assertThat(inlet.pull(floats, SOON)).isEqualTo(10);
            assertThat(floats).containsExactly(1, -2, 3);
            double[] doubles = new double[3];
            assertThat(inlet.pull(doubles, SOON)).isEqualTo(11);
            assertThat(doubles).containsExactly(1, -2, 3);
            long[] longs = new long[3];
            assertThat(inlet.pull(longs, SOON)).isEqualTo(12);
            assertThat(longs).containsExactly(1, -2, 3);
            int[] ints = new int[3];
            assertThat(inlet.pull(ints, SOON)).isEqualTo(13);
            assertThat(ints).containsExactly(1, -2, 3);
            short[] shorts = new short[3];
            assertThat(inlet.pull(shorts, SOON)).isEqualTo(14);
            assertThat(shorts).containsExactly(new short[]{1, -2, 3});
            byte[] bytes = new byte[3];
            assertThat(inlet.pull(bytes, SOON)).isEqualTo(15);
            assertThat(bytes).containsExactly(1, -2, 3);
            assertThat(inlet.pull(bytes, Duration.ZERO)).isNaN();
        }
    }

    /** Who pushes may send by himself; an interrupt closes a channel that waits, and must not close one that does not. */
    @Test
    void whoIsInterruptedLosesNothingByThat() throws InterruptedException {
        StreamInfo info = StreamInfo.builder("interrupted", "Test").build();
        try (Outlet outlet = sender.outlet(info); Inlet inlet = openInlet("interrupted", InletOptions.DEFAULT)) {
            Thread pushing = new Thread(() -> {
                for (int i = 0; i < 2000; i++) {
                    if (i % 2 == 0) {
                        Thread.currentThread().interrupt();
                    } else {
                        Thread.interrupted();
                    }
                    outlet.push(new float[]{i});
                    long sent = System.nanoTime();
                    while (System.nanoTime() - sent < 700_000) {
                        Thread.onSpinWait(); // slow enough to send by himself, and never asleep
                    }
                }
            });
            pushing.start();
            while (pushing.isAlive()) {
                pushing.interrupt(); // at any moment
                pushing.join(1);
            }
            float[] sample = new float[1];
            for (int i = 0; i < 2000; i++) {
                assertThat(inlet.pull(sample, SOON)).isNotNaN();
                assertThat(sample[0]).isEqualTo(i);
            }
            assertThat(inlet.statistics().reconnects()).isZero();
        }
    }

    @Test
    void silenceIsTheTimeInWhichNothingCameWhetherOrNotAnybodyPulls() {
        StreamInfo info = StreamInfo.builder("rare", "Test").build();
        try (Outlet outlet = sender.outlet(info); Inlet inlet = openInlet("rare", InletOptions.DEFAULT)) {
            eventually(() -> inlet.silence().toMillis() > 700);
            outlet.push(new float[]{1});
            eventually(() -> inlet.silence().toMillis() < 300);
            assertThat(inlet.available()).isEqualTo(1);
        }
    }

    @Test
    void extremeValuesAndNaNStayAsTheyAre() {
        StreamInfo info = StreamInfo.builder("extremes", "").format(ChannelFormat.DOUBLE64).channelCount(4).build();
        try (Outlet outlet = sender.outlet(info); Inlet inlet = openInlet("extremes", InletOptions.DEFAULT)) {
            double[] sent = {Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -0.0};
            outlet.push(sent);
            double[] received = new double[4];
            inlet.pull(received, SOON);
            assertThat(received).containsExactly(sent);
            outlet.push(new double[]{1e30, -1e30, 0, 0});
            int[] ints = new int[4];
            inlet.pull(ints, SOON);
            assertThat(ints).containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE, 0, 0);
            outlet.push(sent);
            assertThatThrownBy(() -> inlet.pull(ints, SOON)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("NaN");
            assertThat(inlet.pull(received, SOON)).as("a refused sample can still be had").isNotNaN();
        }
    }

    @Test
    void anIntegerStreamTakesNoNaN() {
        StreamInfo info = StreamInfo.builder("ints", "").format(ChannelFormat.INT16).build();
        try (Outlet outlet = sender.outlet(info)) {
            assertThatThrownBy(() -> outlet.push(new float[]{Float.NaN})).hasMessageContaining("cannot carry NaN");
            assertThatThrownBy(() -> outlet.push(new String[]{"1"})).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> outlet.push(new float[2])).hasMessageContaining("1 values, not 2");
        }
    }

    @Test
    void textsOfAnyLength() {
        StreamInfo info = StreamInfo.builder("texts", "Markers").format(ChannelFormat.STRING).channelCount(5).build();
        try (Outlet outlet = sender.outlet(info); Inlet inlet = openInlet("texts", InletOptions.DEFAULT)) {
            String[] sent = {"", "a\0b", "😀é€", "x".repeat(255), "y".repeat(70_000)};
            outlet.push(sent, 5);
            outlet.push(sent, 6);
            String[] received = new String[5];
            assertThat(inlet.pull(received, SOON)).isEqualTo(5);
            assertThat(received).containsExactly(sent);
            double[] times = new double[2];
            assertThat(inlet.pullChunk(new String[10], times, SOON)).isEqualTo(1);
            assertThat(times[0]).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 130, 300, 20_000})
    void anyNumberOfChannels(int channels) {
        StreamInfo info = StreamInfo.builder("wide", "").format(ChannelFormat.INT16).channelCount(channels).build();
        try (Outlet outlet = sender.outlet(info); Inlet inlet = openInlet("wide", InletOptions.DEFAULT)) {
            short[] sent = new short[channels];
            for (int i = 0; i < channels; i++) {
                sent[i] = (short) (i * 31);
            }
            for (int i = 0; i < 20; i++) {
                outlet.push(sent);
            }
            short[] received = new short[channels];
            for (int i = 0; i < 20; i++) {
                assertThat(inlet.pull(received, SOON)).isNotNaN();
                assertThat(received).isEqualTo(sent);
            }
        }
    }

    @Test
    void chunksWithOneStampAreSpreadByTheRate() {
        StreamInfo info = StreamInfo.builder("chunks", "").nominalRate(100).channelCount(2).build();
        try (Outlet outlet = sender.outlet(info); Inlet inlet = openInlet("chunks", InletOptions.DEFAULT)) {
            outlet.pushChunk(new float[]{1, 2, 3, 4, 5, 6}, 2000);
            outlet.pushChunk(new float[]{7, 8, 9, 10}, new double[]{3000.25, 3000.75});
            float[] values = new float[20];
            double[] times = new double[10];
            int count = 0;
            while (count < 5) {
                float[] rest = new float[20];
                double[] restTimes = new double[10];
                int more = inlet.pullChunk(rest, restTimes, SOON);
                assertThat(more).isPositive();
                System.arraycopy(rest, 0, values, 2 * count, 2 * more);
                System.arraycopy(restTimes, 0, times, count, more);
                count += more;
            }
            assertThat(values).startsWith(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            assertThat(times).startsWith(new double[]{1999.98, 1999.99, 2000, 3000.25, 3000.75}, within(1e-9));
        }
    }

    @Test
    void samplesWithoutAStampGetTheTimeOfThePush() {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("now", "").build());
                Inlet inlet = openInlet("now", InletOptions.DEFAULT)) {
            double before = LslClock.now();
            outlet.push(new float[1]);
            double after = LslClock.now();
            assertThat(inlet.pull(new float[1], SOON)).isBetween(before, after);
        }
    }

    @Test
    void anOpenInletMissesNothing() {
        for (int i = 0; i < 20; i++) {
            try (Outlet outlet = sender.outlet(StreamInfo.builder("first" + i, "").build());
                    Inlet inlet = openInlet("first" + i, InletOptions.DEFAULT)) {
                outlet.push(new float[]{i}, 7);
                float[] value = new float[1];
                assertThat(inlet.pull(value, SOON)).isEqualTo(7);
                assertThat(value[0]).isEqualTo(i);
            }
        }
    }

    @Test
    void closingAnOutletDeliversWhatWasPushed() {
        StreamInfo info = StreamInfo.builder("drain", "").channelCount(8).build();
        Outlet outlet = sender.outlet(info, OutletOptions.DEFAULT.withChunk(1_000));
        try (Inlet inlet = openInlet("drain", InletOptions.DEFAULT.withRecovery(false))) {
            for (int i = 0; i < 25_500; i++) {
                outlet.push(new float[8], i + 1);
            }
            outlet.close();
            double[] times = new double[1000];
            int count = 0;
            double last = 0;
            for (int more; (more = pullUntilLost(inlet, times)) > 0;) {
                count += more;
                last = times[more - 1];
            }
            assertThat(count).isEqualTo(25_500);
            assertThat(last).isEqualTo(25_500);
            assertThat(inlet.state()).isEqualTo(InletState.LOST);
        }
    }

    private static int pullUntilLost(Inlet inlet, double[] times) {
        try {
            return inlet.pullChunk(new float[8 * times.length], times, SOON);
        } catch (StreamLostException e) {
            return 0;
        }
    }

    @Test
    void chunksAreHeldBackUntilFullOrFlushed() {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("held", "").build(), OutletOptions.DEFAULT.withChunk(10));
                Inlet inlet = openInlet("held", InletOptions.DEFAULT)) {
            for (int i = 0; i < 25; i++) {
                outlet.push(new float[1]);
            }
            eventually(() -> inlet.available() >= 20);
            outlet.flush();
            eventually(() -> inlet.available() == 25);
        }
    }

    @Test
    void consumersAreCountedAndTheirEndIsSeenWithoutPushing() {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("counted", "").build())) {
            assertThat(outlet.awaitConsumers(Duration.ZERO)).isFalse();
            Inlet first = openInlet("counted", InletOptions.DEFAULT);
            Inlet second = openInlet("counted", InletOptions.DEFAULT);
            assertThat(outlet.awaitConsumers(SOON)).isTrue();
            eventually(() -> outlet.consumers() == 2);
            first.close();
            eventually(() -> outlet.consumers() == 1);
            second.close();
            eventually(() -> outlet.consumers() == 0);
        }
    }

    @Test
    void fullInfoHasTheDescription() {
        StreamInfo info = StreamInfo.builder("described", "Gaze").channel("x", "px", "Gaze").channel("y", "px", "Gaze").build();
        try (Outlet outlet = sender.outlet(info); Inlet inlet = receiver.inlet(find(receiver, "described"))) {
            assertThat(inlet.info().channels()).isEmpty();
            StreamInfo full = inlet.fullInfo(SOON);
            assertThat(full.channels()).containsExactlyElementsOf(outlet.info().channels());
            assertThat(full.v4()).isEqualTo(inlet.info().v4());
            assertThat(receiver.infoAt(Loopback.HOST, full.v4().dataPort(), SOON).uid()).isEqualTo(outlet.info().uid());
            assertThat(inlet.state()).isEqualTo(InletState.CONNECTING);
        }
    }

    @Test
    void timeCorrectionIsNextToNothingOnOneHost() {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("timed", "").build());
                Inlet inlet = receiver.inlet(find(receiver, outlet.info().name()))) {
            TimeCorrection correction = inlet.timeCorrection(SOON);
            assertThat(correction.offset()).isCloseTo(0, within(0.005));
            assertThat(correction.uncertainty()).isBetween(0.0, 1.0);
            assertThat(correction.remoteTime()).isCloseTo(LslClock.now(), within(10.0));
        }
    }

    @Test
    void stampsAreProcessedAsTold() {
        StreamInfo info = StreamInfo.builder("processed", "").nominalRate(100).build();
        try (Outlet outlet = sender.outlet(info);
                Inlet inlet = openInlet("processed", InletOptions.DEFAULT.withPostProcessing(PostProcessing.values()))) {
            outlet.pushChunk(new float[4], new double[]{100, 100.013, 100.009, 100.03});
            double[] times = new double[4];
            for (int i = 0; i < 4; i++) {
                times[i] = inlet.pull(new float[1], SOON);
                assertThat(times[i]).isCloseTo(100 + i * 0.01, within(0.01));
            }
            assertThat(times).isSorted();
            double offset = inlet.timeCorrection(SOON).offset();
            assertThat(times[0]).as("corrected").isCloseTo(100 + offset, within(1e-4));
        }
    }

    @Test
    void aSlowInletDropsItsOldestSamplesAndCountsThem() {
        StreamInfo info = StreamInfo.builder("slow", "").nominalRate(100).build();
        try (Outlet outlet = sender.outlet(info);
                Inlet inlet = openInlet("slow", InletOptions.DEFAULT.withBuffer(Duration.ofMillis(500)))) {
            for (int i = 1; i <= 1000; i++) {
                outlet.push(new float[1], i);
            }
            // the outlet keeps no more for this inlet either, so what is missing was lost on either side
            eventually(() -> inlet.statistics().received() + outlet.statistics().dropped() == 1000);
            double[] times = new double[1000];
            int count = inlet.pullChunk(new float[1000], times, SOON);
            assertThat(count).isEqualTo(50);
            assertThat(times[0]).isEqualTo(951);
            assertThat(inlet.statistics().dropped()).isEqualTo(inlet.statistics().received() - 50);
        }
    }

    @Test
    void newestOnly() {
        StreamInfo info = StreamInfo.builder("newest", "").nominalRate(1000).build();
        try (Outlet outlet = sender.outlet(info); Inlet inlet = openInlet("newest", InletOptions.DEFAULT.withNewestOnly())) {
            for (int i = 1; i <= 500; i++) {
                outlet.push(new float[1], i);
            }
            eventually(() -> inlet.statistics().received() + outlet.statistics().dropped() == 500);
            assertThat(inlet.available()).isEqualTo(1);
            assertThat(inlet.pull(new float[1], SOON)).isEqualTo(500);
            assertThat(inlet.pull(new float[1], Duration.ZERO)).isNaN();
            assertThat(inlet.statistics().dropped()).isEqualTo(inlet.statistics().received() - 1);
        }
    }

    @Test
    void flushThrowsAwayWhatWaits() {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("flushed", "").build());
                Inlet inlet = openInlet("flushed", InletOptions.DEFAULT)) {
            outlet.pushChunk(new float[10], 5);
            eventually(() -> inlet.available() == 10);
            assertThat(inlet.flush()).isEqualTo(10);
            assertThat(inlet.pull(new float[1], Duration.ZERO)).isNaN();
        }
    }

    @ParameterizedTest
    @CsvSource({"tr-TR", "de-DE"})
    void theLocaleMakesNoDifference(String tag) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        StreamInfo info = StreamInfo.builder("I-" + tag, "").nominalRate(512.5).format(ChannelFormat.INT8).build();
        try (Outlet outlet = sender.outlet(info); Inlet inlet = openInlet("I-" + tag, InletOptions.DEFAULT)) {
            outlet.push(new byte[]{3}, 1.5);
            assertThat(inlet.pull(new byte[1], SOON)).isEqualTo(1.5);
            assertThat(inlet.info().nominalRate()).isEqualTo(512.5);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void closedMeansClosed() {
        Outlet outlet = sender.outlet(StreamInfo.builder("closed", "").build());
        Inlet inlet = openInlet("closed", InletOptions.DEFAULT);
        inlet.close();
        outlet.close();
        outlet.close();
        assertThat(inlet.state()).isEqualTo(InletState.CLOSED);
        assertThatThrownBy(() -> outlet.push(new float[1])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> inlet.open(SOON)).isInstanceOf(IllegalStateException.class);
        receiver.close();
        assertThatThrownBy(() -> receiver.resolveAll(SOON)).isInstanceOf(IllegalStateException.class);
    }
}
