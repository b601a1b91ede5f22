package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.lsl4j.Loopback.SOON;
import static org.lsl4j.Loopback.eventually;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lsl4j.Trial.Push;
import org.lsl4j.internal.base.HeaderLines;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.tcp.FeedReader;
import org.lsl4j.internal.wire.ArrivingFeed;
import org.lsl4j.internal.wire.ResponseHeader;
import org.lsl4j.internal.wire.SampleDecoder;
import org.lsl4j.internal.wire.TestPattern;

/**
 * Trials with the native library, both ways, run by Python: the system property {@code rapport.python} names one that has
 * pylsl, {@code rapport.python.older} one that has an older release. The results are printed as a table at the end.
 */
@Tag("interop")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeInteropTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final InteropMatrix matrix = new InteropMatrix();
    @TempDir
    private Path folder;

    /** One case: a network of its own, and peers to be started on it. */
    private interface Case {
        void run(Network network) throws Exception;
    }

    /** A context of this library and the native peers it deals with. */
    private final class Network implements AutoCloseable {
        private final LslConfig config = Loopback.config().build();
        private final Lsl lsl = Lsl.open(config);
        private final String python;
        private final List<NativePeer> peers = new ArrayList<>();

        Network(String python) {
            this.python = python;
        }

        NativePeer peer(Object... arguments) {
            return peerAskingFor(110, arguments);
        }

        NativePeer peerAskingFor(int protocol, Object... arguments) {
            return peer(protocol, Map.of(), arguments);
        }

        /** One in a locale that {@link #folder} has. */
        NativePeer germanPeer(Object... arguments) {
            return peer(110, Map.of("LC_ALL", "de_DE.UTF-8", "LOCPATH", folder.toString()), arguments);
        }

        private NativePeer peer(int protocol, Map<String, String> environment, Object... arguments) {
            List<String> texts = Arrays.stream(arguments).map(Object::toString).toList();
            NativePeer peer = new NativePeer(python, folder, config, protocol, environment, texts);
            peers.add(peer);
            return peer;
        }

        Path folder() {
            return folder;
        }

        @Override
        public void close() {
            peers.forEach(NativePeer::close);
            lsl.close();
        }
    }

    @TestFactory
    Stream<DynamicNode> bothWays() {
        return Stream.of("rapport.python", "rapport.python.older").flatMap(this::withReleaseOf);
    }

    private Stream<DynamicNode> withReleaseOf(String property) {
        String python = System.getProperty(property);
        if (python == null) {
            String reason = "skipped: set " + property + " to a Python that has pylsl";
            return Stream.of(dynamicTest(reason, () -> abort(reason)));
        }
        int release;
        try (Network network = new Network(python)) {
            release = Integer.parseInt(network.peer("version").words()[0]);
        }
        String name = "native " + release / 100 + "." + release % 100;
        return Stream.of(tests(python, name + " to Java", receiving()), tests(python, "Java to " + name, sending()));
    }

    private DynamicNode tests(String python, String column, Map<String, Case> cases) {
        return dynamicContainer(column,
                cases.entrySet().stream().map(one -> dynamicTest(one.getKey(), () -> matrix.record(column, one.getKey(), () -> {
                    try (Network network = new Network(python)) {
                        one.getValue().run(network);
                    }
                }))));
    }

    @AfterAll
    void printMatrix() throws IOException {
        String table = matrix.toMarkdown();
        System.out.println(table);
        Files.writeString(Path.of("target", "interop-matrix.md"), table);
    }

    private static Map<String, Trial> trials() {
        Map<String, Trial> trials = new LinkedHashMap<>();
        for (ChannelFormat format : ChannelFormat.values()) {
            String what = format == ChannelFormat.STRING ? ": empty, NUL, 4-byte UTF-8, 70 kB" : ": extremes";
            trials.put(format.text() + what, Trial.of(format));
        }
        for (ChannelFormat format : ChannelFormat.values()) {
            trials.put(format.text() + ", 1 channel", new Trial(format, 1, 100, 20, Push.SINGLE));
            trials.put(format.text() + ", 1000 channels", new Trial(format, 1000, 100, 20, Push.SINGLE));
        }
        trials.put("irregular rate", new Trial(ChannelFormat.DOUBLE64, 2, 0, 30, Push.SINGLE));
        trials.put("chunks, stamps deduced", new Trial(ChannelFormat.FLOAT32, 8, 100, 100, Push.DEDUCED));
        trials.put("chunks, stamps transmitted", new Trial(ChannelFormat.INT16, 8, 100, 100, Push.STAMPED));
        trials.put("chunks of texts, stamps deduced", new Trial(ChannelFormat.STRING, 2, 100, 30, Push.DEDUCED));
        trials.put("chunks of texts, irregular rate", new Trial(ChannelFormat.STRING, 2, 0, 30, Push.DEDUCED));
        return trials;
    }

    private static Map<String, Case> receiving() {
        Map<String, Case> cases = new LinkedHashMap<>();
        trials().forEach((name, trial) -> cases.put(name, network -> receives(network, trial)));
        for (ChannelFormat format : ChannelFormat.values()) {
            cases.put(format.text() + ", big-endian", network -> receivesBigEndian(network, Trial.of(format)));
        }
        for (ChannelFormat format : ChannelFormat.values()) {
            cases.put(format.text() + ", protocol 1.00", network -> receivesFrom(network, Trial.of(format), 100, network.lsl));
            cases.put(format.text() + ", protocol 1.00 wished for", network -> {
                try (Lsl old = Lsl.open(network.config.toBuilder().protocolVersion(100).build())) {
                    receivesFrom(network, Trial.of(format), 110, old);
                }
            });
        }
        cases.put("1000 channels, protocol 1.00",
                network -> receivesFrom(network, new Trial(ChannelFormat.INT32, 1000, 100, 20, Push.SINGLE), 100, network.lsl));
        cases.put("chunks, stamps deduced, protocol 1.00",
                network -> receivesFrom(network, new Trial(ChannelFormat.FLOAT32, 8, 100, 100, Push.DEDUCED), 100, network.lsl));
        cases.put("description 40 levels deep", NativeInteropTest::readsTheDescription);
        cases.put("queries with predicates", NativeInteropTest::finds);
        cases.put("several streams at once", NativeInteropTest::receivesSeveral);
        cases.put("consumers come and go", NativeInteropTest::comesAndGoes);
        cases.put("short buffer: the newest come", NativeInteropTest::receivesTheNewest);
        cases.put("restart with the same source id", NativeInteropTest::recovers);
        cases.put("time offset within 1 ms of native's", NativeInteropTest::measuresAsNativeDoes);
        return cases;
    }

    private static Map<String, Case> sending() {
        Map<String, Case> cases = new LinkedHashMap<>();
        trials().forEach((name, trial) -> cases.put(name, network -> sends(network, trial, 110)));
        for (ChannelFormat format : ChannelFormat.values()) {
            cases.put(format.text() + ", protocol 1.00", network -> sends(network, Trial.of(format), 100));
        }
        cases.put("1000 channels, protocol 1.00",
                network -> sends(network, new Trial(ChannelFormat.INT32, 1000, 100, 20, Push.SINGLE), 100));
        cases.put("chunks, stamps deduced, protocol 1.00",
                network -> sends(network, new Trial(ChannelFormat.FLOAT32, 8, 100, 100, Push.DEDUCED), 100));
        cases.put("inlet in a locale with decimal commas", NativeInteropTest::sendsToAGerman);
        cases.put("description 40 levels deep", NativeInteropTest::writesTheDescription);
        cases.put("queries with predicates", NativeInteropTest::isFound);
        cases.put("several streams at once", NativeInteropTest::sendsSeveral);
        cases.put("consumers come and go", NativeInteropTest::seesThemComeAndGo);
        cases.put("short buffer: the newest come", NativeInteropTest::sendsTheNewest);
        cases.put("restart with the same source id", NativeInteropTest::isRecovered);
        cases.put("time offset within 1 ms of native's", NativeInteropTest::isMeasuredAsByNative);
        return cases;
    }

    private static NativePeer startSending(Network network, Trial trial) {
        return startSending(network, trial, 110);
    }

    private static NativePeer startSending(Network network, Trial trial, int protocol) {
        NativePeer peer = network.peerAskingFor(protocol, "send", "trial", trial.format().text(), trial.channels(), trial.rate(),
                trial.count(), trial.push().name().toLowerCase());
        peer.await("ready");
        return peer;
    }

    private static void receives(Network network, Trial trial) {
        receivesFrom(network, trial, 110, network.lsl);
    }

    /** From an outlet that speaks a protocol at most. */
    private static void receivesFrom(Network network, Trial trial, int protocol, Lsl lsl) {
        startSending(network, trial, protocol);
        try (Inlet inlet = lsl.inlet(Loopback.find(lsl, "trial"))) {
            inlet.open(SOON);
            Object sample = trial.room();
            for (int i = 0; i < trial.count(); i++) {
                assertThat(trial.pull(inlet, sample, SOON)).isCloseTo(trial.stamp(i), within(trial.stampTolerance()));
                assertThat(trial.hex(sample)).isEqualTo(trial.hex(i));
            }
        }
    }

    /** As an inlet on a big-endian machine would: there the outlet swaps. */
    private static void receivesBigEndian(Network network, Trial trial) throws IOException {
        startSending(network, trial);
        StreamInfo info = Loopback.find(network.lsl, "trial");
        // Java's own request, but for the byte order
        int size = trial.format() == ChannelFormat.STRING ? 32 : trial.format().bytes();
        String request = "LSL:streamfeed/110 " + info.uid() + "\r\nNative-Byte-Order: 4321\r\nEndian-Performance: 0\r\n"
                + "Has-IEEE754-Floats: 1\r\nSupports-Subnormals: 1\r\nValue-Size: " + size
                + "\r\nProtocol-Version: 110\r\nMax-Buffer-Length: 1000\r\nMax-Chunk-Length: 0\r\n\r\n";
        try (Socket socket = new Socket(Loopback.HOST, info.v4().dataPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ArrivingFeed feed = new ArrivingFeed(socket.getInputStream());
            ResponseHeader response = new ResponseHeader();
            feed.await(() -> response.read(feed.input()));
            HeaderLines header = HeaderLines.parse(response.lines());
            boolean swapped = header.integer("Byte-Order", 0) == 4321;
            assertThat(swapped).as("an outlet sends single bytes as it likes").isEqualTo(size > 1);
            FeedReader reader = new FeedReader(feed.input(), swapped ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, info);
            feed.await(new TestPattern.Check(reader, info)::isPassed);
            SampleLog log = SampleLog.of(info, MemoryBudget.ofHeap());
            SampleLog.Reader samples = log.reader(1000);
            SampleDecoder decoder = new SampleDecoder(trial.format(), trial.channels());
            Object sample = trial.room();
            for (int i = 0; i < trial.count(); i++) {
                feed.await(() -> reader.readSample(log));
                double expected = trial.stamp(i);
                samples.read((number, stamp, record) -> {
                    assertThat(stamp).isEqualTo(expected);
                    decoder.decode(record, sample, 0);
                    return true;
                });
                assertThat(trial.hex(sample)).isEqualTo(trial.hex(i));
            }
        }
    }

    private static void readsTheDescription(Network network) {
        startSending(network, Trial.of(ChannelFormat.INT8));
        try (Inlet inlet = network.lsl.inlet(Loopback.find(network.lsl, "trial"))) {
            StreamInfo full = inlet.fullInfo(SOON);
            assertThat(full.desc()).isEqualTo(Trial.description("trial"));
            assertThat(full.channels()).extracting(ChannelInfo::label).containsExactly("Etrial");
        }
    }

    private static void finds(Network network) {
        network.peer("serve", "one", "two", "three").await("ready");
        assertThat(names(network, "type='Trial'", 3)).containsExactly("one", "three", "two");
        assertThat(names(network, "starts-with(name,'t')", 2)).containsExactly("three", "two");
        assertThat(names(network, "desc/channels/channel/label='Etwo'", 1)).containsExactly("two");
        assertThat(names(network, "nominal_srate>99 and not(name='two')", 2)).containsExactly("one", "three");
        assertThat(network.lsl.resolve("channel_count>1", 1, Duration.ofMillis(700))).isEmpty();
    }

    private static List<String> names(Network network, String query, int minimum) {
        return network.lsl.resolve(query, minimum, SOON).stream().map(StreamInfo::name).sorted().toList();
    }

    private static void receivesSeveral(Network network) {
        network.peer("serve", "a", "b", "c").await("ready");
        network.peer("serve", "d", "e", "f").await("ready");
        List<Inlet> inlets = network.lsl.resolve("type='Trial'", 6, SOON).stream().map(network.lsl::inlet).toList();
        assertThat(inlets).hasSize(6);
        inlets.forEach(inlet -> inlet.open(SOON));
        for (Inlet inlet : inlets) {
            assertRuns(inlet);
            inlet.close();
        }
    }

    /** The numbers that it sends follow on each other and are their own stamps. */
    private static void assertRuns(Inlet inlet) {
        int[] number = new int[1];
        double first = inlet.pull(number, SOON);
        assertThat((double) number[0]).isEqualTo(first);
        assertThat(inlet.pull(number, SOON)).isEqualTo(first + 1);
    }

    private static void comesAndGoes(Network network) {
        NativePeer peer = network.peer("serve", "inn");
        peer.await("ready");
        StreamInfo info = Loopback.find(network.lsl, "inn");
        for (int i = 0; i < 3; i++) {
            peer.await("consumers", "0");
            try (Inlet inlet = network.lsl.inlet(info); Inlet second = network.lsl.inlet(info)) {
                assertRuns(inlet);
                assertRuns(second);
                peer.await("consumers", "1");
            }
        }
    }

    private static void receivesTheNewest(Network network) {
        Trial trial = new Trial(ChannelFormat.INT32, 3, 100, 1000, Push.STAMPED);
        startSending(network, trial);
        InletOptions oneSecond = InletOptions.DEFAULT.withBuffer(Duration.ofSeconds(1));
        try (Inlet inlet = network.lsl.inlet(Loopback.find(network.lsl, "trial"), oneSecond)) {
            inlet.open(SOON);
            eventually(() -> inlet.statistics().received() > 0 && newestStamp(inlet, trial) == trial.stamp(999));
            assertThat(inlet.statistics().dropped()).isLessThanOrEqualTo(900);
        }
    }

    private static double newestStamp(Inlet inlet, Trial trial) {
        double newest = Double.NaN;
        Object sample = trial.room();
        for (double stamp; !Double.isNaN(stamp = trial.pull(inlet, sample, Duration.ofMillis(100)));) {
            newest = stamp;
        }
        return newest;
    }

    private static void recovers(Network network) {
        Trial one = new Trial(ChannelFormat.FLOAT32, 3, 100, 1, Push.SINGLE);
        NativePeer first = startSending(network, one);
        try (Inlet inlet = network.lsl.inlet(Loopback.find(network.lsl, "trial"))) {
            inlet.open(SOON);
            assertThat(inlet.pull(new float[3], SOON)).isEqualTo(1000);
            first.close();
            startSending(network, new Trial(ChannelFormat.FLOAT32, 3, 100, 2, Push.SINGLE));
            assertThat(inlet.pull(new float[3], LONG)).isEqualTo(1000);
            assertThat(inlet.pull(new float[3], SOON)).isEqualTo(1000.01);
            assertThat(inlet.statistics().reconnects()).isEqualTo(1);
        }
    }

    private static void measuresAsNativeDoes(Network network) {
        network.peer("serve", "clock").await("ready");
        double theirs = Double.parseDouble(network.peer("correct", "clock").words()[0]);
        try (Inlet inlet = network.lsl.inlet(Loopback.find(network.lsl, "clock"))) {
            assertThat(inlet.timeCorrection(SOON).offset()).isCloseTo(theirs, within(0.001)).isCloseTo(0, within(0.001));
        }
    }

    private static void sends(Network network, Trial trial, int protocol) {
        try (Outlet outlet = network.lsl.outlet(trial.info("trial"))) {
            assertReceives(network.peerAskingFor(protocol, "receive", "trial", trial.count()), outlet, trial);
        }
    }

    private static void assertReceives(NativePeer peer, Outlet outlet, Trial trial) {
        peer.await("open");
        assertThat(outlet.awaitConsumers(SOON)).isTrue();
        trial.pushAll(outlet);
        for (int i = 0; i < trial.count(); i++) {
            String[] words = peer.words();
            assertThat(Double.parseDouble(words[0])).isCloseTo(trial.stamp(i), within(trial.stampTolerance()));
            assertThat(words[1]).isEqualTo(trial.hex(i));
        }
    }

    /** There, older releases misread the version of a stream, and ask for protocol 1.00. */
    private static void sendsToAGerman(Network network) throws Exception {
        Process compiler = new ProcessBuilder("localedef", "-i", "de_DE", "-f", "UTF-8",
                network.folder().resolve("de_DE.UTF-8").toString()).start();
        assumeTrue(compiler.waitFor() == 0, "skipped: no German locale can be made here");
        Trial trial = new Trial(ChannelFormat.DOUBLE64, 3, 512.5, 30, Push.SINGLE);
        try (Outlet outlet = network.lsl.outlet(trial.info("trial"))) {
            assertReceives(network.germanPeer("receive", "trial", trial.count()), outlet, trial);
        }
    }

    private static void writesTheDescription(Network network) {
        try (Outlet outlet = network.lsl.outlet(Trial.of(ChannelFormat.INT8).info("trial"))) {
            String xml = new String(HexFormat.of().parseHex(network.peer("receive", "trial", 0).words()[1]),
                    StandardCharsets.UTF_8);
            StreamInfo seen = StreamInfo.parse(xml);
            assertThat(seen.desc()).isEqualTo(Trial.description("trial"));
            assertThat(seen.uid()).isEqualTo(outlet.info().uid());
        }
    }

    private static void isFound(Network network) {
        List<Outlet> outlets = outlets(network, "one", "two", "three");
        assertThat(gather(network, outlets, "type='Trial'", 3)).containsExactly("one", "three", "two");
        assertThat(gather(network, outlets, "starts-with(name,'t')", 2)).containsExactly("three", "two");
        assertThat(gather(network, outlets, "desc/channels/channel/label='Etwo'", 1)).containsExactly("two");
        assertThat(gather(network, outlets, "nominal_srate>99 and not(name='two')", 2)).containsExactly("one", "three");
    }

    private static List<Outlet> outlets(Network network, String... names) {
        Trial trial = new Trial(ChannelFormat.INT32, 1, 100, 0, Push.SINGLE);
        return Arrays.stream(names).map(name -> network.lsl.outlet(trial.info(name))).toList();
    }

    /** Pushes until the peer has a sample of each stream it looks for; returns their names. */
    private static Set<String> gather(Network network, List<Outlet> outlets, String query, int count) {
        NativePeer peer = network.peer("gather", count, query);
        CompletableFuture<Set<String>> names = CompletableFuture.supplyAsync(
                () -> IntStream.range(0, count).mapToObj(i -> peer.words()[0]).collect(Collectors.toCollection(TreeSet::new)));
        eventually(() -> {
            outlets.forEach(outlet -> outlet.push(new int[1]));
            return names.isDone();
        });
        return names.join();
    }

    private static void sendsSeveral(Network network) {
        List<Outlet> outlets = outlets(network, "a", "b", "c", "d", "e", "f");
        assertThat(gather(network, outlets, "type='Trial'", 6)).containsExactly("a", "b", "c", "d", "e", "f");
    }

    private static void seesThemComeAndGo(Network network) {
        try (Outlet outlet = network.lsl.outlet(new Trial(ChannelFormat.INT32, 1, 100, 0, Push.SINGLE).info("inn"))) {
            NativePeer peer = network.peer("visit", "inn", 3);
            for (int i = 1; i <= 3; i++) {
                assertThat(outlet.awaitConsumers(SOON)).isTrue();
                outlet.push(new int[]{i}, i);
                assertThat(peer.words()).containsExactly("sample", i + ".0");
                eventually(() -> outlet.consumers() == 0);
                peer.go();
            }
        }
    }

    private static void sendsTheNewest(Network network) {
        Trial trial = new Trial(ChannelFormat.INT32, 3, 100, 1000, Push.STAMPED);
        try (Outlet outlet = network.lsl.outlet(trial.info("trial"))) {
            NativePeer peer = network.peer("late", "trial", 1);
            peer.await("open");
            assertThat(outlet.awaitConsumers(SOON)).isTrue();
            trial.pushAll(outlet);
            eventually(() -> outlet.statistics().bytes() > 0);
            peer.go();
            String[] words = peer.words();
            assertThat(Integer.parseInt(words[0])).isBetween(100, 1000);
            assertThat(Double.parseDouble(words[1])).isEqualTo(trial.stamp(999));
        }
    }

    private static void isRecovered(Network network) {
        StreamInfo info = Trial.of(ChannelFormat.FLOAT32).info("trial");
        Outlet first = network.lsl.outlet(info);
        NativePeer peer = network.peer("receive", "trial", 2);
        peer.await("open");
        assertThat(first.awaitConsumers(SOON)).isTrue();
        first.push(new float[]{1, 2, 3}, 10);
        assertThat(peer.words()).containsExactly("10.0", "0000803f0000004000004040");
        first.close();
        try (Outlet second = network.lsl.outlet(info)) {
            assertThat(second.awaitConsumers(LONG)).isTrue();
            second.push(new float[]{2, 3, 1}, 20);
            assertThat(peer.words()).containsExactly("20.0", "00000040000040400000803f");
        }
    }

    private static void isMeasuredAsByNative(Network network) {
        try (Outlet outlet = network.lsl.outlet(Trial.of(ChannelFormat.INT8).info("clock"))) {
            double theirs = Double.parseDouble(network.peer("correct", "clock").words()[0]);
            try (Inlet inlet = network.lsl.inlet(Loopback.find(network.lsl, "clock"))) {
                assertThat(inlet.info().uid()).isEqualTo(outlet.info().uid());
                assertThat(inlet.timeCorrection(SOON).offset()).isCloseTo(theirs, within(0.001)).isCloseTo(0, within(0.001));
            }
        }
    }
}
