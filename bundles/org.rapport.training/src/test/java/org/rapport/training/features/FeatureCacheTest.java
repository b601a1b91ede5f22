package org.rapport.training.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamDescription;
import org.rapport.model.Contract;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.data.RecordingSource;
import org.rapport.training.data.Session;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

/** From XDF files to mapped features; the graph between is one that hands its only source on. */
class FeatureCacheTest {
    private static final List<Channel> BOTH = List.of(channel(Role.EMITTER), channel(Role.RECEIVER));
    private static final StreamDescription FEATURES = new StreamDescription("both", 10, BOTH,
            Origin.derived("straight", Map.of("rate", 10.0)));
    private static final StreamDescription LABELS = new StreamDescription("labels", 0,
            List.of(label("competence"), label("warmth")), Origin.device());

    @TempDir
    private Path folder;
    private int runs;

    @BeforeEach
    void pipeline() throws Exception {
        Files.writeString(folder.resolve("pipeline.json"), "{}");
    }

    private static Channel channel(Role role) {
        return new Channel(role, "Face", "AU12", "", "", Channel.Scale.CONTINUOUS);
    }

    private static Channel label(String name) {
        return new Channel(Role.RECEIVER, "Label", name, "", "", Channel.Scale.STEPWISE);
    }

    /** Stands in for the engine, which lives in OSGi; the integration tests use that one. */
    private final OfflineGraph straight = new OfflineGraph() {
        @Override
        public Run open(Path pipeline, String node, Consumer<Block> results) {
            runs++;
            return new Run() {
                @Override
                public List<PlannedNode> sources() {
                    return List.of(new PlannedNode("both", "both", Map.of(), List.of()));
                }

                @Override
                public void send(String source, Signal signal) {
                    results.accept((Block) signal);
                }

                @Override
                public void close() {
                    // nothing was opened
                }
            };
        }
    };

    private final StreamMapping mapping = (source, header) -> {
        boolean label = header.contains("<type>Label</type>");
        if (label != source.type().endsWith("label")) {
            return Optional.empty();
        }
        StreamDescription description = label ? LABELS : FEATURES;
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
    };

    @Test
    void featuresAreMadeOnceAndThenFound() throws Exception {
        Session session = record("s", 50, 3f);
        Recording first = load(session, "hash", 0);
        Recording again = load(session, "hash", 0);
        assertThat(runs).isEqualTo(1);
        assertThat(again.emitterChannels()).containsExactly(BOTH.get(0));
        assertThat(again.provenance()).isEqualTo(Contract.Features.of(10, FEATURES.origin()));
        assertThat(again.times()).isEqualTo(first.times()).hasSize(50);
        assertThat(again.emitter().toArray()).isEqualTo(first.emitter().toArray()).startsWith(0, 1, 2, Float.NaN);
        assertThat(again.receiver().toArray()).startsWith(0, -1, -2);
        load(session, "another recording", 0);
        assertThat(runs).isEqualTo(2);
        Files.writeString(folder.resolve("pipeline.json"), "{ }");
        load(session, "hash", 0);
        assertThat(runs).isEqualTo(3);
    }

    @Test
    void aClockThatIsAheadMovesWhatComesToTheGraphAndTheReportsAlike() throws Exception {
        Session session = record("s", 50, 3f);
        Recording own = load(session, "hash", 0);
        Recordings moved = recordings(List.of(session), "hash").onClock(0.25).orElseThrow();
        moved.load(List.of(session), told -> {
        });
        Recording ahead = moved.get(session, 0);
        assertThat(runs).isEqualTo(2);
        assertThat(ahead.times()[7]).isEqualTo(own.times()[7] + 0.25);
        assertThat(ahead.receiver().toArray()).isEqualTo(own.receiver().toArray());
        assertThat(ahead.labels().toArray()).isEqualTo(own.labels().toArray());
        load(session, "hash", 0);
        assertThat(runs).as("each clock has features of its own").isEqualTo(2);
    }

    @Test
    void labelsHoldUntilTheNextAndComeLateByTheLag() throws Exception {
        Session session = record("s", 50, 3f);
        // reported at 1 s: 1 and 3, at 3 s: 2 and 4
        float[] asReported = load(session, "hash", 0).labels().toArray();
        assertThat(asReported[9 * 2]).isNaN();
        assertThat(asReported[10 * 2]).isEqualTo(1);
        assertThat(asReported[29 * 2 + 1]).isEqualTo(3);
        assertThat(asReported[30 * 2 + 1]).isEqualTo(4);
        float[] moved = load(session, "hash", 0.5).labels().toArray();
        assertThat(moved[4 * 2]).isNaN();
        assertThat(moved[5 * 2]).isEqualTo(1);
        assertThat(moved[25 * 2 + 1]).isEqualTo(4);
    }

    @Test
    void aDamagedFileIsMadeAnew() throws Exception {
        Session session = record("s", 50, 3f);
        load(session, "hash", 0);
        Path file;
        try (var files = Files.list(folder.resolve("cache"))) {
            file = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[]{0, 3, 100, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            int before = runs;
            assertThat(load(session, "hash", 0).rows()).isEqualTo(50);
            assertThat(runs).isEqualTo(before + 1);
            assertThat(file).hasBinaryContent(bytes);
        }
    }

    @Test
    void aCacheThatTakesNothingIsToldInOneLine() throws Exception {
        Session session = record("s", 50, 3f);
        Files.writeString(folder.resolve("cache"), "a file");
        assertThatThrownBy(() -> load(session, "hash", 0)).isInstanceOf(StudyException.class).hasMessageContaining("--cache");
    }

    @Test
    void aRecordingWithoutLabelsIsRefused() throws Exception {
        Session session = record("s", 50, Float.NaN);
        assertThatThrownBy(() -> load(session, "hash", 0)).isInstanceOf(StudyException.class)
                .hasMessageContaining("has no stream of type Label");
    }

    private Recordings recordings(List<Session> sessions, String hash) throws Exception {
        Map<RecordingSource, String> hashes = new HashMap<>();
        sessions.forEach(
                session -> session.captures().forEach(capture -> capture.files().forEach(file -> hashes.put(file, hash + file))));
        Study study = new Study(folder, "test", true, Planted.study(List.of()).targets(), 0, List.of(), sessions, hashes, "");
        return CachedRecordings.live(straight, mapping, study, folder.resolve("pipeline.json"), "both", folder.resolve("cache"),
                2);
    }

    private Recording load(Session session, String hash, double lag) throws Exception {
        Recordings recordings = recordings(List.of(session), hash);
        List<Recording> told = new ArrayList<>();
        recordings.load(List.of(session), told::add);
        assertThat(told).hasSize(1);
        return recordings.get(session, lag);
    }

    /** Rows at 10 Hz, the emitter counting up but for one that is missing, the receiver down. */
    private Session record(String name, int rows, float label) throws IOException {
        Path file = folder.resolve(name + ".xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            double[] times = new double[rows];
            float[] values = new float[2 * rows];
            for (int row = 0; row < rows; row++) {
                times[row] = row / 10.0;
                values[2 * row] = row == 3 ? Float.NaN : row;
                values[2 * row + 1] = -row;
            }
            stream(writer, "Face").write(times, values);
            if (!Float.isNaN(label)) {
                stream(writer, "Label").write(new double[]{1, 3}, new float[]{1, label, 2, label + 1});
            }
        }
        return new Session(name, "e", "r", file);
    }

    private static XdfStreamWriter stream(XdfWriter writer, String type) throws IOException {
        return writer.addStream("<info><name>" + type + "</name><type>" + type + "</type><channel_count>2</channel_count>"
                + "<nominal_srate>10</nominal_srate><channel_format>float32</channel_format></info>");
    }
}
