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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsl4j.MemoryBudget;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.recording.session.HeaderXml;
import org.rapport.recording.session.Journal;
import org.rapport.recording.session.RecordedSession;
import org.rapport.recording.session.RecordedSignal;
import org.rapport.recording.session.StreamFacts;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfSalvage;
import org.rapport.xdf.XdfStream;
import org.rapport.xdf.XdfWriter;

/** Two devices of one name, one for each person, are two streams from the graph to the recording and back. */
@Timeout(20)
class TwinsTest {
    private static final StreamDescription EMITTER = shimmer("em", Role.EMITTER, "a");
    private static final StreamDescription RECEIVER = shimmer("re", Role.RECEIVER, "b");
    private static final List<PlannedNode> SOURCES = List.of(source("em", "emitter"), source("re", "receiver"),
            new PlannedNode("rapport.source.markers", "marks", Map.of(), List.of()));
    private static final StreamMapping NONE = (source, header) -> Optional.empty();

    @TempDir
    private Path folder;

    private static StreamDescription shimmer(String node, Role role, String sourceId) {
        return new StreamDescription(StreamId.of(node, "Shimmer", sourceId), 64,
                List.of(new Channel(role, "EDA", "EDA", "uS", "", Channel.Scale.CONTINUOUS)), new Origin.Device("EDA", "", ""));
    }

    private static PlannedNode source(String name, String role) {
        return new PlannedNode("rapport.source.physio", name, Map.of("role", role), List.of());
    }

    /** Both in turns, with drop-outs and returns of each. */
    private static List<Signal> session(int blocks) {
        Random random = new Random(7);
        List<Signal> sent = new ArrayList<>();
        double time = 1000;
        int[] next = new int[2];
        boolean[] lost = new boolean[2];
        for (int i = 0; i < blocks; i++) {
            time += 0.02;
            int which = random.nextInt(2);
            StreamDescription stream = which == 0 ? EMITTER : RECEIVER;
            if (random.nextInt(10) == 0) {
                lost[which] = !lost[which];
                sent.add(new StreamStatus(stream.id(), lost[which] ? State.LOST : State.LIVE, time, "cable"));
            }
            if (!lost[which]) {
                sent.add(new Block(stream, new double[]{time - 0.001}, new float[]{1000 * which + next[which]++}, time));
            }
            if (i % 40 == 39) {
                sent.add(new StreamQuality(stream.id(), time, next[which], 64, 0, which, 0, 0, Double.NaN, which, 0.001));
                sent.add(new Marker(StreamId.of("marks", "stimuli", "psychopy").withNumber(1 + which), time, "m" + i));
            }
        }
        return sent;
    }

    private Path record(List<Signal> sent) throws IOException {
        XdfSink sink = new XdfSink(folder.resolve("r.xdf"), true, "", "", MemoryBudget.ofHeap());
        for (Signal signal : sent) {
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
        sink.close();
        return folder.resolve("r.xdf");
    }

    private static float[] values(List<Signal> sent, StreamDescription stream) {
        List<Float> values = new ArrayList<>();
        sent.stream().filter(Block.class::isInstance).map(Block.class::cast).filter(block -> block.stream().equals(stream))
                .forEach(block -> values.add(block.values()[0]));
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    @Test
    void areTwoStreamsWithEverySampleOverDropOutsAndReturns() throws IOException {
        List<Signal> sent = session(2000);
        Path file = record(sent);
        XdfSalvage.salvage(file, folder.resolve("salvaged.xdf"));
        for (Path one : List.of(file, folder.resolve("salvaged.xdf"))) {
            XdfFile xdf = XdfReader.read(one);
            List<XdfStream> twins = xdf.streams().stream().filter(stream -> stream.name().equals("Shimmer")).toList();
            assertThat(twins).hasSize(2);
            for (XdfStream twin : twins) {
                boolean emitter = StreamFacts.of(twin).role().orElseThrow().equals("emitter");
                assertThat(StreamFacts.of(twin).sourceId()).isEqualTo(emitter ? "a" : "b");
                assertThat(twin.values().floats()).containsExactly(values(sent, emitter ? EMITTER : RECEIVER));
                assertThat(twin.clockOffsets().stream().skip(1).map(ClockOffset::offset)).as("of its own clock").isNotEmpty()
                        .containsOnly(emitter ? 0.0 : 1.0);
            }
            assertThat(xdf.streams()).filteredOn(stream -> stream.name().equals("stimuli")).hasSize(2);
        }
    }

    @Test
    void newsThatSeveralNodesHandOnAreRecordedOnceHoweverLateTheyCome() throws IOException {
        List<Signal> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sent.add(new StreamStatus(EMITTER.id(), i % 2 == 0 ? State.LOST : State.LIVE, i, "cable"));
            sent.add(new StreamQuality(EMITTER.id(), i, i, 64, Double.NaN, 0, 0, 0, Double.NaN, 0, 0.001));
        }
        List<Signal> thrice = new ArrayList<>(sent);
        thrice.addAll(sent);
        thrice.addAll(sent);
        List<RecordedSignal> again = RecordedSession.read(record(thrice)).signals(SOURCES, NONE);
        assertThat(again).hasSize(10).extracting(RecordedSignal::source).containsOnly("em");
        XdfFile file = XdfReader.read(folder.resolve("r.xdf"));
        assertThat(file.streams()).filteredOn(stream -> !stream.name().equals(Journal.NAME)).hasSize(2)
                .allSatisfy(stream -> assertThat(stream.samples()).isEqualTo(10));
    }

    @Test
    void areNeverMixedInADamagedFile() throws IOException {
        byte[] whole = Files.readAllBytes(record(session(300)));
        for (int hole = 2000; hole < whole.length; hole += whole.length / 11) {
            byte[] bytes = whole.clone();
            Arrays.fill(bytes, hole, Math.min(hole + 40, bytes.length), (byte) 0x7f);
            Path damaged = Files.write(folder.resolve("damaged.xdf"), bytes);
            Path sound = folder.resolve("sound.xdf");
            XdfSalvage.salvage(damaged, sound);
            for (Path file : List.of(damaged, sound)) {
                RecordedSession session = RecordedSession.read(file);
                assertThat(session.signals(SOURCES, NONE))
                        .filteredOn(signal -> signal.signal() instanceof Block block && block.values()[0] < 1e6)
                        .allMatch(signal -> signal.source().equals(((Block) signal.signal()).values()[0] < 1000 ? "em" : "re"));
            }
            Files.delete(sound);
        }
    }

    @Test
    void comeBackEachFromItsOwnNodeInTheOrderInWhichTheyCame() throws IOException {
        List<Signal> sent = session(500);
        RecordedSession session = RecordedSession.read(record(sent));
        List<RecordedSignal> again = session.signals(SOURCES, NONE);
        sent.removeIf(StreamQuality.class::isInstance);
        assertThat(again).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            Signal live = sent.get(i);
            RecordedSignal replayed = again.get(i);
            if (live instanceof Block block) {
                assertThat(replayed.source()).isEqualTo(block.stream().id().node());
                assertThat(((Block) replayed.signal()).stream()).isEqualTo(block.stream());
                assertThat(((Block) replayed.signal()).values()).containsExactly(block.values());
            } else {
                assertThat(replayed.signal()).isEqualTo(live);
            }
        }
        assertThat(session.blocks("em")).allMatch(block -> block.stream().equals(EMITTER));
        List<String> titles = session.streams().stream().map(stream -> session.titles().of(stream.id())).toList();
        assertThat(titles).contains("Shimmer (emitter)", "Shimmer (receiver)").doesNotHaveDuplicates();
    }

    @Test
    void statesOfRecordingsThatKnewOnlyNamesStillGoWhereTheyDid() throws IOException {
        Path file = folder.resolve("old.xdf");
        StreamDescription eye = new StreamDescription(StreamId.of("eye", "Tobii", ""), 0,
                List.of(new Channel(Role.RECEIVER, "Gaze", "x", "", "", Channel.Scale.CONTINUOUS)), Origin.device());
        try (XdfWriter writer = new XdfWriter(file)) {
            var samples = writer.addStream(HeaderXml.of(eye, "lab", 0).replaceAll("<(node|number|source_id)>.*?</\\1>", "")
                    .replace("<provenance>", "<provenance><source>eye</source>"));
            samples.write(new double[]{1, 2}, new float[]{1, 2});
            var states = writer.addStream(HeaderXml.ofMarkers(StreamId.of(Journal.STATES), MarkerFormat.TEXT, "lab", 0));
            states.write(new double[]{0, 3}, new String[]{"{\"stream\":\"eye\",\"state\":\"RESOLVING\",\"reason\":\"looks\"}",
                    "{\"stream\":\"Tobii\",\"state\":\"LOST\",\"reason\":\"gone\"}"});
        }
        List<RecordedSignal> signals = RecordedSession.read(file).signals(List.of(source("eye", "receiver")), NONE);
        assertThat(signals.stream().map(RecordedSignal::signal).filter(StreamStatus.class::isInstance)).containsExactlyInAnyOrder(
                new StreamStatus("eye", State.RESOLVING, 0, "looks"), new StreamStatus(eye.id(), State.LOST, 3, "gone"));
        assertThat(signals).extracting(RecordedSignal::source).containsOnly("eye");
    }

    /** As a source that chooses by type alone reads them. */
    private static StreamMapping byType(Role role) {
        return (source, header) -> Optional.of(new StreamMapping.MappedStream() {
            private final StreamDescription stream = new StreamDescription(StreamId.of(source.name(), "Shimmer", ""), 0,
                    List.of(new Channel(role, "EDA", "EDA", "", "", Channel.Scale.CONTINUOUS)), Origin.device());

            @Override
            public StreamDescription description() {
                return stream;
            }

            @Override
            public Block block(double[] times, float[] values, double arrived) {
                return new Block(stream, times, values, arrived);
            }
        });
    }

    private Path foreign(double secondStart, String... roles) throws IOException {
        Path file = folder.resolve("foreign.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            for (int i = 0; i < 2; i++) {
                String desc = roles.length == 0 ? "<desc/>" : "<desc><role>" + roles[i] + "</role></desc>";
                var stream = writer.addStream("<info><name>Shimmer</name><type>EDA</type><channel_count>1</channel_count>"
                        + "<nominal_srate>0</nominal_srate><channel_format>float32</channel_format><source_id>" + "ab".charAt(i)
                        + "</source_id>" + desc + "</info>");
                double start = i == 0 ? 0 : secondStart;
                stream.write(new double[]{start, start + 5}, new float[]{i, i});
            }
        }
        return file;
    }

    @Test
    void ofAnotherRecorderAreNeverReadAsOnePerson() throws IOException {
        RecordedSession session = RecordedSession.read(foreign(2));
        List<PlannedNode> em = List.of(source("em", "emitter"));
        assertThatThrownBy(() -> session.signals(em, byType(Role.EMITTER))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("several streams match the source \"em\": Shimmer (a), Shimmer (b); choose one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"emitter", "receiver"})
    void ofAnotherRecorderAreToldApartByTheRoleThatTheySay(String role) throws IOException {
        RecordedSession session = RecordedSession.read(foreign(2, "emitter", "receiver"));
        List<RecordedSignal> signals = session.signals(List.of(source("one", role)), byType(Role.of(role)));
        assertThat(signals).isNotEmpty().extracting(signal -> ((Block) signal.signal()).values()[0])
                .containsOnly(role.equals("emitter") ? 0f : 1f);
    }

    @Test
    void oneAfterTheOtherAreADeviceThatCameBack() throws IOException {
        List<RecordedSignal> signals = RecordedSession.read(foreign(6)).signals(List.of(source("em", "emitter")),
                byType(Role.EMITTER));
        assertThat(signals).hasSize(4);
    }

    @Test
    void haveTablesOfTheirOwn() throws IOException {
        for (String name : List.of("{stream}.csv", "{node}.csv", "all.csv")) {
            CsvSink sink = new CsvSink(folder.resolve(name.replaceAll("\\W", "")).resolve(name));
            for (Signal signal : session(200)) {
                if (signal instanceof Block block) {
                    sink.accept(block);
                }
            }
            sink.close();
        }
        assertThat(folder.resolve("streamcsv")).isDirectoryContaining("glob:**Shimmer.csv");
        assertThat(folder.resolve("streamcsv").toFile().list()).hasSize(2);
        assertThat(folder.resolve("nodecsv").toFile().list()).containsExactlyInAnyOrder("em.csv", "re.csv");
        assertThat(folder.resolve("allcsv").toFile().list()).hasSize(2);
        assertThat(folder.resolve("nodecsv/em.csv")).content().contains("emitter/EDA/EDA", ",0.0\n").doesNotContain(",1000.0");
        assertThat(folder.resolve("nodecsv/re.csv")).content().contains("receiver/EDA/EDA", ",1000.0\n");
    }
}
