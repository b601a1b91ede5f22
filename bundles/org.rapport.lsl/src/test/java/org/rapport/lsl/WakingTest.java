package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lsl4j.ChannelFormat;
import org.lsl4j.LslClock;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.rapport.api.graph.Output;
import org.rapport.api.node.PolledSource;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.Signal;
import org.rapport.lsl.dialects.Dialects;

/** Sources that are asked when a test says so, and what they say of arrivals in between. */
@Timeout(60)
class WakingTest {
    private static final double RATE = 130;

    private final Lab lab = new Lab();
    private final Listening output = new Listening();
    private PolledSource source;

    @AfterEach
    void close() throws InterruptedException {
        if (source != null) {
            source.end();
        }
        lab.close();
    }

    /** Takes what a source sends, and its words that something has come. */
    private static final class Listening implements Output {
        private final List<Signal> signals = new ArrayList<>();
        private final Semaphore wakes = new Semaphore(0);

        @Override
        public String node() {
            return "source";
        }

        @Override
        public void send(Signal signal) {
            signals.add(signal);
        }

        @Override
        public void wake() {
            wakes.release();
        }

        <T extends Signal> List<T> all(Class<T> type) {
            return signals.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    private void begin(PolledSource made) throws Exception {
        source = made;
        source.begin(output);
    }

    private DeviceSource devices(SourceKind kind) {
        return new DeviceSource(lab.network(), new Dialects(Optional.empty()),
                new SourceSettings(kind, Role.RECEIVER, "", "", "", "", 0.5, StampClock.LSL, SampleRate.AS_SAID, "", false));
    }

    /** Asks until something is true. */
    private void ask(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + Lab.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            source.poll();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private boolean wakes() throws InterruptedException {
        return output.wakes.tryAcquire(Lab.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aDeviceSaysThatSamplesHaveComeAndTheNextQuestionTakesThem() throws Exception {
        try (Outlet outlet = lab.outlet(StreamInfo.builder("strap", "ECG").nominalRate(RATE).channel("ECG", "mV", "").build())) {
            begin(devices(SourceKind.PHYSIO));
            ask(() -> outlet.consumers() > 0);
            double start = LslClock.now() - 1;
            outlet.push(new float[]{0}, start);
            ask(() -> output.all(Block.class).size() == 1);
            for (int i = 1; i <= 20; i++) {
                output.wakes.drainPermits();
                outlet.push(new float[]{i}, start + i / RATE); // no burst
                assertThat(wakes()).as("of sample %s", i).isTrue();
                source.poll();
                assertThat(output.all(Block.class)).hasSize(i + 1).last().extracting(block -> block.value(0, 0))
                        .isEqualTo((float) i);
            }
        }
    }

    @Test
    void markersDoSoToo() throws Exception {
        try (Outlet outlet = lab
                .outlet(StreamInfo.builder("keys", "Markers").format(ChannelFormat.STRING).channel("key", "", "").build())) {
            begin(new MarkerSource(lab.network(), StreamQuery.of("", "", "", ""), false));
            ask(() -> outlet.consumers() > 0);
            outlet.push(new String[]{"first"});
            ask(() -> output.all(Marker.class).size() == 1);
            output.wakes.drainPermits();
            outlet.push(new String[]{"second"});
            assertThat(wakes()).isTrue();
            source.poll();
            assertThat(output.all(Marker.class)).hasSize(2);
        }
    }

    /** The times of sound are those of its blocks, which are to be of one length. */
    @Test
    void soundWaitsForItsTurn() throws Exception {
        try (Outlet outlet = lab
                .outlet(StreamInfo.builder("microphone", "Audio").nominalRate(16_000).channel("Audio", "", "").build())) {
            begin(devices(SourceKind.AUDIO));
            ask(() -> outlet.consumers() > 0);
            double start = LslClock.now();
            for (int i = 0; i < 10; i++) {
                outlet.pushChunk(new float[160], start + i * 0.01);
                int blocks = i;
                ask(() -> output.all(Block.class).size() > blocks);
            }
            assertThat(output.wakes.availablePermits()).isZero();
        }
    }

    /** Between the parts of a packet it is asked many times; a busy computer's pause may split one or the other. */
    @Test
    void aBurstStaysWholeHoweverOftenOneAsks() throws Exception {
        int packets = 40;
        int packet = 40;
        try (Outlet outlet = lab.outlet(StreamInfo.builder("strap", "ECG").nominalRate(RATE).channel("ECG", "mV", "").build())) {
            begin(devices(SourceKind.PHYSIO));
            ask(() -> outlet.consumers() > 0);
            double start = LslClock.now() - packets * packet / RATE;
            outlet.push(new float[1], start - 1);
            ask(() -> output.all(Block.class).size() == 1); // its clock is known
            for (int i = 0; i < packets; i++) {
                double came = start + i * packet / RATE;
                double[] stamps = IntStream.range(0, packet).mapToDouble(sample -> came + sample * 5e-6).toArray();
                for (int part = 0; part < packet; part += packet / 4) {
                    double[] some = Arrays.copyOfRange(stamps, part, part + packet / 4);
                    output.wakes.drainPermits();
                    outlet.pushChunk(new float[some.length], some);
                    assertThat(wakes()).isTrue();
                    source.poll();
                    source.poll();
                    source.poll();
                }
            }
            int sent = packets * packet + 1;
            ask(() -> output.all(Block.class).stream().mapToInt(Block::samples).sum() == sent);
            assertThat(output.all(Block.class)).filteredOn(block -> block.samples() == packet).hasSizeGreaterThan(packets / 2);
        }
    }
}
