package org.rapport.training.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamDescription;
import org.rapport.json.FileFault;
import org.rapport.lsl.RecordedMapping;
import org.rapport.lsl.dialects.Dialects;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyFile;

/** Two receivers watched one emitter: three recordings are two sessions. */
class SharedStimulusTest {
    private static final StreamMapping MAPPING = new RecordedMapping(new Dialects(Optional.empty()));

    @TempDir
    private Path folder;
    private int runs;
    /** How the pipeline's last node says that it made its rows. */
    private Origin origin = Origin.derived("straight", Map.of("rate", 10.0));

    /** Sends what its sources get as it is, with the settings that a resampler would say. */
    private final OfflineGraph graph = new OfflineGraph() {
        @Override
        public Run open(Path pipeline, String node, Consumer<Block> results) {
            runs++;
            return new Run() {
                @Override
                public List<PlannedNode> sources() {
                    return List.of(face("emitter"), face("receiver"));
                }

                @Override
                public void send(String source, Signal signal) {
                    Block block = (Block) signal;
                    StreamDescription said = new StreamDescription("features", 10, block.stream().channels(), origin);
                    results.accept(new Block(said, block.times(), block.values(), 0));
                }

                @Override
                public void close() {
                    // nothing was opened
                }
            };
        }
    };

    private static PlannedNode face(String role) {
        return new PlannedNode("rapport.source.face", role, Map.of("role", role), List.of());
    }

    @BeforeEach
    void study() throws Exception {
        Files.writeString(folder.resolve("pipeline.json"), "{}");
        TestTables.face(folder.resolve("film"), 10, 0, 50, row -> row);
        TestTables.face(folder.resolve("ann"), 10, 0, 50, row -> -row);
        TestTables.face(folder.resolve("bob"), 10, 10, 60, row -> 2 * row);
        TestTables.labels(folder.resolve("ann"), 1, 3);
        TestTables.labels(folder.resolve("bob"), 1, 5);
        write("");
    }

    private void write(String settings) throws Exception {
        Files.writeString(folder.resolve("study.json"), """
                { %s "sessions": { "table": "sessions.csv", "name": "{receiver}", "stimulus": "film",
                    "recordings": { "emitter": "film/face.csv",
                      "receiver": ["{receiver}/face.csv", { "streams": [ { "file": "{receiver}/labels.csv", "name": "dial",
                        "type": "Label", "time": "t" } ] }] } } }
                """.formatted(settings));
        Files.writeString(folder.resolve("sessions.csv"), "receiver,emitter\nann,e\nbob,e\n");
    }

    @Test
    void theirPipelineRunsOnceForEachRecording() throws Exception {
        Study study = StudyFile.read(folder);
        check(CachedRecordings.live(graph, MAPPING, study, folder.resolve("pipeline.json"), "features", folder.resolve("cache"),
                2), study.sessions());
        assertThat(runs).isEqualTo(3);
    }

    @Test
    void rowsOfANodeOfSomebodyElseNeedNoSettingOfACertainName() throws Exception {
        origin = Origin.derived("somebody.rows", Map.of());
        Study study = StudyFile.read(folder);
        check(CachedRecordings.live(graph, MAPPING, study, folder.resolve("pipeline.json"), "features", folder.resolve("cache"),
                2), study.sessions());
    }

    @Test
    void samplesOfADeviceAreNoRowsToLearnFrom() throws Exception {
        origin = Origin.device();
        Study study = StudyFile.read(folder);
        Recordings recordings = CachedRecordings.live(graph, MAPPING, study, folder.resolve("pipeline.json"), "features",
                folder.resolve("cache"), 2);
        assertThatThrownBy(() -> recordings.load(study.sessions(), told -> {
        })).isInstanceOf(StudyException.class)
                .hasMessage("pipeline.json: nothing can be learned from what node \"features\" sends: its samples come from a "
                        + "device as they are, and no node has made rows of them; put a rapport.resampler behind it and name "
                        + "that with --features");
    }

    @Test
    void aPipelineOfAnotherRateThanTheStudysIsRefused() throws Exception {
        write("\"rate\": 25,");
        Study study = StudyFile.read(folder);
        Recordings recordings = CachedRecordings.live(graph, MAPPING, study, folder.resolve("pipeline.json"), "features",
                folder.resolve("cache"), 2);
        assertThatThrownBy(() -> recordings.load(study.sessions(), told -> {
        })).isInstanceOf(FileFault.class)
                .hasMessage(folder.resolve("study.json") + ": line 1: \"rate\" is 25.0, but the pipeline makes 10.0 "
                        + "rows a second; let both say the same, or leave \"rate\" away");
    }

    @Test
    void offlineRowsAreTheSame() throws Exception {
        write("\"resampling\": \"offline\", \"rate\": 10,");
        Study study = StudyFile.read(folder);
        check(CachedRecordings.offline(MAPPING, study, folder.resolve("cache"), 2), study.sessions());
        assertThat(folder.resolve("cache")).isDirectoryContaining("glob:**.features");
        try (var files = Files.list(folder.resolve("cache"))) {
            assertThat(files).hasSize(3);
        }
    }

    private static void check(Recordings recordings, List<Session> sessions) throws Exception {
        recordings.load(sessions, told -> {
        });
        Recording bob = recordings.get(sessions.get(1), 0);
        assertThat(bob.session().name()).isEqualTo("bob");
        assertThat(bob.emitterChannels()).extracting(channel -> channel.path()).startsWith("emitter/Face/AU01_r");
        assertThat(bob.times()).as("what both recordings have").hasSize(40).startsWith(1.0, 1.1).endsWith(4.9);
        assertThat(first(bob.emitter().toArray(), bob.emitter().width())).startsWith(10, 11, 12);
        assertThat(first(bob.receiver().toArray(), bob.receiver().width())).startsWith(20, 22, 24);
        assertThat(bob.labels().toArray()).startsWith(1, 5, 1, 5);
        Recording ann = recordings.get(sessions.get(0), 0.5);
        assertThat(ann.rows()).isEqualTo(50);
        assertThat(first(ann.receiver().toArray(), ann.receiver().width())).startsWith(0, -1, -2);
        assertThat(ann.labels().toArray()[4 * 2]).as("reported at 1 s, felt 0.5 s before").isNaN();
        assertThat(ann.labels().toArray()[5 * 2 + 1]).isEqualTo(3);
    }

    private static float[] first(float[] rows, int width) {
        float[] column = new float[rows.length / width];
        for (int row = 0; row < column.length; row++) {
            column[row] = rows[row * width];
        }
        return column;
    }

    @Test
    void recordingsOnDifferentClocksAreRefused() throws Exception {
        TestTables.face(folder.resolve("bob"), 10, 900, 950, row -> row);
        Study study = StudyFile.read(folder);
        Recordings recordings = CachedRecordings.live(graph, MAPPING, study, folder.resolve("pipeline.json"), "features",
                folder.resolve("cache"), 1);
        assertThatThrownBy(() -> recordings.load(study.sessions(), told -> {
        })).isInstanceOf(FileFault.class).hasMessageContaining("session bob", "no moment in common");
    }
}
