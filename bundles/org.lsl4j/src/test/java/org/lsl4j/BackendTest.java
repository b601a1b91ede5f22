package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.lsl4j.Loopback.SOON;
import static org.lsl4j.Loopback.eventually;
import static org.lsl4j.Loopback.find;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsl4j.LslConfig.Backend;
import org.lsl4j.Trial.Push;

/** What every backend does the same, with each of them at either end. */
@Tag("interop")
@ParameterizedClass(name = "{0} to {1}")
@CsvSource({"JAVA, JAVA", "JAVA, NATIVE", "NATIVE, JAVA", "NATIVE, NATIVE"})
class BackendTest {
    @Parameter(0)
    private Backend sending;
    @Parameter(1)
    private Backend receiving;
    private Lsl sender;
    private Lsl receiver;

    @BeforeEach
    void open() {
        assumeTrue(NativeSetup.isThere(), "skipped: set rapport.python to a Python that has pylsl");
        sender = Lsl.open(NativeSetup.CONFIG.toBuilder().backend(sending).build());
        receiver = Lsl.open(NativeSetup.CONFIG.toBuilder().backend(receiving).build());
    }

    @AfterEach
    void close() {
        if (sender != null) {
            receiver.close();
            sender.close();
        }
    }

    static Stream<Trial> trials() {
        return Stream.concat(Stream.of(ChannelFormat.values()).map(Trial::of),
                Stream.of(new Trial(ChannelFormat.FLOAT32, 1000, 100, 30, Push.SINGLE),
                        new Trial(ChannelFormat.FLOAT32, 8, 100, 100, Push.DEDUCED),
                        new Trial(ChannelFormat.INT16, 8, 100, 100, Push.STAMPED),
                        new Trial(ChannelFormat.STRING, 2, 0, 30, Push.STAMPED)));
    }

    @ParameterizedTest
    @MethodSource("trials")
    void samplesArriveAsTheyWere(Trial trial) {
        try (Outlet outlet = sender.outlet(trial.info("trial")); Inlet inlet = openInlet("trial", InletOptions.DEFAULT)) {
            connect(outlet);
            trial.pushAll(outlet);
            Object sample = trial.room();
            for (int i = 0; i < trial.count(); i++) {
                assertThat(trial.pull(inlet, sample, SOON)).isCloseTo(trial.stamp(i), within(1e-9));
                assertThat(trial.hex(sample)).isEqualTo(trial.hex(i));
            }
            assertThat(inlet.statistics().received()).isEqualTo(trial.count());
            assertThat(outlet.statistics().pushed()).isEqualTo(trial.count());
        }
    }

    private Inlet openInlet(String name, InletOptions options) {
        Inlet inlet = receiver.inlet(find(receiver, name), options);
        inlet.open(SOON);
        assertThat(inlet.state()).isEqualTo(InletState.CONNECTED);
        return inlet;
    }

    private static void connect(Outlet outlet) {
        assertThat(outlet.awaitConsumers(SOON)).isTrue();
    }

    @Test
    void numbersAreConvertedAlike() {
        StreamInfo info = StreamInfo.builder("converted", "").format(ChannelFormat.INT8).channelCount(3).build();
        try (Outlet outlet = sender.outlet(info); Inlet inlet = openInlet("converted", InletOptions.DEFAULT)) {
            connect(outlet);
            outlet.push(new double[]{1.9, -1000, 1000}, 3);
            float[] values = new float[3];
            assertThat(inlet.pull(values, SOON)).isEqualTo(3);
            assertThat(values).containsExactly(1, -128, 127);
            assertThatThrownBy(() -> outlet.push(new float[]{Float.NaN, 0, 0})).hasMessageContaining("cannot carry NaN");
        }
    }

    @Test
    void streamsAreFoundByWhatTheyAre() {
        // the native library may answer for the streams of the run before for a moment
        String run = sending + " to " + receiving + " ";
        for (String name : List.of("one", "two", "three")) {
            sender.outlet(StreamInfo.builder(run + name, run).channel("E" + run + name, "uV", "EEG").build());
        }
        String one = run + "one";
        String two = run + "two";
        String three = run + "three";
        assertThat(names(receiver.resolve("type='" + run + "'", 3, SOON))).containsExactly(one, three, two);
        assertThat(names(receiver.resolve("name='" + one + "' or starts-with(name,'" + run + "th')", 2, SOON)))
                .containsExactly(one, three);
        assertThat(names(receiver.resolve("desc/channels/channel/label='E" + two + "'", 1, SOON))).containsExactly(two);
        assertThat(names(receiver.resolveBy("name", two, 1, SOON))).containsExactly(two);
        assertThat(names(receiver.resolveAll(Duration.ofSeconds(2)))).contains(one, three, two);
        assertThat(receiver.resolveBy("name", "nobody", 1, Duration.ofMillis(300))).isEmpty();
    }

    private static List<String> names(List<StreamInfo> streams) {
        return streams.stream().map(StreamInfo::name).sorted().toList();
    }

    @Test
    void aContinuousResolverSeesStreamsComeAndGo() {
        try (ContinuousResolver resolver = receiver.continuousResolver("name='guest'", Duration.ofSeconds(2))) {
            try (Outlet outlet = sender.outlet(StreamInfo.builder("guest", "").build())) {
                eventually(() -> resolver.results().size() == 1);
                assertThat(resolver.results().get(0).uid()).isEqualTo(outlet.info().uid());
            }
            eventually(() -> resolver.results().isEmpty());
        }
    }

    @Test
    void theDescriptionIsFetched() {
        StreamInfo info = Trial.of(ChannelFormat.INT8).info("described");
        try (Outlet outlet = sender.outlet(info); Inlet inlet = receiver.inlet(find(receiver, "described"))) {
            assertThat(inlet.fullInfo(SOON).desc()).isEqualTo(info.desc());
            assertThat(inlet.fullInfo(SOON).uid()).isEqualTo(outlet.info().uid());
        }
    }

    @Test
    void theOffsetOfOneClockToItselfIsNextToNothing() {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("clock", "").build());
                Inlet inlet = openInlet("clock", InletOptions.DEFAULT.withPostProcessing(PostProcessing.CLOCKSYNC))) {
            connect(outlet);
            double before = LslClock.now();
            outlet.push(new float[1]);
            assertThat(inlet.pull(new float[1], SOON)).isBetween(before - 0.001, LslClock.now() + 0.001);
            assertThat(inlet.timeCorrection(SOON).offset()).isCloseTo(0, within(0.001));
        }
    }

    @Test
    void aStreamThatMayNotBeRecoveredIsLost() {
        Outlet outlet = sender.outlet(StreamInfo.builder("mortal", "").build());
        try (Inlet inlet = openInlet("mortal", InletOptions.DEFAULT.withRecovery(false))) {
            connect(outlet);
            outlet.push(new float[1], 1);
            assertThat(inlet.pull(new float[1], SOON)).isEqualTo(1);
            outlet.close();
            assertThatThrownBy(() -> inlet.pull(new float[1], SOON)).isInstanceOf(StreamLostException.class);
            assertThat(inlet.state()).isEqualTo(InletState.LOST);
        }
    }

    @Test
    void aRestartedOutletIsFoundAgain() {
        StreamInfo info = StreamInfo.builder("phoenix", "").nominalRate(10).sourceId("nest").build();
        Outlet first = sender.outlet(info);
        try (Inlet inlet = openInlet("phoenix", InletOptions.DEFAULT)) {
            connect(first);
            first.push(new float[1], 1);
            assertThat(inlet.pull(new float[1], SOON)).isEqualTo(1);
            first.close();
            try (Outlet second = sender.outlet(info)) {
                connect(second);
                second.push(new float[1], 2);
                assertThat(inlet.pull(new float[1], SOON)).isEqualTo(2);
            }
        }
    }

    @Test
    void chunksAreHeldBackUntilFullOrFlushed() {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("held", "").build(), OutletOptions.DEFAULT.withChunk(10));
                Inlet inlet = openInlet("held", InletOptions.DEFAULT)) {
            connect(outlet);
            for (int i = 0; i < 25; i++) {
                outlet.push(new float[1]);
            }
            eventually(() -> inlet.available() >= 20);
            outlet.flush();
            eventually(() -> inlet.available() == 25);
        }
    }

    @Test
    void consumersComeAndGo() {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("inn", "").build())) {
            assertThat(outlet.awaitConsumers(Duration.ZERO)).isFalse();
            for (int i = 0; i < 3; i++) {
                try (Inlet inlet = openInlet("inn", InletOptions.DEFAULT)) {
                    connect(outlet);
                    outlet.push(new float[1], 5);
                    assertThat(inlet.pull(new float[1], SOON)).isEqualTo(5);
                }
                // a native outlet notices when it next sends
                eventually(() -> {
                    outlet.push(new float[1]);
                    return outlet.consumers() == 0;
                });
            }
        }
    }

    @Test
    void closeEndsEveryWait() throws InterruptedException {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("silent", "").build())) {
            Inlet inlet = openInlet("silent", InletOptions.DEFAULT);
            connect(outlet);
            double[] stamp = new double[1];
            Thread waiting = new Thread(() -> stamp[0] = inlet.pull(new float[1], Duration.ofSeconds(60)));
            waiting.start();
            eventually(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            inlet.close();
            waiting.join(SOON.toMillis());
            assertThat(waiting.isAlive()).isFalse();
            assertThat(stamp[0]).isNaN();
        }
    }
}
