package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lsl4j.MemoryBudget;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.DeviceTime;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.recording.session.HeaderXml;
import org.rapport.recording.session.RecordedSession;
import org.rapport.recording.session.RecordedSignal;
import org.rapport.recording.session.SessionPlay;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;
import org.rapport.xdf.XdfWriter;

/** What a session sent, and what its recording says that it sent. */
@Timeout(20)
class RecordAndReadTest {
    private static final StreamDescription FACE = new StreamDescription(StreamId.of("emitter-face", "webcam <1>", "camera 3"), 30,
            List.of(new Channel(Role.EMITTER, "Face", "AU12_r", "", "OpenFace 2", Channel.Scale.CONTINUOUS),
                    new Channel(Role.EMITTER, "Gaze", "gaze_angle_x", "rad", "OpenFace 2", Channel.Scale.CONTINUOUS)),
            new Origin.Device("Face", "", ""));
    private static final StreamDescription VOICE = new StreamDescription(StreamId.of("emitter-voice", "microphone", ""), 16_000,
            List.of(new Channel(Role.EMITTER, "Audio", "1", "", "", Channel.Scale.CONTINUOUS)), Origin.device());
    private static final List<PlannedNode> SOURCES = List.of(source("rapport.source.face", "emitter-face"),
            source("rapport.source.audio", "emitter-voice"));

    @TempDir
    private Path folder;

    private static PlannedNode source(String type, String name) {
        return new PlannedNode(type, name, Map.of("role", "emitter"), List.of());
    }

    /** A device whose clock is two days behind and drifts; news of a state come between two blocks of one instant. */
    private static List<Signal> session() {
        Random random = new Random(4);
        List<Signal> sent = new ArrayList<>();
        double time = 251_000.123;
        sent.add(new StreamStatus("emitter-face", StreamStatus.State.RESOLVING, time, "looks for type='Face'"));
        for (int block = 0; block < 200; block++) {
            time += 0.05 + random.nextDouble() * 0.01;
            sent.add(face(random, time));
            if (block % 50 == 3) {
                sent.add(new StreamStatus(FACE.id(), StreamStatus.State.STALE, time + 0.003, "no sample for 0.5 s"));
            }
            sent.add(voice(random, time - 1e-4)); // it was read first, but came second
        }
        return sent;
    }

    private static Block face(Random random, double time) {
        double correction = 172_800 + 1e-5 * time + 1e-4 * random.nextGaussian();
        double[] stamps = new double[1 + random.nextInt(3)];
        double[] times = new double[stamps.length];
        float[] values = new float[2 * stamps.length];
        for (int i = 0; i < stamps.length; i++) {
            stamps[i] = time - 172_800 - 0.04 + 0.033 * i + 0.05 * random.nextDouble();
            times[i] = i == 0 ? stamps[i] + correction : Math.max(times[i - 1], stamps[i] + correction);
            values[2 * i] = random.nextFloat();
            values[2 * i + 1] = Float.NaN;
        }
        return new Block(FACE, times, values, time, new DeviceTime(stamps, correction));
    }

    /** Spread evenly between two smoothed times. */
    private static Block voice(Random random, double time) {
        int count = 800;
        double[] stamps = new double[count];
        double[] times = new double[count];
        float[] values = new float[count];
        double last = time + 0.0499 + 1e-5 * random.nextGaussian();
        for (int i = 0; i < count; i++) {
            stamps[i] = time - 3 + i / 16_000.0 + 1e-4 * random.nextGaussian();
            times[i] = i == count - 1 ? last : time + i * (last - time) / (count - 1);
            values[i] = random.nextFloat();
        }
        return new Block(VOICE, times, values, time + 0.06, new DeviceTime(stamps, Double.NaN));
    }

    private Path record(List<Signal> signals) throws IOException {
        Path file = folder.resolve("session.xdf");
        XdfSink sink = new XdfSink(file, true, "", "", MemoryBudget.ofHeap());
        for (Signal signal : signals) {
            send(sink, signal);
        }
        sink.close();
        return file;
    }

    private static void send(XdfSink sink, Signal signal) throws IOException {
        if (signal instanceof Block block) {
            sink.accept(block);
        } else if (signal instanceof StreamStatus status) {
            sink.status(status);
        } else if (signal instanceof StreamQuality quality) {
            sink.quality(quality);
        } else if (signal instanceof Marker marker) {
            sink.marker(marker);
        }
    }

    @Test
    void givesTheSameSignalsInTheSameOrder() throws IOException {
        List<Signal> sent = session();
        List<RecordedSignal> read = RecordedSession.read(record(sent)).signals(SOURCES, (source, header) -> {
            throw new AssertionError("every stream is known by the source that it came from");
        });

        assertThat(read).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(read.get(i).source()).startsWith("emitter-");
            assertSame(read.get(i).signal(), sent.get(i));
        }
    }

    /** What was sent, and with {@code made} also what a node made, as a play of the file gives it; empty if it is not read so. */
    private static Optional<List<Signal>> played(Path file, List<Block> made) throws Exception {
        List<Signal> played = new ArrayList<>();
        AtomicBoolean inMemory = new AtomicBoolean();
        try (SessionPlay play = SessionPlay.open(file, whole -> inMemory.set(true), share -> {
        })) {
            play.play(SOURCES, (source, header) -> Optional.empty(), "emitter-voice", new SessionPlay.Player() {
                @Override
                public void sent(RecordedSignal signal) {
                    played.add(signal.signal());
                }

                @Override
                public void made(Block block) {
                    made.add(block);
                }

                @Override
                public void progress(double share) {
                    assertThat(share).isBetween(0.0, 1.0);
                }
            });
        }
        return inMemory.get() ? Optional.empty() : Optional.of(played);
    }

    @Test
    void playsThemAsTheFileIsRead() throws Exception {
        List<Signal> sent = session();
        List<Block> voices = new ArrayList<>();
        List<Signal> played = played(record(sent), voices).orElseThrow();

        assertThat(played).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            assertSame(played.get(i), sent.get(i));
        }
        assertThat(voices).hasSize(200);
    }

    /** What came before the cut is played; nothing else is made of it. */
    @Test
    void playsWhatIsLeftOfACutFile() throws Exception {
        List<Signal> sent = session();
        byte[] bytes = Files.readAllBytes(record(sent));
        for (int cut = bytes.length * 9 / 10; cut < bytes.length * 9 / 10 + 4000; cut += 97) {
            Path file = Files.write(folder.resolve("cut.xdf"), Arrays.copyOf(bytes, cut));
            List<Signal> played = played(file, new ArrayList<>()).orElseThrow();
            assertThat(played).hasSizeGreaterThan(sent.size() * 8 / 10);
            for (int i = 0; i < played.size(); i++) {
                assertSame(played.get(i), sent.get(i));
            }
        }
    }

    /** Of other programs', nobody kept in which order samples came. */
    @Test
    void whatHasNoJournalIsPlayedFromMemory() throws Exception {
        Path file = folder.resolve("none.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            writer.addStream(HeaderXml.of(FACE, "lab", 0)).write(new double[]{1, 2}, new float[4]);
        }
        assertThat(played(file, new ArrayList<>())).isEmpty();
    }

    @Test
    void whatAPlayerThrowsEndsThePlay() throws Exception {
        try (SessionPlay play = SessionPlay.open(record(session()), whole -> {
        }, share -> {
        })) {
            assertThatThrownBy(() -> play.play(SOURCES, (source, header) -> Optional.empty(), "", new SessionPlay.Player() {
                @Override
                public void sent(RecordedSignal signal) throws Exception {
                    throw new InterruptedException("enough");
                }

                @Override
                public void made(Block block) {
                    // nobody asked
                }

                @Override
                public void progress(double share) {
                    // of no interest
                }
            })).isInstanceOf(InterruptedException.class).hasMessage("enough");
        }
    }

    private static void assertSame(Signal read, Signal sent) {
        if (!(sent instanceof Block block)) {
            assertThat(read).isEqualTo(sent);
            return;
        }
        Block other = (Block) read;
        assertThat(other.stream()).isEqualTo(block.stream());
        assertThat(other.times()).as("to the bit").isEqualTo(block.times());
        assertThat(other.values()).isEqualTo(block.values());
        assertThat(other.arrived()).isEqualTo(block.arrived());
        assertThat(other.device().stamps()).isEqualTo(block.device().stamps());
        assertThat(new double[]{other.device().correction()}).isEqualTo(new double[]{block.device().correction()});
    }

    /** A recording that was cut off: the last of a stream may be there without its row in the journal, or the other way round. */
    @Test
    void keepsEverySampleOfACutFile() throws IOException {
        Path whole = record(session());
        byte[] bytes = Files.readAllBytes(whole);
        for (int cut = bytes.length * 9 / 10; cut < bytes.length * 9 / 10 + 4000; cut += 97) {
            Path file = Files.write(folder.resolve("cut.xdf"), Arrays.copyOf(bytes, cut));
            long samples = XdfReader.read(file).streams().stream().filter(stream -> stream.name().equals(FACE.name()))
                    .mapToInt(XdfStream::samples).sum();
            assertThat(RecordedSession.read(file).blocks("emitter-face").stream().mapToInt(Block::samples).sum())
                    .isEqualTo(samples);
        }
    }

    @Test
    void keepsStampsClocksAndMarkersAsOtherProgramsExpectThem() throws IOException {
        Block block = face(new Random(1), 251_000);
        XdfFile file = XdfReader.read(record(List.of(block,
                new StreamQuality(FACE.id(), 251_005, 150, 29.9, 0.004, 2, 1, 73, 0.9, 172_802.5, 0.0003).withOffsetOf(251_003),
                new Marker("keyboard", 251_006.5, "stimulus 3"))));

        XdfStream face = stream(file, FACE.name());
        assertThat(face.type()).as("what its device sent it as").isEqualTo("Face");
        assertThat(face.times()).isEqualTo(block.device().stamps());
        assertThat(face.clockOffsets()).containsExactly(ClockOffset.at(251_000, block.device().correction()),
                ClockOffset.at(251_003, 172_802.5));
        assertThat(face.header()).contains("<acquisition><model>OpenFace 2</model></acquisition>");
        assertThat(stream(file, "keyboard").type()).isEqualTo("Markers");
        assertThat(stream(file, "keyboard").times()).containsExactly(251_006.5);
        assertThat(stream(file, "keyboard").values().strings()).containsExactly("stimulus 3");
        assertThat(stream(file, "rapport-quality").values().strings()[1]).contains("\"stream\":\"webcam <1>\"", "\"missing\":2",
                "\"duplicates\":1", "\"burst\":73", "\"confidence\":0.9", "\"rate\":29.9", "\"uncertainty\":0.0003");
    }

    private static XdfStream stream(XdfFile file, String name) {
        return file.streams().stream().filter(stream -> stream.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void startsAndStopsByMarkers() throws IOException {
        XdfSink sink = new XdfSink(folder.resolve("m.xdf"), false, "go", "halt", MemoryBudget.ofHeap());
        StreamStatus live = new StreamStatus("eye", StreamStatus.State.LIVE, 1, "reads it");
        sink.status(live);
        StreamDescription eye = Blocks.stream("eye", 60, 1);
        sink.accept(Blocks.counting(eye, 0, 5, 0));
        assertThat(sink.recording()).isEmpty();
        sink.marker(new Marker("keyboard", 2, "go"));
        assertThat(sink.recording()).contains(folder.resolve("m.xdf"));
        sink.accept(Blocks.counting(eye, 5, 6, 0));
        sink.marker(new Marker("keyboard", 3, "halt"));
        assertThat(sink.recording()).isEmpty();
        XdfFile first = XdfReader.read(ended(folder.resolve("m.xdf")));
        sink.accept(Blocks.counting(eye, 11, 7, 0));
        sink.start();
        sink.accept(Blocks.counting(eye, 18, 8, 0));
        sink.stop();

        assertThat(stream(first, "eye").samples()).isEqualTo(6);
        assertThat(stream(first, "keyboard").values().strings()).containsExactly("go", "halt");
        assertThat(stream(first, "rapport-states").values().strings()[1]).as("the state before it began").contains("LIVE");
        assertThat(stream(XdfReader.read(folder.resolve("m-2.xdf")), "eye").samples()).isEqualTo(8);
    }

    /** The marker's file is closed in the background. */
    private static Path ended(Path file) throws IOException {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!Files.exists(file) || Files.size(file) == 0 || !isClosed(file)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        return file;
    }

    private static boolean isClosed(Path file) throws IOException {
        return XdfReader.read(file).streams().stream().anyMatch(stream -> stream.footer().isPresent());
    }

    /** Numbers and texts of a second computer, whose clock drifts and is days away. */
    @Test
    void readsWhatAnotherProgramRecordedOnTheRecordersClock() throws IOException {
        Path file = folder.resolve("other.xdf");
        try (var writer = new XdfWriter(file)) {
            String header = "<info><name>eye</name><type>Gaze</type><channel_count>1</channel_count>"
                    + "<nominal_srate>0</nominal_srate><channel_format>float32</channel_format></info>";
            var eye = writer.addStream(header);
            var keys = writer.addStream(header.replace("float32", "string").replace("eye", "keys"));
            eye.write(new double[]{431_990, 432_000, 432_600}, new float[3]);
            keys.write(new double[]{432_300}, new String[]{"pressed"});
            for (var stream : List.of(eye, keys)) {
                stream.write(new ClockOffset(432_000, -431_000));
                stream.write(new ClockOffset(432_600, -430_999.94));
            }
        }
        RecordedSession session = RecordedSession.read(file);
        var exactly = org.assertj.core.data.Offset.offset(1e-9);
        assertThat(session.streams().get(0).times()).containsExactly(new double[]{989.999, 1000, 1600.06}, exactly);
        assertThat(session.streams().get(1).times()).containsExactly(new double[]{1300.03}, exactly);
        assertThat(session.deviceSignals().get(0).arrived()).isCloseTo(1300.03, exactly);
    }
}
