package org.rapport.training.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.signal.Role;
import org.rapport.lsl.RecordedMapping;
import org.rapport.lsl.dialects.Dialects;
import org.rapport.model.network.Architectures;
import org.rapport.training.Planted;
import org.rapport.training.check.StudyCheck;
import org.rapport.training.data.Capture;
import org.rapport.training.data.Recording;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Series;
import org.rapport.training.experiment.OtherClocks;
import org.rapport.training.experiment.TrainedControls;
import org.rapport.training.fit.Progress;
import org.rapport.training.part.Asked;
import org.rapport.training.part.PartList;
import org.rapport.training.part.PartRecipe;
import org.rapport.training.part.PartsFile;
import org.rapport.training.part.Purpose;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyFile;

/** A study of tables only, as a laboratory without LSL has them, from study.json to rows with labels. */
class TablesStudyTest {
    private static final StreamMapping MAPPING = new RecordedMapping(new Dialects(Optional.empty()));
    private static final double SECONDS = 20;
    /** Of {@code scipy.signal.decimate} for what never changes: the filter's ripple of 0.05 dB, there and back. */
    private static final double SCIPY_GAIN = Math.pow(10, -0.1 / 20);

    @TempDir
    private Path folder;

    @BeforeEach
    void study() throws Exception {
        for (String stimulus : List.of("1", "2")) {
            TestTables.face(folder.resolve("stimuli/" + stimulus), 25, 0, (int) (25 * SECONDS), row -> Math.sin(row / 25.0));
        }
        for (String receiver : List.of("p01", "p02")) {
            for (String stimulus : List.of("1", "2")) {
                receiver(receiver, stimulus);
            }
        }
        Files.writeString(folder.resolve("study.json"), """
                { "name": "tables", "resampling": "offline", "rate": 25,
                  "labels": { "competence": "dial/competence", "warmth": "dial/warmth" },
                  "sessions": {
                    "files": "people/{receiver}_{stimulus}_labels.csv",
                    "name": "{receiver}-{stimulus}", "emitter": "speaker {stimulus}",
                    "recordings": {
                      "emitter": "stimuli/{stimulus}/face.csv",
                      "receiver": [ "people/{receiver}_{stimulus}_face/face.csv", "people/{receiver}_{stimulus}_wrist",
                        { "streams": [
                          { "file": "people/gaze.csv", "where": { "who": "{receiver}", "film": "{stimulus}" }, "name": "eyes",
                            "type": "Gaze", "rate": 50, "time": "ms", "timeUnit": "ms",
                            "columns": { "x": { "label": "gaze_x", "unit": "px" } } },
                          { "file": "people/{receiver}_{stimulus}_labels.csv", "name": "dial", "type": "Label", "time": "t" }
                        ] } ] } } }
                """);
    }

    /** A face, a wristband of its own clock's start, a share of one long table of gaze, and labels whenever a key was pressed. */
    private void receiver(String receiver, String stimulus) throws Exception {
        Path people = folder.resolve("people");
        String name = receiver + "_" + stimulus;
        TestTables.face(people.resolve(name + "_face"), 30, 0, (int) (30 * SECONDS), row -> Math.cos(row / 30.0));
        TestTables.labels(people, 0.1, 0.2);
        Files.move(people.resolve("labels.csv"), people.resolve(name + "_labels.csv"));
        Path wrist = Files.createDirectories(people.resolve(name + "_wrist"));
        List<String> eda = new ArrayList<>(List.of("1700000000.0", "4.0"));
        for (int i = 0; i < 4 * SECONDS; i++) {
            eda.add(receiver.equals("p01") ? "0.5" : "0.6");
        }
        Files.write(wrist.resolve("EDA.csv"), eda);
        List<String> gaze = new ArrayList<>(Files.exists(people.resolve("gaze.csv"))
                ? Files.readAllLines(people.resolve("gaze.csv")) : List.of("who,film,ms,x"));
        for (int i = 0; i < 50 * SECONDS; i++) {
            gaze.add(String.format(Locale.ROOT, "%s,%s,%d,%s", receiver, stimulus, 20 * i, stimulus.equals("1") ? 100 : 200));
        }
        Files.write(people.resolve("gaze.csv"), gaze);
    }

    @Test
    void isSoundAndGivesRowsWithLabels() throws Exception {
        StudyCheck check = new StudyCheck(MAPPING);
        List<String> there = check.run(folder);
        assertThat(check.faults()).isEmpty();
        assertThat(there).first().asString().isEqualTo("tables: 4 sessions, 2 emitters, 2 receivers, 2 stimuli, 1.3 minutes");
        assertThat(there)
                .anyMatch(line -> line.startsWith("stream eyes (Gaze of the receiver): in 4 of 6 recordings, 1 channels, 50.00"))
                .anyMatch(line -> line.startsWith("stream named after its file (Face of the receiver): in 4 of 6 recordings"))
                .anyMatch(line -> line.startsWith("label warmth from dial/warmth: in 4 of 4 sessions, 8 reports from 0.2 to 1.2"))
                .contains("resampling: offline, to 25.0 rows a second");

        Study study = StudyFile.read(folder);
        Recordings recordings = CachedRecordings.offline(MAPPING, study, folder.resolve(".cache"), 2);
        List<String> told = new ArrayList<>();
        recordings.load(study.sessions(), recording -> told.add(recording.session().name()));
        assertThat(told).containsExactly("p01-1", "p01-2", "p02-1", "p02-2");
        Recording second = recordings.get(study.sessions().get(1), 0);
        assertThat(second.rate()).isEqualTo(25);
        assertThat(second.provenance().settings()).containsEntry("resampling", "offline");
        assertThat(second.emitterChannels()).extracting(channel -> channel.path()).containsExactly("emitter/Face/AU01_r",
                "emitter/Face/AU12_r", "emitter/Face/AU12_c");
        assertThat(second.receiverChannels()).extracting(channel -> channel.type()).containsExactly("EDA", "Face", "Face", "Face",
                "Gaze");
        float[] emitter = second.emitter().toArray();
        float[] receiver = second.receiver().toArray();
        for (int row = 100; row < 400; row++) {
            assertThat((double) emitter[3 * row]).isEqualTo(Math.sin(row / 25.0), within(0.01));
            assertThat((double) receiver[5 * row]).isEqualTo(0.5, within(1e-4));
            assertThat((double) receiver[5 * row + 1]).isEqualTo(Math.cos(row / 25.0), within(0.03));
            assertThat((double) receiver[5 * row + 4]).as("of this film only").isEqualTo(200 * SCIPY_GAIN, within(0.05));
        }
        float[] labels = second.labels().toArray();
        assertThat(labels[24 * 2]).isNaN();
        assertThat(labels[25 * 2]).isEqualTo(0.1f);
        assertThat(labels[74 * 2 + 1]).isEqualTo(0.2f);
        assertThat(labels[75 * 2 + 1]).isEqualTo(1.2f);
    }

    @Test
    void onAnotherClockRowsAndLabelsAreOfOtherMoments() throws Exception {
        Study study = StudyFile.read(folder);
        Recordings recordings = CachedRecordings.offline(MAPPING, study, folder.resolve(".cache"), 2);
        double ahead = 0.4 / 25 + 2; // rows are then 16 ms earlier
        Recordings moved = recordings.onClock(ahead).orElseThrow();
        recordings.load(study.sessions(), told -> {
        });
        moved.load(study.sessions(), told -> {
        });
        Recording before = recordings.get(study.sessions().get(1), 0);
        Recording after = moved.get(study.sessions().get(1), 0).earlier(ahead);
        float[] emitter = after.emitter().toArray();
        float[] labels = after.labels().toArray();
        for (int row = 30; row < 400; row++) {
            double time = after.times()[row];
            assertThat(time * 25 - Math.floor(time * 25)).isEqualTo(0.6, within(1e-6));
            assertThat((double) emitter[3 * row]).isEqualTo(Math.sin(time), within(0.01));
            assertThat(labels[2 * row]).isEqualTo(time < 3 ? 0.1f : 1.1f);
        }
        assertThat(after.emitter().toArray()).isNotEqualTo(before.emitter().toArray());
        assertThat(moved.files(study.sessions().get(1), folder))
                .doesNotContainAnyElementsOf(recordings.files(study.sessions().get(1), folder));
        assertThat(moved.onClock(0).orElseThrow().files(study.sessions().get(1), folder)).as("that of what was before is known")
                .isEqualTo(recordings.files(study.sessions().get(1), folder));
    }

    @Test
    void processesThatShareATrainingFindTheFeaturesOnOtherClocks() throws Exception {
        receiver("p03", "1");
        receiver("p03", "2");
        Study study = StudyFile.read(folder);
        Recordings recordings = CachedRecordings.offline(MAPPING, study, folder.resolve(".cache"), 2);
        List<SplitOptions> splits = SplitOptions.allFolds(Protocol.BY_RECEIVER, 3, 1);
        PartRecipe recipe = new PartRecipe(Planted.options(1), TrainedControls.NONE, "none");
        PartList list = PartList.train(study, splits, 1, recipe);
        List<Condition> made = onOtherClocks(list, recordings);
        assertThat(made).hasSize(5);
        assertThat(made.get(1).series()).hasSize(4);
        Path runs = folder.resolve("runs");
        PartsFile.write(runs,
                PartsFile.text(list, recordings, Asked.words(Purpose.TRAIN, recipe, splits, 1), Optional.empty(), runs));
        PartsFile file = PartsFile.read(runs, Architectures.STANDARD);
        List<Condition> found = onOtherClocks(file.list(), file.recordings());
        for (int clock = 0; clock < 5; clock++) {
            for (int i = 0; i < 4; i++) {
                Series one = found.get(clock).series().get(i);
                assertThat(one.predictions()).isDeepEqualTo(made.get(clock).series().get(i).predictions());
                assertThat(one.recording().times()).isEqualTo(made.get(clock).series().get(i).recording().times());
            }
        }
        // a list that an older program made has none of them
        Path parts = runs.resolve(PartsFile.NAME);
        Files.writeString(parts, Files.readString(parts).replace("onClocks", "else"));
        PartsFile older = PartsFile.read(runs, Architectures.STANDARD);
        assertThat(onOtherClocks(older.list(), older.recordings())).isEmpty();
    }

    /** What the emitter's smile is on each clock. */
    private static List<Condition> onOtherClocks(PartList list, Recordings recordings) throws Exception {
        recordings.load(list.sessions(), told -> {
        });
        return OtherClocks
                .of(OtherClocks.some(list.tested()), recordings, 0, list.recipe().options().window(), Progress.NONE, () -> false)
                .predict(TablesStudyTest::smiles, list.study().targetNames());
    }

    private static Series smiles(Recording recording) {
        float[] smiles = recording.emitter().select(0).toArray();
        return new Series(recording, IntStream.range(0, recording.rows()).toArray(), new float[][]{smiles, smiles},
                new float[][]{smiles, smiles});
    }

    @Test
    void everyFaultIsOneLine() throws Exception {
        Path labels = folder.resolve("people/p01_1_labels.csv");
        Files.writeString(labels, "t,competence,warmth\n1,0.5,0.5\n2,0.5,0.7\n");
        Files.writeString(folder.resolve("people/p01_2_labels.csv"), "time,competence\n1,2\n");
        TestTables.face(folder.resolve("people/p02_1_face"), 30, 0, 60, row -> Double.NaN);
        Path face = folder.resolve("people/p02_1_face/face.csv");
        Files.writeString(face, Files.readString(face).replace("0.98, 1, ", ", , ").replaceAll(", [01]\n", ", \n"));
        StudyCheck check = new StudyCheck(MAPPING);
        check.run(folder);
        assertThat(check.faults()).hasSize(3).allSatisfy(fault -> assertThat(fault).doesNotContain("\n", "rapport-table"))
                .anySatisfy(fault -> assertThat(fault).contains("p01_1_labels.csv", "the competence labels never change"))
                .anySatisfy(fault -> assertThat(fault).contains("p01_2_labels.csv", "has no column \"t\""))
                .anySatisfy(fault -> assertThat(fault).contains("the stream face (Face) has no valid value"));
    }

    /** In each frame two faces, of which one smiles and the other does not. */
    private void secondFace(String table) throws Exception {
        Path face = folder.resolve(table);
        List<String> rows = Files.readAllLines(face);
        List<String> crowd = new ArrayList<>(List.of(rows.get(0).replace("frame,", "frame, face_id,")));
        for (String row : rows.subList(1, rows.size())) {
            crowd.add(row.replaceFirst(",", ", 0,"));
            crowd.add(row.replaceFirst(",", ", 1,").replaceFirst("0.98, 1, [-.\\d]+", "0.98, 1, 5.0"));
        }
        Files.write(face, crowd);
    }

    @Test
    void aTableOfSeveralFacesIsNobodysUntilOneIsChosen() throws Exception {
        secondFace("people/p01_1_face/face.csv");
        StudyCheck check = new StudyCheck(MAPPING);
        check.run(folder);
        assertThat(check.faults()).singleElement().asString().contains("face.csv holds 2 faces", "\"most frequent\"");
        Study study = StudyFile.read(folder);
        Extraction extraction = new OfflineExtraction(MAPPING, new LabelReader(MAPPING, study.targets()), 25);
        Capture receiver = study.sessions().get(0).captures().stream().filter(capture -> capture.shows(Role.RECEIVER)).findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> extraction.extract(receiver, ClockAhead.NONE)).isInstanceOf(StudyException.class)
                .hasMessageContaining("several streams hold the receiver's AU01_r: face face 0, face face 1");
    }

    @Test
    void twoLabelStreamsOfOneChannelAreNotGuessedBetween() throws Exception {
        Path study = folder.resolve("study.json");
        String label = """
                { "file": "people/{receiver}_{stimulus}_labels.csv", "name": "dial", "type": "Label", "time": "t" }""";
        Files.writeString(study, Files.readString(study).replace(label, label + ", " + label));
        StudyCheck check = new StudyCheck(MAPPING);
        check.run(folder);
        assertThat(check.faults()).hasSize(4).allSatisfy(fault -> assertThat(fault)
                .contains("several streams have the label \"competence\": dial", "\"labels\" of study.json"));
    }
}
