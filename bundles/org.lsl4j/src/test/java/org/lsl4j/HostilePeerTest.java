package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsl4j.Loopback.HOST;
import static org.lsl4j.Loopback.SOON;
import static org.lsl4j.Loopback.eventually;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.discovery.ReplyGuard;
import org.lsl4j.internal.discovery.Search;
import org.lsl4j.internal.wire.ArrivingFeed;
import org.lsl4j.internal.wire.FeedInput;
import org.lsl4j.internal.wire.ResponseHeader;

/** What strangers send costs them their own connection and nobody else anything. */
class HostilePeerTest {
    private static final StreamInfo STREAM = StreamInfo.builder("target", "Test").channelCount(2).sourceId("t").build();

    private static final List<String> BEGINNINGS = List.of("", "LSL:shortinfo\r\n", "LSL:timedata\r\n",
            "LSL:shortinfo\r\n\r\n99999999999 x\r\n");

    private final LslConfig config = Loopback.config().build();
    private final Lsl lsl = Lsl.open(config);
    private Outlet outlet;

    @BeforeEach
    void open() {
        outlet = lsl.outlet(STREAM);
    }

    @AfterEach
    void close() {
        lsl.close();
    }

    private void assertOutletWorks() {
        try (Lsl other = Lsl.open(config); Inlet inlet = other.inlet(Loopback.find(other, "target"))) {
            inlet.open(SOON);
            outlet.push(new float[]{1, 2}, 4);
            assertThat(inlet.pull(new float[2], SOON)).isEqualTo(4);
            assertThat(inlet.timeCorrection(SOON).uncertainty()).isLessThan(1);
        }
    }

    private String ask(String request) throws IOException {
        try (Socket socket = new Socket(HOST, outlet.info().v4().dataPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream().write(bytes(request));
            return new String(socket.getInputStream().readNBytes(24), StandardCharsets.ISO_8859_1);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String feed(String argument, String header) {
        return "LSL:streamfeed/" + argument + "\r\n" + header + "\r\n\r\n";
    }

    @Test
    void requestsAreAnsweredAsTheNativeOutletDoes() throws IOException {
        String uid = outlet.info().uid();
        assertThat(ask(feed("110 " + uid, "Max-Buffer-Length: 10"))).isEqualTo("LSL/110 200 OK\r\nUID: " + uid.substring(0, 3));
        assertThat(ask(feed("199", "Max-Buffer-Length: 10"))).startsWith("LSL/110 200 OK\r\n");
        assertThat(ask(feed("110 " + uid.toUpperCase(), "a: b"))).isEqualTo("LSL/110 404 Not found");
        assertThat(ask(feed("110 stranger", "a: b"))).isEqualTo("LSL/110 404 Not found");
        assertThat(ask(feed("200 " + uid, "a: b"))).isEqualTo("LSL/110 505 Version not ");
        assertThat(ask("LSL:fullinfo\r\n")).startsWith("<?xml version=\"1.0\"");
        assertThat(ask("LSL:shortinfo\r\nname='target'\r\n")).startsWith("<?xml version=\"1.0\"");
        assertThat(ask("LSL:shortinfo\r\nchannel_count=2\r\n")).as("by XPath").startsWith("<?xml version");
        assertThat(ask("LSL:shortinfo\r\nname='other'\r\n")).isEmpty();
        assertThat(ask("GET / HTTP/1.1\r\n\r\n")).isEmpty();
        assertThat(ask("LSL:streamfeed/110\nMax-Buffer-Length: 1\n\n")).as("bare line feeds").startsWith("LSL/110 200");
        assertThat(ask(feed("110", "Max-Buffer-Length: nonsense\r\nMax-Chunk-Length: -4"))).startsWith("LSL/110 200");
        assertOutletWorks();
    }

    @Test
    void theOldProtocolCanBeForced() throws IOException {
        try (Lsl old = Lsl.open(config.toBuilder().protocolVersion(100).build());
                Outlet forced = old.outlet(STREAM);
                Socket socket = new Socket(HOST, forced.info().v4().dataPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream().write(bytes(feed("110 " + forced.info().uid(), "Max-Buffer-Length: 10")));
            assertThat(new String(socket.getInputStream().readNBytes(150), StandardCharsets.ISO_8859_1))
                    .contains("\r\nData-Protocol-Version: 100\r\n");
        }
    }

    @Test
    void randomBytesKillNothing() throws IOException {
        Random random = new Random(1);
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 2000; i++) {
                byte[] bytes = new byte[random.nextInt(600)];
                random.nextBytes(bytes);
                byte[] prefix = bytes(BEGINNINGS.get(i % BEGINNINGS.size()));
                System.arraycopy(prefix, 0, bytes, 0, Math.min(prefix.length, bytes.length));
                int port = i % 2 == 0 ? config.multicastPort() : outlet.info().v4().servicePort();
                socket.send(new DatagramPacket(bytes, bytes.length, HOST, port));
            }
        }
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[random.nextInt(40_000)];
            random.nextBytes(bytes);
            try (Socket socket = new Socket(HOST, outlet.info().v4().dataPort())) {
                socket.getOutputStream().write(bytes);
            } catch (SocketException e) {
                assertThat(e).as("refused is as good").isNotNull();
            }
        }
        eventually(() -> outlet.consumers() == 0);
        assertOutletWorks();
    }

    @Test
    void anEndlessRequestIsCutOff() throws IOException {
        try (Socket socket = new Socket(HOST, outlet.info().v4().dataPort())) {
            assertThatThrownBy(() -> {
                for (int i = 0; i < 10_000; i++) {
                    socket.getOutputStream().write(new byte[10_000]);
                }
            }).isInstanceOf(IOException.class);
        }
        assertOutletWorks();
    }

    @Test
    void oneHostGetsSoManyConnections() throws IOException {
        Socket[] sockets = new Socket[Limits.CONNECTIONS_PER_SOURCE + 5];
        try {
            for (int i = 0; i < sockets.length; i++) {
                sockets[i] = new Socket(HOST, outlet.info().v4().dataPort());
            }
            Socket last = sockets[sockets.length - 1];
            last.setSoTimeout((int) SOON.toMillis());
            assertThat(last.getInputStream().read()).isEqualTo(-1);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void aConsumerThatDoesNotReadHoldsUpNobody() throws IOException {
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4096);
            deaf.connect(new InetSocketAddress(HOST, outlet.info().v4().dataPort()));
            deaf.getOutputStream().write(bytes(feed("110 " + outlet.info().uid(), "Max-Buffer-Length: 1000")));
            assertThat(outlet.awaitConsumers(SOON)).isTrue();
            try (Lsl other = Lsl.open(config); Inlet inlet = other.inlet(Loopback.find(other, "target"))) {
                inlet.open(SOON);
                int pushed = 1_000_000;
                int received = 0;
                double[] times = new double[5000];
                float[] values = new float[10_000];
                for (int i = 1; i <= pushed; i++) {
                    outlet.push(new float[2], i);
                    if (i % 5000 == 0) {
                        received += inlet.pullChunk(values, times, SOON);
                    }
                }
                while (received + inlet.statistics().dropped() < inlet.statistics().received() || received == 0) {
                    received += inlet.pullChunk(values, times, SOON);
                }
                assertThat(outlet.statistics().dropped()).isPositive();
                assertThat(outlet.consumers()).isEqualTo(2);
            }
            assertThat(lastStamp(deaf)).as("the newest samples come through").isEqualTo(1_000_000);
        }
    }

    @Test
    void aConsumerThatStalledForTooLongIsDisconnectedIfWished() throws IOException {
        LslConfig strict = config.toBuilder().consumerTimeout(Duration.ofMillis(300)).build();
        try (Lsl sender = Lsl.open(strict);
                Outlet big = sender.outlet(STREAM.toBuilder().channelCount(10_000).build());
                Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4096);
            deaf.connect(new InetSocketAddress(HOST, big.info().v4().dataPort()));
            deaf.getOutputStream().write(bytes(feed("110 " + big.info().uid(), "Max-Buffer-Length: 1000")));
            try (Inlet inlet = sender.inlet(big.info().toBuilder().v4(big.info().v4().at(HOST.getHostAddress())).build())) {
                inlet.open(SOON);
                eventually(() -> big.consumers() == 2);
                eventually(() -> {
                    big.push(new float[10_000]);
                    return big.consumers() == 1;
                });
                assertThat(inlet.pull(new float[10_000], SOON)).as("who takes what comes stays").isNotNaN();
            }
        }
    }

    /** Reads on until the stamp of the last sample pushed, or an impossible one. */
    private static double lastStamp(Socket socket) throws IOException {
        socket.setSoTimeout((int) SOON.toMillis());
        ArrivingFeed feed = new ArrivingFeed(socket.getInputStream());
        FeedInput input = feed.input();
        ResponseHeader header = new ResponseHeader();
        feed.await(() -> header.read(input));
        double before = 0;
        for (int i = 0;; i++) {
            feed.await(() -> input.has(17));
            ByteBuffer sample = input.bytes().order(ByteOrder.LITTLE_ENDIAN);
            assertThat(sample.get()).isEqualTo((byte) 2);
            double stamp = sample.getDouble();
            sample.getLong();
            if (stamp == 1_000_000) {
                return stamp;
            }
            if (i >= 2) {
                assertThat(stamp).isGreaterThan(before);
                before = stamp;
            }
        }
    }

    @Test
    void aQueryIsAnsweredOnceAndNeverToASystemPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(HOST, 0))) {
            byte[] query = bytes("LSL:shortinfo\r\nname='target'\r\n" + socket.getLocalPort() + " id7\r\n");
            for (int i = 0; i < 5; i++) {
                socket.send(new DatagramPacket(query, query.length, HOST, outlet.info().v4().servicePort()));
            }
            socket.setSoTimeout((int) SOON.toMillis());
            DatagramPacket reply = new DatagramPacket(new byte[2000], 2000);
            socket.receive(reply);
            assertThat(new String(reply.getData(), 0, reply.getLength(), StandardCharsets.UTF_8)).startsWith("id7\r\n<?xml");
            byte[] next = bytes("LSL:shortinfo\r\nname='target'\r\n" + socket.getLocalPort() + " id8\r\n");
            socket.send(new DatagramPacket(next, next.length, HOST, outlet.info().v4().servicePort()));
            socket.receive(reply);
            assertThat(new String(reply.getData(), 0, reply.getLength(), StandardCharsets.UTF_8)).startsWith("id8\r\n");
        }
    }

    @Test
    void aFloodOfQueriesFromAnotherMachineGetsFewReplies() throws IOException {
        InetAddress victim = InetAddress.getByName("192.0.2.1");
        ReplyGuard guard = new ReplyGuard();
        int admitted = 0;
        for (int i = 0; i < 10_000; i++) {
            admitted += guard.admits(victim, 5000, "id" + i, "u", 100 + i * 1e-5) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(Limits.REPLIES_PER_SOURCE);
        assertThat(guard.admits(victim, 5000, "later", "u", 102)).isTrue();
    }

    @Test
    void costlyQueriesKeepNobodyFromFinding() throws Exception {
        StreamInfo.Builder wide = StreamInfo.builder("wide", "EEG").sourceId("w");
        for (int i = 0; i < 2000; i++) {
            wide.channel("E" + i, "uV", "EEG");
        }
        lsl.outlet(wide.build());
        AtomicBoolean over = new AtomicBoolean();
        Thread attacker = new Thread(() -> sendCostlyQueries(over));
        attacker.start();
        try {
            for (int i = 0; i < 5; i++) {
                assertThat(lsl.resolve("desc/channels/channel/label='E" + i + "' or type='none'", 1, SOON)).hasSize(1);
            }
        } finally {
            over.set(true);
            attacker.join();
        }
    }

    private void sendCostlyQueries(AtomicBoolean over) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(HOST, 0))) {
            for (int i = 0; !over.get() && i < 100_000; i++) {
                String costly = i % 2 == 0 ? "count(//*[count(//*[count(//*)>" + i + "])>0])>0"
                        : "count(//*[translate(count(//*),'1','2')>" + i + "])>0";
                byte[] query = bytes("LSL:shortinfo\r\n" + costly + "\r\n" + socket.getLocalPort() + " id" + i + "\r\n");
                socket.send(new DatagramPacket(query, query.length, HOST, outlet.info().v4().servicePort()));
                Thread.sleep(1);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aReplyCannotSendInletsElsewhere() {
        Search search = new Search("", LslClock::now);
        search.add(STREAM.toBuilder().uid("u").v4(new Endpoint("203.0.113.1", 80, 80)).build(), new InetSocketAddress(HOST, 80),
                "an answer");
        assertThat(search.results(0).get(0).v4().address()).isEqualTo(HOST.getHostAddress());
    }

    /** Outlets that answer nonsense. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n\r\n", "LSL/110 404 Not found", "LSL/110 200\r\n\r\n",
            "LSL/110 200 OK\r\nUID: u\r\nData-Protocol-Version: 100\r\n\r\n",
            "LSL/110 200 OK\r\nUID: other\r\nData-Protocol-Version: 110\r\n\r\n",
            "LSL/110 200 OK\r\nData-Protocol-Version: 110\r\n\r\n\u0002garbage that is no test pattern at all",
            "LSL/110 200 OK\r\nData-Protocol-Version: 110\r\n\r\n\u0007"})
    void anInletGivesUpOnAnOutletThatAnswersNonsense(String answer) throws IOException {
        try (ServerSocket rogue = new ServerSocket(0, 5, HOST)) {
            Thread thread = new Thread(() -> answerAll(rogue, answer));
            thread.start();
            Endpoint endpoint = new Endpoint(HOST.getHostAddress(), rogue.getLocalPort(), 9);
            StreamInfo info = STREAM.toBuilder().uid("u").sourceId("").v4(endpoint).build();
            try (Inlet inlet = lsl.inlet(info)) {
                assertThatThrownBy(() -> inlet.open(SOON)).isInstanceOf(StreamLostException.class);
            }
        }
    }

    private static void answerAll(ServerSocket server, String answer) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getInputStream().read(new byte[4096]);
                    client.getOutputStream().write(bytes(answer));
                }
            }
        } catch (IOException e) {
            // the test is over
            assertThat(server.isClosed()).isTrue();
        }
    }

    /** Native outlets of release 1.10 send texts in protocol 1.10 only to those who know the size of their C++ strings. */
    @Test
    void theSizeOfAnOldOutletsTextsIsFoundByTrial() throws IOException {
        try (ServerSocket old = new ServerSocket(0, 5, HOST)) {
            Thread thread = new Thread(() -> answerAsAnOldOutlet(old));
            thread.start();
            Endpoint endpoint = new Endpoint(HOST.getHostAddress(), old.getLocalPort(), 9);
            StreamInfo info = StreamInfo.builder("markers", "").format(ChannelFormat.STRING).uid("u").v4(endpoint).build();
            try (Inlet inlet = lsl.inlet(info)) {
                String[] text = new String[1];
                assertThat(inlet.pull(text, SOON)).isEqualTo(1000.5);
                assertThat(text).containsExactly("hi");
            }
        }
    }

    private static void answerAsAnOldOutlet(ServerSocket server) {
        String pattern = "02c976be9f0c24fe4001023130";
        byte[] samples = HexFormat.of().parseHex(pattern + pattern + "020000000000448f4001026869");
        String head = "LSL/110 200 OK\r\nUID: u\r\nByte-Order: 1234\r\nData-Protocol-Version: ";
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    byte[] request = new byte[4096];
                    int length = client.getInputStream().read(request);
                    boolean right = new String(request, 0, length, StandardCharsets.US_ASCII).contains("Value-Size: 8\r\n");
                    client.getOutputStream().write(bytes(head + (right ? "110\r\n\r\n" : "100\r\n\r\n")));
                    client.getOutputStream().write(samples);
                }
            }
        } catch (IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    @Test
    void anEndlessDescriptionIsCutOff() throws IOException {
        try (ServerSocket rogue = new ServerSocket(0, 5, HOST)) {
            Thread thread = new Thread(() -> {
                try (Socket client = rogue.accept()) {
                    byte[] piece = new byte[1 << 20];
                    while (true) {
                        client.getOutputStream().write(piece);
                    }
                } catch (IOException e) {
                    assertThat(e).isNotNull();
                }
            });
            thread.start();
            assertThatThrownBy(() -> lsl.infoAt(HOST, rogue.getLocalPort(), Duration.ofSeconds(20)))
                    .isInstanceOf(LslTimeoutException.class).hasMessageContaining("longer than");
        }
    }
}
