package org.rapport.recording.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lsl4j.ChannelFormat;
import org.lsl4j.Element;
import org.lsl4j.Lsl;
import org.lsl4j.LslConfig;
import org.lsl4j.Outlet;
import org.lsl4j.ResolveScope;
import org.lsl4j.StreamInfo;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/** Real outlets on the loopback interface, recorded as they are. */
@Timeout(60)
class NetworkRecorderTest {
    @TempDir
    private Path folder;
    private Lsl lsl;
    private final List<String> news = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        int port;
        try (DatagramSocket free = new DatagramSocket(0)) {
            port = free.getLocalPort();
        }
        lsl = Lsl.open(LslConfig.builder().ipFamilies(LslConfig.IpFamilies.V4).resolveScope(ResolveScope.MACHINE)
                .listenAddress("127.0.0.1").interfaces(List.of("127.0.0.1")).multicastPort(port).allowRandomPorts(true)
                .sessionId("recorder-" + port).build());
    }

    @AfterEach
    void close() {
        lsl.close();
    }

    private Outlet outlet(String name, ChannelFormat format, int channels, double rate) {
        return lsl.outlet(StreamInfo.builder(name, "Test").format(format).channelCount(channels).nominalRate(rate)
                .sourceId("id of " + name).build());
    }

    private static void until(NetworkRecorder recorder, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("nanoseconds").isLessThan(deadline);
            recorder.step();
        }
    }

    private static long connected(NetworkRecorder recorder) {
        return recorder.streams().stream().filter(NetworkStream::isConnected).count();
    }

    private static long samples(NetworkRecorder recorder, String name) {
        return recorder.streams().stream().filter(stream -> stream.info().name().equals(name)).mapToLong(NetworkStream::samples)
                .sum();
    }

    private static XdfStream stream(XdfFile file, String name) {
        return file.streams().stream().filter(stream -> stream.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void keepsEveryTypeAndStampAsSent() throws Exception {
        Path path = folder.resolve("new/r.xdf");
        try (Outlet floats = outlet("floats", ChannelFormat.FLOAT32, 2, 100);
                Outlet longs = outlet("longs", ChannelFormat.INT64, 1, 0);
                Outlet doubles = outlet("doubles", ChannelFormat.DOUBLE64, 1, 0);
                Outlet bytes = outlet("bytes", ChannelFormat.INT8, 1, 0);
                Outlet texts = outlet("texts", ChannelFormat.STRING, 1, 0)) {
            try (NetworkRecorder recorder = new NetworkRecorder(lsl, "", path, news::add)) {
                until(recorder, () -> connected(recorder) == 5);
                floats.pushChunk(new float[]{1, Float.NaN, 3, 4}, new double[]{5.25, 6.5});
                longs.push(new long[]{Long.MAX_VALUE}, 7);
                doubles.push(new double[]{Math.PI}, 8);
                bytes.push(new byte[]{-128}, 9);
                texts.push(new String[]{"gr\u00fc\u00df dich"}, 10);
                until(recorder, () -> recorder.streams().stream().allMatch(stream -> stream.samples() > 0)
                        && samples(recorder, "floats") == 2);
            }
        }
        XdfFile file = XdfReader.read(path);
        assertThat(file.warnings()).isEmpty();
        assertThat(stream(file, "floats").times()).containsExactly(5.25, 6.5);
        assertThat(stream(file, "floats").values().floats()).containsExactly(1, Float.NaN, 3, 4);
        assertThat(stream(file, "longs").values().longs()).containsExactly(Long.MAX_VALUE);
        assertThat(stream(file, "doubles").values().doubles()).containsExactly(Math.PI);
        assertThat(stream(file, "bytes").format()).isEqualTo(XdfFormat.INT8);
        assertThat(stream(file, "bytes").values().longs()).containsExactly(-128);
        assertThat(stream(file, "texts").values().strings()).containsExactly("gr\u00fc\u00df dich");
        assertThat(stream(file, "texts").header()).contains("<source_id>id of texts</source_id>");
    }

    @Test
    void measuresClocksAndTakesStreamsThatComeLaterOrComeBack() throws Exception {
        Path path = folder.resolve("r.xdf");
        Outlet first = outlet("eye", ChannelFormat.FLOAT32, 1, 0);
        try (NetworkRecorder recorder = new NetworkRecorder(lsl, "", path, news::add)) {
            until(recorder, () -> connected(recorder) == 1);
            first.push(new float[]{1});
            until(recorder, () -> samples(recorder, "eye") == 1 && recorder.streams().get(0).hasClock());
            first.close();
            try (Outlet late = outlet("late", ChannelFormat.FLOAT32, 1, 0);
                    Outlet again = outlet("eye", ChannelFormat.FLOAT32, 1, 0)) {
                until(recorder, () -> late.consumers() == 1 && again.consumers() == 1);
                late.push(new float[]{2});
                again.push(new float[]{3});
                until(recorder, () -> samples(recorder, "eye") == 2 && samples(recorder, "late") == 1);
            }
        }
        XdfFile file = XdfReader.read(path);
        assertThat(file.streams()).extracting(XdfStream::name).as("one stream goes on").containsExactlyInAnyOrder("eye", "late");
        assertThat(stream(file, "eye").values().floats()).containsExactly(1, 3);
        assertThat(stream(file, "eye").clockOffsets()).isNotEmpty()
                .allSatisfy(offset -> assertThat(offset.offset()).as("it is this machine's clock").isBetween(-1e-3, 1e-3));
    }

    @Test
    void silentNeighboursCostARealStreamNothingAndAreToldOnce() throws Exception {
        Path path = folder.resolve("r.xdf");
        List<SilentHost> silent = new ArrayList<>();
        try (Outlet real = outlet("real", ChannelFormat.FLOAT32, 1, 0)) {
            for (int i = 0; i < 12; i++) {
                silent.add(new SilentHost(real.info(), "silent " + i));
            }
            try (NetworkRecorder recorder = new NetworkRecorder(lsl, "", path, news::add)) {
                long begun = System.nanoTime();
                until(recorder, () -> real.consumers() == 1);
                assertThat((System.nanoTime() - begun) / 1e9).as("seconds, of which a silent host would cost 5").isLessThan(4.5);
                real.push(new float[]{1});
                until(recorder, () -> samples(recorder, "real") == 1);
                until(recorder, () -> news.stream().filter(line -> line.contains("cannot be recorded so far")).count() == 12);
            }
        } finally {
            silent.forEach(SilentHost::close);
        }
        assertThat(news).filteredOn(line -> line.contains("silent 3")).singleElement().asString().contains("retrying");
        assertThat(stream(XdfReader.read(path), "real").values().floats()).containsExactly(1);
    }

    @Test
    void whateverADescriptionSaysTheOthersAreRecordedAndItTooIfItCan() throws Exception {
        Path path = folder.resolve("r.xdf");
        Element odd = new Element("desc", "", List.of(new Element("serial number", "1042", List.of()),
                new Element("bids:task", "rest", List.of()), new Element("10-20", "a\u0001b\ud800c", List.of())));
        try (Outlet real = outlet("real", ChannelFormat.FLOAT32, 1, 0);
                Outlet strange = lsl.outlet(StreamInfo.builder("strange\n\u202e", "Test").sourceId("s").desc(odd).build())) {
            try (NetworkRecorder recorder = new NetworkRecorder(lsl, "", path, news::add)) {
                until(recorder, () -> real.consumers() == 1 && strange.consumers() == 1);
                real.push(new float[]{1});
                strange.push(new float[]{2});
                until(recorder, () -> recorder.streams().stream().mapToLong(NetworkStream::samples).sum() == 2);
            }
        }
        XdfFile file = XdfReader.read(path);
        assertThat(file.warnings()).isEmpty();
        assertThat(file.streams()).hasSize(2).allSatisfy(stream -> assertThat(stream.samples()).isEqualTo(1));
        assertThat(file.streams()).extracting(XdfStream::header).anyMatch(header -> header.contains("<serial_number>1042"));
        assertThat(news).noneMatch(line -> line.contains("cannot be written any more"));
    }

    @Test
    void tellsInOneLineWhoFallsSilentAndWhoIsHeardAgain() throws Exception {
        try (Outlet one = outlet("one", ChannelFormat.FLOAT32, 1, 100);
                Outlet two = outlet("two", ChannelFormat.FLOAT32, 1, 50);
                NetworkRecorder recorder = new NetworkRecorder(lsl, "", folder.resolve("r.xdf"), news::add)) {
            until(recorder, () -> connected(recorder) == 2);
            news.clear();
            for (int i = 0; i < 20; i++) {
                one.push(new float[]{1}, 0.5 + i / 100.0);
                two.push(new float[]{1}, 0.5 + i / 50.0);
                recorder.step();
            }
            for (double time : new double[]{1, 7}) {
                one.pushChunk(new float[]{1, 2}, new double[]{time, time + 0.01});
                two.pushChunk(new float[]{1, 2}, new double[]{1 + time / 100, 1.02 + time / 100});
                int before = news.size();
                until(recorder, () -> news.size() > before + (time == 1 ? 0 : 1));
            }
            assertThat(news).hasSizeGreaterThanOrEqualTo(3);
            assertThat(news.get(0)).contains("no more data from ", "one (", "two (");
            assertThat(news.get(1)).contains("are heard again; of one (", "): 6.0 s of its samples are missing")
                    .doesNotContain("; of two");
        }
    }

    @Test
    void losesNothingAndRepeatsNothingWhenItsFileIsMovedAway() throws Exception {
        Path path = folder.resolve("r.xdf");
        Path moved = folder.resolve("moved.xdf");
        try (NetworkRecorder recorder = new NetworkRecorder(lsl, "", path, news::add);
                Outlet outlet = outlet("eye", ChannelFormat.FLOAT32, 1, 0)) {
            until(recorder, () -> connected(recorder) == 1);
            outlet.push(new float[]{1});
            outlet.push(new float[]{2});
            until(recorder, () -> values(path, "eye").size() == 2);
            Files.move(path, moved);
            outlet.push(new float[]{3});
            until(recorder, () -> Files.exists(path) && values(path, "eye").size() == 1);
            outlet.push(new float[]{4});
            until(recorder, () -> samples(recorder, "eye") == 4);
        }
        assertThat(values(moved, "eye")).containsExactly(1f, 2f);
        assertThat(values(path, "eye")).containsExactly(3f, 4f);
        assertThat(news).filteredOn(line -> line.contains("was removed or moved while it was being recorded")).hasSize(1);
        assertThat(news).filteredOn(line -> line.contains("the recording continues here; nothing was lost")).hasSize(1);
    }

    /** Of a stream so far. */
    private static List<Float> values(Path file, String name) {
        List<Float> values = new ArrayList<>();
        try {
            for (XdfStream stream : XdfReader.read(file).streams()) {
                if (stream.name().equals(name)) {
                    for (float value : stream.values().floats()) {
                        values.add(value);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }

    @Test
    void aSecondDeviceWithNameSourceIdAndHostOfOneThatIsThereIsAStreamOfItsOwnAndEachComesBackAsItself() throws Exception {
        Path path = folder.resolve("r.xdf");
        try (NetworkRecorder recorder = new NetworkRecorder(lsl, "", path, news::add);
                Outlet first = outlet("eye", ChannelFormat.FLOAT32, 1, 0)) {
            until(recorder, () -> connected(recorder) == 1);
            first.push(new float[]{1});
            try (Outlet second = outlet("eye", ChannelFormat.FLOAT32, 1, 0)) {
                until(recorder, () -> connected(recorder) == 2);
                first.push(new float[]{2});
                second.push(new float[]{101});
                until(recorder, () -> samples(recorder, "eye") == 3);
            }
            until(recorder, () -> connected(recorder) == 1);
            try (Outlet again = outlet("eye", ChannelFormat.FLOAT32, 1, 0)) {
                until(recorder, () -> again.consumers() == 1 && connected(recorder) == 2);
                first.push(new float[]{3});
                again.push(new float[]{102});
                until(recorder, () -> samples(recorder, "eye") == 5);
            }
        }
        XdfFile file = XdfReader.read(path);
        assertThat(file.streams()).extracting(XdfStream::name).containsExactly("eye", "eye");
        assertThat(file.streams().get(0).values().floats()).containsExactly(1, 2, 3);
        assertThat(file.streams().get(1).values().floats()).containsExactly(101, 102);
        assertThat(news).filteredOn(line -> line.contains("is a second device with the same name, source id and host"))
                .hasSize(1);
        assertThat(news).filteredOn(line -> line.contains("is back and continues its stream")).hasSize(1);
    }

    @Test
    void anotherDeviceIsNotTakenForOneThatIsGone() throws Exception {
        Path path = folder.resolve("r.xdf");
        try (NetworkRecorder recorder = new NetworkRecorder(lsl, "", path, news::add)) {
            for (String id : List.of("a", "b", "a")) {
                long before = samples(recorder, "eye");
                try (Outlet outlet = lsl
                        .outlet(StreamInfo.builder("eye", "Test").format(ChannelFormat.FLOAT32).sourceId(id).build())) {
                    until(recorder, () -> outlet.consumers() == 1);
                    outlet.push(new float[]{id.charAt(0)});
                    until(recorder, () -> samples(recorder, "eye") > before);
                }
            }
        }
        List<XdfStream> streams = XdfReader.read(path).streams();
        assertThat(streams).hasSize(2);
        assertThat(streams.get(0).values().floats()).containsExactly('a', 'a');
        assertThat(streams.get(1).values().floats()).containsExactly('b');
    }
}
