package org.rapport.recording.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lsl4j.ChannelFormat;
import org.lsl4j.Element;
import org.lsl4j.Inlet;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.ResolveScope;
import org.lsl4j.StreamInfo;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.recording.session.HeaderXml;
import org.rapport.recording.session.RecordedSession;
import org.rapport.testkit.SentSignals;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfStream;
import org.rapport.xdf.XdfWriter;

@Timeout(30)
class ReplayTest {
    private static final StreamDescription EYE = new StreamDescription("eye", 60,
            List.of(new Channel(Role.RECEIVER, "Gaze", "x", "px", "", Channel.Scale.CONTINUOUS)), Origin.device());

    @TempDir
    private Path folder;

    /** Three samples at 100, 100.05 and 100.4 s of the recorder's clock, which the device calls 0, 0.05 and 0.4. */
    private Path recording() throws IOException {
        Path file = folder.resolve("r.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            var eye = writer.addStream(HeaderXml.of(EYE, "lab", 0));
            eye.write(new double[]{0, 0.05, 0.4}, new float[]{1, 2, 3});
            eye.write(new ClockOffset(100, 100));
            var keys = writer.addStream(HeaderXml.ofMarkers(StreamId.of("keys"), MarkerFormat.TEXT, "lab", 0));
            keys.write(new double[]{100.3}, new String[]{"pressed"});
        }
        return file;
    }

    /** Hears nobody but itself. */
    private static LslConfig alone() throws IOException {
        int port;
        try (DatagramSocket free = new DatagramSocket(0)) {
            port = free.getLocalPort();
        }
        return LslConfig.builder().ipFamilies(LslConfig.IpFamilies.V4).resolveScope(ResolveScope.MACHINE)
                .listenAddress("127.0.0.1").interfaces(List.of("127.0.0.1")).multicastPort(port).allowRandomPorts(true)
                .sessionId("replay-" + port).build();
    }

    @Test
    void sendsStreamsAgainWithTheirRelativeTiming() throws IOException {
        List<ReplayedStream> streams = new ArrayList<>();
        try (Lsl lsl = Lsl.open(alone())) {
            RecordedSession.read(recording()).streams()
                    .forEach(stream -> streams.add(new ReplayedStream(lsl, stream, stream.name(), false)));
            try (Inlet eye = inlet(lsl, "eye"); Inlet keys = inlet(lsl, "keys")) {
                assertThat(eye.fullInfo(Duration.ofSeconds(5)).desc().child("provenance")).isPresent();
                double now = LslClock.now();
                for (double played : new double[]{99, 100.04, 100.35, 101}) {
                    streams.forEach(stream -> stream.advance(played, 100, now, 2));
                }
                float[] value = new float[1];
                assertThat(eye.pull(value, Duration.ofSeconds(5))).isEqualTo(now, offset(1e-9));
                assertThat(eye.pull(value, Duration.ofSeconds(5))).as("at double speed").isEqualTo(now + 0.025, offset(1e-9));
                assertThat(eye.pull(value, Duration.ofSeconds(5))).isEqualTo(now + 0.2, offset(1e-9));
                assertThat(value).containsExactly(3);
                String[] text = new String[1];
                assertThat(keys.pull(text, Duration.ofSeconds(5))).isEqualTo(now + 0.15, offset(1e-9));
                assertThat(text).containsExactly("pressed");
            }
        } finally {
            streams.forEach(ReplayedStream::close);
        }
    }

    /** A pipeline that chooses its devices by source id can be rehearsed, unless one does not want to be taken for them. */
    @Test
    void keepsTheDevicesSourceIdsUnlessFreshOnesAreWanted() throws IOException {
        StreamInfo device = StreamInfo.builder("ECG", "ECG").format(ChannelFormat.FLOAT32).sourceId("strap-1").build();
        Path file = folder.resolve("device.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            writer.addStream(device.toXml()).write(new double[]{1}, new float[]{1});
        }
        XdfStream recorded = RecordedSession.read(file).streams().get(0);
        try (Lsl lsl = Lsl.open(alone()); ReplayedStream kept = new ReplayedStream(lsl, recorded, "ECG", false)) {
            assertThat(kept.hasConsumers()).isFalse();
            assertThat(lsl.resolveBy("name", "ECG", 1, Duration.ofSeconds(10)).get(0).sourceId()).isEqualTo("strap-1");
        }
        try (Lsl lsl = Lsl.open(alone());
                ReplayedStream fresh = new ReplayedStream(lsl, recorded, "ECG", true);
                ReplayedStream other = new ReplayedStream(lsl, recorded, "ECG", true)) {
            assertThat(lsl.resolveBy("name", "ECG", 2, Duration.ofSeconds(10))).extracting(StreamInfo::sourceId).hasSize(2)
                    .doesNotHaveDuplicates().allMatch(id -> id.startsWith("replay-"));
        }
    }

    /** Two of a make, each saying whose it is, and a third that says nothing. */
    private Path recordingOfTwoPeople() throws IOException {
        Path file = folder.resolve("two.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            float sample = 1;
            for (String role : List.of("receiver", "emitter", "")) {
                StreamInfo.Builder camera = StreamInfo.builder("Camera", "Face").format(ChannelFormat.FLOAT32)
                        .sourceId("camera-" + role);
                StreamInfo info = role.isEmpty() ? camera.build() : camera.desc(Element.of("desc").with("role", role)).build();
                writer.addStream(info.toXml()).write(new double[]{1 + 10 * sample}, new float[]{sample++});
            }
        }
        return file;
    }

    /** As a face source reads any stream of faces: as of the person that it is set to. */
    private static Optional<StreamMapping.MappedStream> face(PlannedNode source, String header) {
        if (!source.type().equals("rapport.source.face")) {
            return Optional.empty();
        }
        StreamDescription description = new StreamDescription(
                StreamId.of(source.name(), "Camera", header.replaceAll("(?s).*<source_id>(.*)</source_id>.*", "$1")), 0,
                List.of(new Channel(Role.of(source.setting("role").orElseThrow()), "Face", "smile", "", "",
                        Channel.Scale.CONTINUOUS)),
                Origin.device());
        return Optional.of(new StreamMapping.MappedStream() {
            @Override
            public StreamDescription description() {
                return description;
            }

            @Override
            public Block block(double[] times, float[] values, double arrived) {
                return new Block(description, times, values, arrived);
            }
        });
    }

    /** What came, by the role of its channel. */
    private static List<String> played(Path file, String role) throws Exception {
        SentSignals sent = new SentSignals("replay");
        new ReplaySource(file, 100, role, java.util.Set.of(), ReplayTest::face, LslClock::now).run(sent);
        return sent.blocks().stream().map(block -> block.stream().role().orElseThrow().word() + " " + block.value(0, 0)).toList();
    }

    @Test
    void oneNodePlaysBothPeopleAsTheStreamsSayWhoseTheyAre() throws Exception {
        Path file = recordingOfTwoPeople();
        assertThat(played(file, "receiver")).containsExactly("receiver 1.0", "emitter 2.0", "receiver 3.0");
        assertThat(played(file, "emitter")).containsExactly("receiver 1.0", "emitter 2.0", "emitter 3.0");
    }

    private static Inlet inlet(Lsl lsl, String name) {
        Inlet inlet = lsl.inlet(lsl.resolveBy("name", name, 1, Duration.ofSeconds(10)).get(0));
        inlet.open(Duration.ofSeconds(5));
        return inlet;
    }

    @Test
    void playsDevicesAsIfTheyWereHereNow() throws Exception {
        SentSignals sent = new SentSignals("replay");
        double before = LslClock.now();
        new ReplaySource(recording(), 10, "receiver", java.util.Set.of(), (source, header) -> Optional.empty(), LslClock::now)
                .run(sent);

        assertThat(LslClock.now() - before).as("seconds").isGreaterThan(0.4 / 10 - 0.01);
        assertThat(sent.all().get(0)).isInstanceOfSatisfying(StreamStatus.class,
                status -> assertThat(status.state()).isEqualTo(StreamStatus.State.LIVE));
        List<Block> blocks = sent.blocks();
        assertThat(blocks).extracting(Block::stream).containsOnly(EYE.with(StreamId.of("replay", "eye", "")));
        double first = blocks.get(0).times()[0];
        assertThat(first).isBetween(before - 0.1, LslClock.now());
        assertThat(blocks.stream().flatMapToDouble(block -> java.util.Arrays.stream(block.times())).map(time -> time - first)
                .toArray()).containsExactly(new double[]{0, 0.05, 0.4}, offset(1e-9));
        assertThat(sent.markers()).singleElement().isInstanceOfSatisfying(Marker.class, marker -> {
            assertThat(marker.text()).isEqualTo("pressed");
            assertThat(marker.time() - first).isEqualTo(0.3, offset(1e-9));
        });
        assertThat(sent.all().get(sent.all().size() - 1)).isInstanceOfSatisfying(StreamStatus.class,
                status -> assertThat(status.state()).isEqualTo(StreamStatus.State.LOST));
    }

    @Test
    void saysWhatItCannotPlay() throws Exception {
        SentSignals sent = new SentSignals("replay");
        new ReplaySource(folder.resolve("none.xdf"), 1, "receiver", java.util.Set.of(), (source, header) -> Optional.empty(),
                LslClock::now).run(sent);
        assertThat(sent.all()).singleElement().isInstanceOfSatisfying(StreamStatus.class, status -> {
            assertThat(status.state()).isEqualTo(StreamStatus.State.REFUSED);
            assertThat(status.reason()).contains("none.xdf: no such file");
        });
    }

    private static Block rows(double start, float... values) {
        double[] times = new double[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = start + i;
        }
        return new Block(EYE, times, values, start);
    }

    @Test
    void comparesToTheBit() {
        NodeComparison same = NodeComparisonTest.compared(List.of(rows(10, 1, Float.NaN, 3)),
                List.of(rows(8, 0, 0, 1), rows(11, Float.NaN, 3, 9)));
        assertThat(same.isEqual()).as("what was made before and after the recording is no difference").isTrue();
        assertThat(same.lines("n")).first().asString().contains("3 samples live, 3 of them again, 3 equal to the bit: the same");

        NodeComparison other = NodeComparisonTest.compared(List.of(rows(10, 1, 2, 3)), List.of(rows(10, 1, Math.nextUp(2f), 3)));
        assertThat(other.isEqual()).isFalse();
        assertThat(other.lines("n")).anySatisfy(
                line -> assertThat(line).contains("1 differ, the first at 1.000 s, by at most 2.38e-07, in receiver/Gaze/x"));

        assertThat(NodeComparisonTest.compared(List.of(rows(10, 1, 2)), List.of(rows(10, 1, Float.NaN))).greatest()).isInfinite();
        NodeComparison begun = NodeComparisonTest.compared(List.of(rows(10, 1, 2, 3)), List.of(rows(11, 9, 3)));
        assertThat(begun.isEqual()).as("a recording that began in the middle").isTrue();
        assertThat(begun.lines("n")).anySatisfy(line -> assertThat(line).contains("2 of the first are not compared"));
        assertThat(NodeComparisonTest.compared(List.of(rows(10, 1, 2)), List.of(rows(10, 3, 4))).isEqual())
                .as("nothing is the same").isFalse();
        NodeComparison lacking = NodeComparisonTest.compared(List.of(rows(10, 1, 2, 3)), List.of(rows(10, 1), rows(12, 3)));
        assertThat(lacking.isEqual()).isFalse();
        assertThat(lacking.lines("n")).anySatisfy(line -> assertThat(line).contains("1 were made live only"));
        assertThat(NodeComparisonTest.compared(List.of(), List.of()).isEqual()).as("nothing proves nothing").isFalse();
    }
}
