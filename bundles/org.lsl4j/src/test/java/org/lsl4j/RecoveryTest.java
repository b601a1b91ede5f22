package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsl4j.Loopback.SOON;
import static org.lsl4j.Loopback.eventually;
import static org.lsl4j.Loopback.find;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lsl4j.internal.discovery.Resolver;
import org.lsl4j.internal.net.DatagramLoop;
import org.lsl4j.internal.net.Interfaces;
import org.lsl4j.internal.net.PeerLog;
import org.lsl4j.internal.net.Sockets;
import org.lsl4j.internal.tcp.FeedWriter;
import org.lsl4j.internal.tcp.Recovery;
import org.lsl4j.internal.wire.TestPattern;

class RecoveryTest {
    private static final StreamInfo STREAM = StreamInfo.builder("phoenix", "Test").nominalRate(10).sourceId("nest").build();

    private final LslConfig config = Loopback.config().build();
    private final Lsl sender = Lsl.open(config);
    private final Lsl receiver = Lsl.open(config);
    private final DatagramLoop datagrams = new DatagramLoop();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        datagrams.close();
        timer.shutdownNow();
        receiver.close();
        sender.close();
    }

    @Test
    void goesOnWhenTheOutletIsRestarted() {
        Outlet first = sender.outlet(STREAM);
        List<InletState> states = new CopyOnWriteArrayList<>();
        try (Inlet inlet = receiver.inlet(find(receiver, "phoenix"))) {
            inlet.onStateChange(states::add);
            inlet.open(SOON);
            first.push(new float[1], 1);
            first.close();
            eventually(() -> inlet.state() == InletState.RECOVERING);
            try (Outlet second = sender.outlet(STREAM)) {
                assertThat(second.awaitConsumers(SOON)).isTrue();
                second.push(new float[1], 2);
                assertThat(inlet.pull(new float[1], SOON)).as("what had come before is kept").isEqualTo(1);
                assertThat(inlet.pull(new float[1], SOON)).isEqualTo(2);
                assertThat(inlet.info().uid()).isEqualTo(second.info().uid());
                assertThat(inlet.clockWasReset()).isTrue();
                assertThat(inlet.clockWasReset()).isFalse();
                assertThat(inlet.statistics().reconnects()).isEqualTo(1);
                assertThat(states).startsWith(InletState.CONNECTED, InletState.RECOVERING, InletState.CONNECTED);
            }
        }
        assertThat(states).endsWith(InletState.CLOSED);
    }

    @Test
    void aStreamThatMayNotBeRecoveredIsLost() {
        Outlet outlet = sender.outlet(STREAM);
        try (Inlet inlet = receiver.inlet(find(receiver, "phoenix"), InletOptions.DEFAULT.withRecovery(false))) {
            inlet.open(SOON);
            outlet.push(new float[1], 1);
            inlet.timeCorrection(SOON);
            outlet.close();
            eventually(() -> inlet.state() == InletState.LOST);
            assertThat(inlet.pull(new float[1], SOON)).isEqualTo(1);
            assertThatThrownBy(() -> inlet.pull(new float[1], SOON)).isInstanceOf(StreamLostException.class)
                    .hasMessageContaining("phoenix");
            assertThatThrownBy(() -> inlet.open(SOON)).isInstanceOf(StreamLostException.class);
        }
    }

    @Test
    void anotherHostsOutletIsTakenOverOnlyWhenAllowed() {
        try (Outlet outlet = sender.outlet(STREAM); Resolver resolver = resolver()) {
            StreamInfo lost = outlet.info().toBuilder().hostname("elsewhere").uid("gone").build();
            assertThat(search(resolver, false, lost)).isEmpty();
            assertThat(search(resolver, true, lost)).map(StreamInfo::uid).contains(outlet.info().uid());
            StreamInfo otherFormat = lost.toBuilder().format(ChannelFormat.INT8).build();
            assertThat(search(resolver, true, otherFormat)).isEmpty();
        }
    }

    @Test
    void severalCandidatesAreNoneAtAll() {
        try (Outlet one = sender.outlet(STREAM); Outlet two = sender.outlet(STREAM); Resolver resolver = resolver()) {
            assertThat(search(resolver, false, one.info().toBuilder().uid("gone").build())).isEmpty();
            assertThat(search(resolver, false, two.info())).map(StreamInfo::uid).as("the same one still counts")
                    .contains(two.info().uid());
        }
    }

    private Optional<StreamInfo> search(Resolver resolver, boolean fromAnyHost, StreamInfo lost) {
        CompletableFuture<Optional<StreamInfo>> found = new CompletableFuture<>();
        new Recovery(resolver, timer, fromAnyHost, new PeerLog()).find(lost, found::complete);
        return found.join();
    }

    private Resolver resolver() {
        return new Resolver(config, new Sockets(config), new Interfaces(config.interfaces()), datagrams, new PeerLog());
    }

    @Test
    void aConnectionThatWentSilentIsGivenUpForANewOutlet() throws IOException {
        LslConfig impatient = config.toBuilder().watchdogThreshold(Duration.ofMillis(200)).build();
        try (ServerSocket silent = new ServerSocket(0, 5, Loopback.HOST); Lsl lsl = Lsl.open(impatient)) {
            StreamInfo info = STREAM.toBuilder().uid("silent").v4(new Endpoint("127.0.0.1", silent.getLocalPort(), 9)).build();
            try (Inlet inlet = lsl.inlet(info, InletOptions.DEFAULT.withRecoveryFromAnyHost(true))) {
                CompletableFuture<Socket> connection = CompletableFuture.supplyAsync(() -> acceptAndSayNothing(silent));
                inlet.open(SOON);
                try (Outlet outlet = sender.outlet(STREAM); Socket open = connection.join()) {
                    assertThat(outlet.awaitConsumers(SOON)).isTrue();
                    outlet.push(new float[1], 2);
                    assertThat(inlet.pull(new float[1], SOON)).isEqualTo(2);
                    assertThat(open.isClosed()).as("it was not this end that gave up").isFalse();
                }
            }
        }
    }

    @Test
    void anOutletOutOfReachIsReportedUntilItIsBack() throws IOException {
        LslConfig impatient = config.toBuilder().watchdogThreshold(Duration.ofMillis(100)).build();
        try (ServerSocket silent = new ServerSocket(0, 5, Loopback.HOST); Lsl lsl = Lsl.open(impatient)) {
            Endpoint withoutService = new Endpoint("127.0.0.1", silent.getLocalPort(), 9);
            StreamInfo info = STREAM.toBuilder().uid("silent").sourceId("").v4(withoutService).build();
            try (Inlet inlet = lsl.inlet(info)) {
                CompletableFuture<Socket> connection = CompletableFuture.supplyAsync(() -> acceptAndSayNothing(silent));
                inlet.open(SOON);
                try (Socket open = connection.join()) {
                    eventually(() -> inlet.state() == InletState.RECOVERING);
                    // stamp 0.5, value 1
                    open.getOutputStream().write(HexFormat.of().parseHex("02000000000000e03f0000803f"));
                    float[] value = new float[1];
                    assertThat(inlet.pull(value, SOON)).isEqualTo(0.5);
                    assertThat(value).containsExactly(1);
                    assertThat(inlet.statistics().reconnects()).isZero();
                }
            }
        }
    }

    @Test
    void anOutletThatHasNothingToSendIsStillThere() {
        LslConfig impatient = config.toBuilder().watchdogThreshold(Duration.ofMillis(50)).build();
        List<InletState> states = new CopyOnWriteArrayList<>();
        try (Lsl lsl = Lsl.open(impatient);
                Outlet outlet = sender.outlet(STREAM);
                Inlet inlet = lsl.inlet(find(lsl, "phoenix"))) {
            inlet.onStateChange(states::add);
            inlet.open(SOON);
            assertThat(inlet.pull(new float[1], Duration.ofMillis(500))).isNaN();
            assertThat(states).containsExactly(InletState.CONNECTED);
            outlet.push(new float[1], 3);
            assertThat(inlet.pull(new float[1], SOON)).isEqualTo(3);
        }
    }

    /** An outlet whose machine fails right after it has taken a consumer. */
    private static Socket acceptAndSayNothing(ServerSocket server) {
        try {
            Socket socket = server.accept();
            FeedWriter writer = new FeedWriter(10);
            for (int offset : TestPattern.OFFSETS) {
                writer.writeTestSample(TestPattern.record(ChannelFormat.FLOAT32, 1, offset));
            }
            ByteBuffer samples = writer.batch().bytes().flip();
            byte[] bytes = new byte[samples.remaining()];
            samples.get(bytes);
            socket.getOutputStream().write("LSL/110 200 OK\r\nUID: silent\r\nData-Protocol-Version: 110\r\n\r\n".getBytes());
            socket.getOutputStream().write(bytes);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aStreamThatWasNeverFoundIsLookedFor() {
        try (Inlet inlet = receiver.inlet(STREAM)) {
            assertThatThrownBy(() -> inlet.open(Duration.ofMillis(50))).isInstanceOf(LslTimeoutException.class);
            assertThat(inlet.state()).isEqualTo(InletState.RECOVERING);
            try (Outlet outlet = sender.outlet(STREAM)) {
                inlet.open(SOON);
                outlet.push(new float[1], 3);
                assertThat(inlet.pull(new float[1], SOON)).isEqualTo(3);
                assertThat(inlet.fullInfo(SOON).uid()).isEqualTo(outlet.info().uid());
            }
        }
    }

    @Test
    void nothingToLookForIsAnError() {
        StreamInfo nowhere = STREAM.toBuilder().sourceId("").build();
        assertThatThrownBy(() -> receiver.inlet(nowhere)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closeEndsEveryWait() throws InterruptedException {
        Inlet inlet = receiver.inlet(STREAM);
        double[] stamp = new double[1];
        Thread waiting = new Thread(() -> stamp[0] = inlet.pull(new float[1], Duration.ofSeconds(60)));
        waiting.start();
        eventually(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        inlet.close();
        waiting.join(SOON.toMillis());
        assertThat(waiting.isAlive()).isFalse();
        assertThat(stamp[0]).isNaN();
    }

    @Test
    void anotherOutletsClockIsMeasuredBeforeItsSamplesAreHandedOut() {
        Outlet first = sender.outlet(STREAM);
        try (Inlet inlet = receiver.inlet(find(receiver, "phoenix"),
                InletOptions.DEFAULT.withPostProcessing(PostProcessing.CLOCKSYNC))) {
            inlet.open(SOON);
            first.push(new float[1], 1);
            assertThat(inlet.pull(new float[1], SOON)).isNotNaN();
            first.close();
            try (Outlet second = sender.outlet(STREAM)) {
                assertThat(second.awaitConsumers(SOON)).isTrue();
                second.push(new float[1], 2);
                eventually(() -> inlet.available() == 1);
                assertThat(inlet.pull(new float[1], SOON)).isEqualTo(2 + inlet.timeCorrection(SOON).offset());
            }
        }
    }
}
