package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.rapport.lsl.Layouts.DIALECTS;
import static org.rapport.lsl.Layouts.acquisition;
import static org.rapport.lsl.Layouts.dialect;
import static org.rapport.lsl.Layouts.isFound;
import static org.rapport.lsl.Layouts.map;
import static org.rapport.lsl.Layouts.settings;
import static org.rapport.lsl.Layouts.stream;
import static org.rapport.lsl.Layouts.values;
import static org.rapport.lsl.Layouts.words;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.lsl4j.Element;
import org.lsl4j.StreamInfo;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/** Every dialect that comes with Rapport, on the layout that its device really sends. */
class DialectsTest {
    private static final float NAN = Float.NaN;

    @Test
    void tobiiPro() {
        StreamInfo tobii = stream("Tobii", "Eyetracker", 600, acquisition("TobiiPro", "TODO"), "left_x:screencoords:ScreenX",
                "left_y:screencoords:ScreenY", "left_pupil::pupilsize", "right_x:screencoords:ScreenX",
                "right_y:screencoords:ScreenY", "right_pupil::pupilsize");
        ChannelMap map = map(tobii, SourceKind.GAZE);
        assertThat(dialect(map)).isEqualTo("tobii-pro");
        assertThat(words(map)).containsExactly("Gaze/left_x screencoords", "Gaze/left_y screencoords", "Gaze/left_pupil mm",
                "Gaze/right_x screencoords", "Gaze/right_y screencoords", "Gaze/right_pupil mm");
        assertThat(values(map, NAN, NAN, 3.1f, 0.5f, 0.25f, 3.2f)).containsExactly(NAN, NAN, 3.1f, 0.5f, 0.25f, 3.2f);
        assertThat(isFound(tobii, SourceKind.GAZE)).isTrue();
    }

    @Test
    void eyeLinkWithTheEyeThatIsNotTrackedAsNaN() {
        StreamInfo eyelink = stream("EyeLink", "eyetracking", 500, Element.of("desc"),
                Stream.of("leftEyeX", "leftEyeY", "rightEyeX", "rightEyeY", "leftPupilArea", "rightPupilArea", "pixelsPerDegreeX",
                        "pixelsPerDegreeY", "eyelink_timestamp", "LSL_timestamp").map(label -> label + "::eyetracking")
                        .toArray(String[]::new));
        ChannelMap map = map(eyelink, SourceKind.GAZE);
        assertThat(dialect(map)).isEqualTo("eyelink");
        assertThat(words(map)).containsExactly("Gaze/left_x px", "Gaze/left_y px", "Gaze/right_x px", "Gaze/right_y px",
                "Gaze/left_pupil_area ", "Gaze/right_pupil_area ");
        assertThat(values(map, 960, 540, 0, 0, 1200, 0, 30, 31, 5, 6)).containsExactly(960, 540, NAN, NAN, 1200, NAN);
        assertThat(values(map, -32768, -32768, 900, 500, 1200, 1100, 30, 31, 5, 6)).containsExactly(NAN, NAN, 900, 500, 1200,
                1100);
        assertThat(isFound(eyelink, SourceKind.GAZE)).isTrue();
        assertThat(isFound(eyelink.toBuilder().type("Gaze").build(), SourceKind.GAZE)).isTrue();
        assertThat(isFound(eyelink.toBuilder().type("EEG").build(), SourceKind.GAZE)).as("by its labels").isTrue();
        assertThat(isFound(eyelink, SourceKind.FACE)).isFalse();
    }

    @Test
    void pupilCaptureWhoseEyeZeroIsTheRightOne() {
        List<String> labels = new ArrayList<>(
                List.of("confidence:normalized:Confidence", "norm_pos_x:normalized:ScreenX", "norm_pos_y:normalized:ScreenY"));
        axes("gaze_point_3d_%s:mm:Direction", labels);
        for (String group : List.of("eye_center0_3d_%s:mm:Position", "eye_center1_3d_%s:mm:Position",
                "gaze_normal0_%s:mm:Position", "gaze_normal1_%s:mm:Position")) {
            axes(group, labels);
        }
        labels.addAll(List.of("diameter0_2d:pixels:Diameter", "diameter1_2d:pixels:Diameter", "diameter0_3d:mm:Diameter",
                "diameter1_3d:mm:Diameter"));
        assertThat(labels).hasSize(22);
        StreamInfo pupil = stream("pupil_capture", "Pupil Capture", 0, Element.of("desc"), labels.toArray(String[]::new));
        ChannelMap map = map(pupil, SourceKind.GAZE);
        assertThat(dialect(map)).isEqualTo("pupil-capture");
        assertThat(words(map)).hasSize(21).startsWith("Gaze/gaze_x normalized", "Gaze/gaze_y normalized", "Gaze/gaze_point_x mm")
                .containsSubsequence("Gaze/right_eye_x mm", "Gaze/left_eye_x mm", "Gaze/right_direction_x ",
                        "Gaze/left_direction_x ", "Gaze/right_pupil_image px", "Gaze/left_pupil_image px", "Gaze/right_pupil mm",
                        "Gaze/left_pupil mm");
        float[] sample = new float[22];
        sample[0] = 0.9f;
        sample[20] = NAN;
        sample[21] = 3.5f;
        assertThat(values(map, sample)).as("only the left eye was seen").endsWith(NAN, 3.5f).startsWith(0f);
        sample[0] = 0.4f;
        assertThat(values(map, sample)).containsOnly(NAN);
        assertThat(map.description().channels()).extracting(Channel::extractor).containsOnly("Pupil Capture");
        assertThat(isFound(pupil, SourceKind.GAZE)).isTrue();
    }

    @Test
    void openFace() {
        List<String> labels = new ArrayList<>(List.of("confidence", "success", "gaze_0_x", "gaze_angle_x", "pose_Tx", "pose_Rx"));
        List.of("01", "02", "04", "05", "06", "07", "09", "10", "12", "14", "15", "17", "20", "23", "25", "26", "45")
                .forEach(au -> labels.add("AU" + au + "_r"));
        List.of("01", "02", "04", "05", "06", "07", "09", "10", "12", "14", "15", "17", "20", "23", "25", "26", "28", "45")
                .forEach(au -> labels.add("AU" + au + "_c"));
        StreamInfo face = stream("OpenFace", "Face", 30, Element.of("desc"), labels.toArray(String[]::new));
        ChannelMap map = map(face, SourceKind.FACE);
        assertThat(dialect(map)).isEqualTo("openface-2");
        assertThat(map.description().channels()).hasSize(39)
                .startsWith(new Channel(Role.RECEIVER, "Gaze", "gaze_0_x", "", "OpenFace 2", Scale.CONTINUOUS),
                        new Channel(Role.RECEIVER, "Gaze", "gaze_angle_x", "rad", "OpenFace 2", Scale.CONTINUOUS),
                        new Channel(Role.RECEIVER, "Face", "pose_Tx", "mm", "OpenFace 2", Scale.CONTINUOUS),
                        new Channel(Role.RECEIVER, "Face", "pose_Rx", "rad", "OpenFace 2", Scale.CONTINUOUS),
                        new Channel(Role.RECEIVER, "Face", "AU01_r", "", "OpenFace 2", Scale.CONTINUOUS))
                .contains(new Channel(Role.RECEIVER, "Face", "AU28_c", "", "OpenFace 2", Scale.STEPWISE));
        StreamInfo third = face.toBuilder().desc(face.desc().with(Element.of("acquisition").with("model", "OpenFace 3"))).build();
        assertThat(map(third, SourceKind.FACE).description().channels()).extracting(Channel::extractor)
                .containsOnly("OpenFace 3");
    }

    @Test
    void blendshapesOfMediaPipeWithGazeAndHead() {
        StreamInfo camera = stream("camera", "Face", 30, Element.of("desc"), "_neutral", "browDownLeft", "jawOpen",
                "gaze_left_yaw", "gaze_right_pitch", "head_z:cm", "head_yaw:rad");
        ChannelMap map = map(camera, SourceKind.FACE);
        assertThat(dialect(map)).isEqualTo("mediapipe-blendshapes");
        assertThat(words(map)).containsExactly("Face/browDownLeft ", "Face/jawOpen ", "Gaze/gaze_left_yaw ",
                "Gaze/gaze_right_pitch ", "Face/head_z cm", "Face/head_yaw rad");
        RecordedMapping recorded = new RecordedMapping(DIALECTS);
        PlannedNode node = new PlannedNode("rapport.source.camera", "face", Map.of("role", "receiver"), List.of());
        assertThat(recorded.map(node, camera.toXml()).orElseThrow().description().channels())
                .isEqualTo(map.description().channels());
        StreamInfo microphone = stream("microphone", "Audio", 16_000, Element.of("desc"), "sound");
        PlannedNode sound = new PlannedNode("rapport.source.microphone", "voice", Map.of("role", "emitter"), List.of());
        assertThat(recorded.map(sound, microphone.toXml()).orElseThrow().description().role()).contains(Role.EMITTER);
        assertThat(recorded.map(sound, camera.toXml())).isEmpty();
        StreamInfo other = microphone.toBuilder().desc(Element.of("desc").with("role", "receiver")).build();
        assertThat(recorded.map(sound, other.toXml())).as("the voice of the other person").isEmpty();
        StreamInfo own = microphone.toBuilder().desc(Element.of("desc").with("role", "emitter")).build();
        assertThat(recorded.map(sound, own.toXml())).isPresent();
    }

    @Test
    void unlabelledBlendshapesOfMediaPipe() {
        StreamInfo bare = StreamInfo.builder("MediaPipe", "Blendshapes").nominalRate(30).channelCount(52).build();
        ChannelMap map = map(bare, SourceKind.FACE);
        assertThat(dialect(map)).isEqualTo("mediapipe-blendshapes");
        assertThat(words(map)).hasSize(51).startsWith("Face/browDownLeft ")
                .endsWith("Face/noseSneerLeft ", "Face/noseSneerRight ").contains("Face/jawOpen ");
        float[] sample = new float[52];
        sample[25] = 0.75f;
        assertThat(values(map, sample)[words(map).indexOf("Face/jawOpen ")]).isEqualTo(0.75f);
        assertThat(map.description().channels()).extracting(Channel::extractor).containsOnly("MediaPipe");
        assertThat(isFound(bare, SourceKind.FACE)).isTrue();
        StreamInfo eeg = bare.toBuilder().name("amplifier").type("EEG").build();
        assertThatThrownBy(() -> map(eeg, SourceKind.FACE)).hasMessageContaining("no label")
                .hasMessageContaining("--mapping \"amplifier\"");
    }

    @Test
    void pyFeatWhoseBlinkIsAu43() {
        String[] labels = Stream.of(1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 17, 20, 23, 24, 25, 26, 28, 43)
                .map(au -> String.format("AU%02d", au)).toArray(String[]::new);
        StreamInfo feat = stream("py-feat", "Face", 25, Element.of("desc"), labels);
        ChannelMap map = map(feat, SourceKind.FACE);
        assertThat(dialect(map)).isEqualTo("py-feat");
        assertThat(words(map)).hasSize(20).contains("Face/AU43 ");
        assertThat(map.description().channels()).extracting(Channel::extractor).as("no action unit of OpenFace")
                .containsOnly("Py-Feat");
    }

    @Test
    void shimmerWhoseResistanceBecomesConductance() {
        StreamInfo shimmer = stream("Shimmer3_4A5B", "Signals", 51.2, Element.of("desc"), "GSR:kOhms:", "PPG:mV:",
                "Accel_X:m/s^2:");
        ChannelMap map = map(shimmer, SourceKind.PHYSIO);
        assertThat(dialect(map)).isEqualTo("shimmer");
        assertThat(words(map)).containsExactly("EDA/GSR uS", "PPG/BVP mV");
        assertThat(values(map, 200, 1500, 9.81f)).containsExactly(5, 1500);
        assertThat(values(map, 0, 1500, 0)[0]).as("a resistance of 0 has no conductance").isNaN();
        assertThat(isFound(shimmer, SourceKind.PHYSIO)).isTrue();
        StreamInfo pyshimmer = stream("lab", "EDA", 51.2, Element.of("desc"), "GSR_KOHM:kOhms:EDA", "PPG_MV:mV:EDA");
        assertThat(words(map(pyshimmer, SourceKind.PHYSIO))).containsExactly("EDA/GSR uS", "PPG/BVP mV");
    }

    @Test
    void empatica() {
        StreamInfo pulse = stream("Empatica E4", "BVP", 64, Element.of("desc"), "BVP::");
        StreamInfo skin = stream("Empatica E4", "GSR", 4, Element.of("desc"), "GSR:microsiemens:");
        assertThat(dialect(map(pulse, SourceKind.PHYSIO))).isEqualTo("empatica-e4");
        assertThat(words(map(pulse, SourceKind.PHYSIO))).containsExactly("PPG/BVP ");
        assertThat(words(map(skin, SourceKind.PHYSIO))).containsExactly("EDA/GSR uS");
        assertThat(isFound(pulse, SourceKind.PHYSIO)).isTrue();
        assertThat(isFound(skin, SourceKind.PHYSIO)).isTrue();
        StreamInfo movement = stream("Empatica E4", "ACC", 32, Element.of("desc"), "X:g:", "Y:g:", "Z:g:");
        assertThat(isFound(movement, SourceKind.PHYSIO)).isFalse();
    }

    @Test
    void bitalinoRawCounts() {
        Element described = Element.of("channels").with(Element.of("channel").with("sensor", "ECG").with("unit", "raw"))
                .with(Element.of("channel").with("sensor", "EDA").with("unit", "raw"))
                .with(Element.of("channel").with("sensor", "EMG").with("unit", "raw"));
        StreamInfo bitalino = StreamInfo.builder("OpenSignals", "20:17:09:18:60:29").nominalRate(1000).channelCount(4)
                .desc(Element.of("desc").with(described)).build();
        ChannelMap map = map(bitalino, SourceKind.PHYSIO);
        assertThat(dialect(map)).isEqualTo("bitalino");
        assertThat(words(map)).containsExactly("ECG/ECG mV", "EDA/GSR uS");
        assertThat(values(map, 7, 512, 1024, 300)).as("mid-scale is 0 mV, full scale 25 uS").containsExactly(0, 25);
        assertThat(values(map, 7, 1024, 0, 300)).containsExactly(1.5f, 0);
        assertThat(isFound(bitalino, SourceKind.PHYSIO)).isTrue();
        StreamInfo other = bitalino.toBuilder().type("00:07:80:4D:2E:76").build();
        assertThat(dialect(map(other, SourceKind.PHYSIO))).isEqualTo("opensignals");
        assertThat(words(map(other, SourceKind.PHYSIO))).as("its resolution is not on the wire").containsExactly("ECG/ECG count",
                "EDA/GSR count");
        StreamInfo ports = stream("BITalino", "00", 100, Element.of("desc"), "nSeq", "I1", "I2", "O1", "O2", "A1", "A2");
        assertThatThrownBy(() -> map(ports, SourceKind.PHYSIO)).hasMessageContaining("bitalino")
                .hasMessageContaining("--mapping");
    }

    @Test
    void polarH10WhichWritesNameInsteadOfLabel() {
        Element channels = Element.of("channels")
                .with(Element.of("channel").with("name", "ECG").with("unit", "microvolts").with("type", "ECG"));
        StreamInfo polar = StreamInfo.builder("PolarBand", "ECG").nominalRate(130)
                .desc(Element.of("desc").with("manufacturer", "Polar").with(channels)).build();
        ChannelMap map = map(polar, SourceKind.PHYSIO);
        assertThat(dialect(map)).isEqualTo("polar-h10");
        assertThat(words(map)).containsExactly("ECG/ECG mV");
        assertThat(values(map, 1234)[0]).isCloseTo(1.234f, within(1e-6f));
    }

    @Test
    void auxiliaryChannelsOfBrainVisionThatAreTypedEeg() {
        StreamInfo brain = stream("BrainVision RDA", "EEG", 500, Element.of("desc"), "Fp1:microvolts:EEG", "Cz:microvolts:EEG",
                "ECG:microvolts:EEG", "GSR_MR_100:microvolts:EEG");
        ChannelMap map = map(brain, SourceKind.PHYSIO);
        assertThat(dialect(map)).isEqualTo("brainvision-rda");
        assertThat(words(map)).containsExactly("ECG/ECG mV");
        assertThat(values(map, 1, 2, 500, 3)).containsExactly(0.5f);
        assertThat(map.meaning().channels().get(3).why()).contains("not on the wire");
        assertThat(isFound(brain, SourceKind.PHYSIO)).isTrue();
        StreamInfo electrodes = stream("BrainVision RDA", "EEG", 500, Element.of("desc"), "Fp1:microvolts:EEG",
                "Cz:microvolts:EEG");
        assertThat(isFound(electrodes, SourceKind.PHYSIO)).isFalse();
    }

    @Test
    void secondLeadsGetANumber() {
        StreamInfo two = stream("BrainVision RDA", "EEG", 500, Element.of("desc"), "ECG1:mV:EEG", "ECG2:mV:EEG");
        assertThat(words(map(two, SourceKind.PHYSIO))).containsExactly("ECG/ECG mV", "ECG/ECG#2 mV");
    }

    @Test
    void aSourceThatDoesNotReadItSaysWhichDoes() {
        StreamInfo shimmer = stream("Shimmer3", "Signals", 51.2, Element.of("desc"), "GSR:kOhms:");
        assertThatThrownBy(() -> map(shimmer, SourceKind.GAZE)).hasMessageContaining("read its EDA with rapport.source.physio");
    }

    @Test
    void everyPredicateIsOneThatJavaOutletsCanEvaluate() {
        for (SourceKind kind : SourceKind.values()) {
            StreamQuery query = settings(kind, "").streamQuery(DIALECTS.all());
            assertThat(query.predicates()).isNotEmpty();
            for (String predicate : query.predicates()) {
                StreamInfo plain = StreamInfo.builder("x", "y").build();
                assertThat(plain.matches("session_id='' and (name='x' and not(" + predicate + "))")).as(predicate).isTrue();
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "rapport.testdata", matches = ".+")
    void realOpenFaceTable() throws Exception {
        List<String> lines = Files.readAllLines(Path.of(System.getProperty("rapport.testdata"), "openface", "OpenFace_Test.csv"));
        String[] labels = Stream.of(lines.get(0).split(",")).map(String::strip).toArray(String[]::new);
        ChannelMap map = map(stream("OpenFace", "Face", 30, Element.of("desc"), labels), SourceKind.FACE);
        String[] cells = lines.get(1).split(",");
        float[] row = new float[labels.length];
        IntStream.range(0, row.length).forEach(i -> row[i] = Float.parseFloat(cells[i].strip()));
        assertThat(dialect(map)).isEqualTo("openface-2");
        float[] mapped = values(map, row);
        int smile = words(map).indexOf("Face/AU12_r ");
        assertThat(smile).isNotNegative();
        assertThat(mapped[smile]).isEqualTo(row[List.of(labels).indexOf("AU12_r")]);
        assertThat(words(map)).noneMatch(word -> word.contains("x_0") || word.contains("timestamp") || word.contains("p_"));
    }

    @Test
    @EnabledIfSystemProperty(named = "rapport.testdata", matches = ".+")
    void realSkinConductanceOfAnEmpaticaStaysWhatItIs() throws Exception {
        List<String> lines = Files.readAllLines(Path.of(System.getProperty("rapport.testdata"), "empatica", "EDA.csv"));
        StreamInfo skin = stream("Empatica E4", "EDA", Double.parseDouble(lines.get(1)), Element.of("desc"), "EDA:uS:");
        float[] values = new float[lines.size() - 2];
        IntStream.range(0, values.length).forEach(i -> values[i] = Float.parseFloat(lines.get(i + 2)));
        ChannelMap map = map(skin, SourceKind.PHYSIO);
        assertThat(map.description().rate()).isEqualTo(4);
        assertThat(words(map)).containsExactly("EDA/GSR uS");
        assertThat(map.block(new double[values.length], values, 0).values()).isEqualTo(values);
    }

    private static void axes(String format, List<String> labels) {
        List.of("x", "y", "z").forEach(axis -> labels.add(String.format(format, axis)));
    }
}
