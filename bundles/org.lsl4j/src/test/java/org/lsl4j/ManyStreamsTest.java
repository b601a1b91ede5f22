package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsl4j.Loopback.HOST;
import static org.lsl4j.Loopback.SOON;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsl4j.internal.base.DaemonThreads;
import org.lsl4j.internal.tcp.FeedWriter;
import org.lsl4j.internal.wire.TestPattern;

/** All outlets and all inlets share their threads, and none of them is in another's way. */
class ManyStreamsTest {
    private static final int HEALTHY = 8;
    private static final int ROGUES = 8;
    private static final int SAMPLES = 200;
    private static final String AGREED = "LSL/110 200 OK\r\nUID: u\r\nData-Protocol-Version: 110\r\n\r\n";

    private final LslConfig config = Loopback.config().build();
    private final Lsl sender = Lsl.open(config);
    private final Lsl receiver = Lsl.open(config);

    @AfterEach
    void close() {
        receiver.close();
        sender.close();
    }

    private List<Outlet> outlets(int count) {
        return IntStream.range(0, count).mapToObj(
                number -> sender.outlet(StreamInfo.builder("s" + number, "Test").nominalRate(10).sourceId("s" + number).build()))
                .toList();
    }

    private static StreamInfo at(Outlet outlet) {
        return outlet.info().toBuilder().v4(outlet.info().v4().at(HOST.getHostAddress())).build();
    }

    private Inlet open(Outlet outlet) {
        Inlet inlet = receiver.inlet(at(outlet));
        inlet.open(SOON);
        assertThat(inlet.timeCorrection(SOON)).isNotNull();
        return inlet;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("lsl4j")).count();
    }

    @Test
    void threadsDoNotGrowWithThem() {
        List<Outlet> outlets = new ArrayList<>(outlets(4));
        outlets.forEach(this::open);
        long few = threads();
        List<Outlet> more = outlets(36);
        more.forEach(this::open);
        assertThat(threads()).isEqualTo(few);
        outlets.addAll(more);
        outlets.forEach(Outlet::close);
        assertThat(outlets).extracting(Outlet::consumers).containsOnly(0);
    }

    /** An outlet whose program pushes all the time to a consumer that does not keep up costs no other anything. */
    @Test
    void oneOutletThatIsBusyHoldsUpNoOther() throws InterruptedException {
        List<Outlet> outlets = outlets(HEALTHY);
        Outlet busy = sender.outlet(StreamInfo.builder("busy", "Test").channelCount(100).build());
        open(busy);
        AtomicBoolean over = new AtomicBoolean();
        Thread program = new DaemonThreads("busy").newThread(() -> {
            while (!over.get()) {
                busy.push(new float[100]);
            }
        });
        program.start();
        try {
            assertAllComeThrough(outlets, outlets.stream().map(this::open).toList());
        } finally {
            over.set(true);
            program.join();
        }
    }

    private static void assertAllComeThrough(List<Outlet> outlets, List<Inlet> inlets) {
        float[] value = new float[1];
        for (int i = 1; i <= SAMPLES; i++) {
            for (Outlet outlet : outlets) {
                outlet.push(new float[]{i}, i);
            }
            for (Inlet inlet : inlets) {
                assertThat(inlet.pull(value, SOON)).isEqualTo(i);
                assertThat(value).containsExactly(i);
            }
        }
        assertThat(inlets).extracting(inlet -> inlet.statistics().dropped()).containsOnly(0L);
        assertThat(inlets).extracting(Inlet::state).containsOnly(InletState.CONNECTED);
    }

    /** What an outlet may do that means no good, or cannot help it. */
    enum Rogue {
        /** Sends samples as fast as it can. */
        FLOODS,
        /** Answers one byte a second. */
        DRIPS,
        /** Ends in the middle of a sample. */
        STOPS_IN_A_SAMPLE,
        /** Takes the connection and says nothing. */
        IS_SILENT,
        /** Lets nobody in. */
        ACCEPTS_NOBODY,
        /** Goes away again and again. */
        CLOSES
    }

    /** A rogue costs its own stream and no other anything. */
    @ParameterizedTest
    @EnumSource
    void oneOutletThatMeansNoGoodHoldsUpNoOther(Rogue rogue) throws IOException {
        List<Outlet> outlets = outlets(HEALTHY);
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(HOST, 0), 1);
            new DaemonThreads("rogue").newThread(() -> serve(server, rogue)).start();
            for (int i = 0; i < ROGUES; i++) {
                Endpoint endpoint = new Endpoint(HOST.getHostAddress(), server.getLocalPort(), 9);
                Inlet bad = receiver
                        .inlet(StreamInfo.builder("rogue", "Test").uid("u").sourceId("r").nominalRate(10).v4(endpoint).build());
                bad.pull(new float[1], Duration.ZERO); // begins, and does not wait
            }
            assertAllComeThrough(outlets, outlets.stream().map(this::open).toList());
        }
    }

    private static void serve(ServerSocket server, Rogue rogue) {
        List<Socket> clients = new ArrayList<>();
        try {
            while (rogue != Rogue.ACCEPTS_NOBODY) {
                Socket client = server.accept();
                clients.add(client);
                Thread thread = new DaemonThreads("rogue").newThread(() -> serve(client, rogue));
                thread.start();
            }
        } catch (IOException e) {
            return; // the test is over
        }
    }

    private static void serve(Socket client, Rogue rogue) {
        try {
            switch (rogue) {
                case FLOODS -> {
                    client.getOutputStream().write(beginning());
                    byte[] samples = samples(10_000);
                    while (true) {
                        client.getOutputStream().write(samples);
                    }
                }
                case DRIPS -> {
                    for (byte next : beginning()) {
                        client.getOutputStream().write(next);
                        Thread.sleep(1000);
                    }
                }
                case STOPS_IN_A_SAMPLE -> {
                    client.getOutputStream().write(beginning());
                    client.getOutputStream().write(samples(1), 0, 11);
                }
                case CLOSES -> client.close();
                default -> client.getInputStream().read(new byte[4096]);
            }
        } catch (IOException | InterruptedException e) {
            return; // the test is over
        }
    }

    private static byte[] beginning() {
        FeedWriter writer = new FeedWriter(10);
        for (int offset : TestPattern.OFFSETS) {
            writer.writeTestSample(TestPattern.record(ChannelFormat.FLOAT32, 1, offset));
        }
        ByteBuffer pattern = writer.batch().bytes().flip();
        byte[] answer = AGREED.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(answer.length + pattern.remaining()).put(answer).put(pattern).array();
    }

    private static byte[] samples(int count) {
        ByteBuffer samples = ByteBuffer.allocate(13 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            samples.put((byte) 2).putDouble(i + 1).putFloat(i);
        }
        return samples.array();
    }
}
