package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.rapport.lsl.Layouts.acquisition;
import static org.rapport.lsl.Layouts.dialect;
import static org.rapport.lsl.Layouts.isFound;
import static org.rapport.lsl.Layouts.map;
import static org.rapport.lsl.Layouts.stream;
import static org.rapport.lsl.Layouts.values;
import static org.rapport.lsl.Layouts.words;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.lsl4j.ChannelFormat;
import org.lsl4j.Element;
import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;

/** Devices over the many programs that send them on, each with names of its own. */
class BridgesTest {
    private static final float NAN = Float.NaN;

    @Test
    void neonWhoseEyesAreToldApartByAnElementOfTheirOwn() {
        Element channels = Element.of("channels").with(channel("x", "both", "pixels")).with(channel("y", "both", "pixels"))
                .with(channel("PupilDiameter", "left", "mm")).with(channel("PupilDiameter", "right", "mm"))
                .with(channel("EyeballCenterX", "left", "mm")).with(channel("OpticalAxisZ", "right", ""))
                .with(channel("EyelidAperture", "left", "mm"));
        StreamInfo neon = StreamInfo.builder("Lab Phone_Neon Gaze", "Gaze").channelCount(7)
                .desc(acquisition("Pupil Labs", "Neon").with(channels)).build();
        ChannelMap map = map(neon, SourceKind.GAZE);
        assertThat(dialect(map)).isEqualTo("pupil-companion");
        assertThat(words(map)).containsExactly("Gaze/gaze_x px", "Gaze/gaze_y px", "Gaze/left_pupil mm", "Gaze/right_pupil mm",
                "Gaze/left_eye_X mm", "Gaze/right_direction_Z ", "Gaze/left_openness mm");
        assertThat(map.description().channels()).extracting(Channel::scale).as("its rate is 0, its gaze is no event")
                .containsOnly(Scale.CONTINUOUS);
    }

    @Test
    void invisibleOverTheRelay() {
        StreamInfo invisible = stream("pupil_invisible_Gaze", "Gaze", 0, acquisition("Pupil Labs", "Pupil Invisible"),
                "x:pixels:", "y:pixels:");
        ChannelMap map = map(invisible, SourceKind.GAZE);
        assertThat(dialect(map)).isEqualTo("pupil-companion");
        assertThat(words(map)).containsExactly("Gaze/gaze_x px", "Gaze/gaze_y px");
    }

    private static Element channel(String label, String eye, String unit) {
        return Element.of("channel").with("label", label).with("eye", eye).with("unit", unit);
    }

    @Test
    void gazepointWhoseFlagsSayWhatIsValid() {
        StreamInfo gazepoint = stream("GazepointEyeTracker", "gaze", 60, Element.of("desc").with("manufacturer", "Gazepoint"),
                "FPOGX:percent:gaze", "FPOGY:percent:gaze", "FPOGS:seconds:gaze", "FPOGD:seconds:gaze", "FPOGID:integer:gaze",
                "FPOGV:boolean:gaze");
        ChannelMap map = map(gazepoint, SourceKind.GAZE);
        assertThat(dialect(map)).isEqualTo("gazepoint");
        assertThat(words(map)).containsExactly("Gaze/fixation_X screencoords", "Gaze/fixation_Y screencoords");
        assertThat(values(map, 0.3f, 0.9f, 1, 2, 3, 1)).containsExactly(0.3f, 0.9f);
        assertThat(values(map, 0.3f, 0.9f, 1, 2, 3, 0)).containsOnly(NAN);
        assertThat(isFound(gazepoint, SourceKind.GAZE)).isTrue();
        StreamInfo other = stream("Gazepoint_Eyetracker", "Gaze", 150, Element.of("desc"), "TIME_VAL:seconds:gaze", "FPOGX",
                "FPOGY", "FPOG_VALID:boolean:gaze", "LPMM:mm:gaze", "RPMM:mm:gaze", "BKID", "BKDUR", "BKPMIN");
        assertThat(values(map(other, SourceKind.GAZE), 1, 0.5f, 0.5f, 0, 3.2f, 0, 0, 0, 0)).as("no right pupil")
                .containsExactly(NAN, NAN, 3.2f, NAN);
    }

    @Test
    void tobiiProUnderTheNamesOfItsSdk() {
        StreamInfo plain = stream("ET", "gaze", 120, Element.of("desc").with("manufacturer", "Tobii"),
                Stream.of("left_on_display_x", "left_on_display_y", "left_origin_x", "left_origin_y", "left_origin_z",
                        "left_pupil_diam", "right_on_display_x", "right_on_display_y", "right_origin_x", "right_origin_y",
                        "right_origin_z", "right_pupil_diam").map(label -> label + ":mm:gaze").toArray(String[]::new));
        List<String> expected = List.of("Gaze/left_x screencoords", "Gaze/left_y screencoords", "Gaze/left_pupil mm",
                "Gaze/right_x screencoords", "Gaze/right_y screencoords", "Gaze/right_pupil mm");
        assertThat(words(map(plain, SourceKind.GAZE))).isEqualTo(expected);
        StreamInfo fields = stream("Tobii", "ET", 60, Element.of("desc"), "left_gaze_point_on_display_area_0",
                "left_gaze_point_on_display_area_1", "left_gaze_point_validity", "left_pupil_diameter", "left_pupil_validity",
                "right_gaze_point_on_display_area_0", "right_gaze_point_on_display_area_1", "right_gaze_point_validity",
                "right_pupil_diameter", "right_pupil_validity");
        ChannelMap map = map(fields, SourceKind.GAZE);
        assertThat(words(map)).isEqualTo(expected);
        assertThat(values(map, 0.1f, 0.2f, 1, 3, 0, 0.3f, 0.4f, 0, -1, 1)).as("what is not valid").containsExactly(0.1f, 0.2f,
                NAN, NAN, NAN, NAN);
        assertThat(isFound(fields, SourceKind.GAZE)).as("by its labels").isTrue();
    }

    @Test
    void headsetsWithTobiiXr() {
        StreamInfo headset = stream("Unity.TobiiGaze", "Gaze", 20, Element.of("desc"), "Timestamp", "ConvergenceDistance",
                "ConvergenceDistanceIsValid", "GazeRayOriginX", "GazeRayOriginY", "GazeRayOriginZ", "GazeRayDirectionX",
                "GazeRayDirectionY", "GazeRayDirectionZ", "GazeRayIsValid", "IsLeftEyeBlinking", "IsRightEyeBlinking");
        ChannelMap map = map(headset, SourceKind.GAZE);
        assertThat(dialect(map)).isEqualTo("tobii-xr");
        assertThat(values(map, 9, 2, 0, 1, 2, 3, 0, 0, 1, 1, 0, 1)).containsExactly(NAN, 1, 2, 3, 0, 0, 1, 0, 1);
        assertThat(map.description().channels().get(7).scale()).isEqualTo(Scale.STEPWISE);
    }

    @Test
    void blendshapesOfArKitAreNotThoseOfMediaPipe() {
        StreamInfo phone = stream("LiveLinkFace", "Face", 60, Element.of("desc"), "EyeBlinkLeft", "BrowDownLeft", "JawOpen",
                "TongueOut", "HeadYaw:rad:", "Timecode");
        ChannelMap map = map(phone, SourceKind.FACE);
        assertThat(dialect(map)).isEqualTo("arkit-blendshapes");
        assertThat(words(map)).hasSize(5).contains("Face/TongueOut ", "Face/HeadYaw rad");
        assertThat(map.description().channels()).extracting(Channel::extractor).containsOnly("ARKit");
    }

    @Test
    void empaticaStreamsWithoutAnyLabel() {
        StreamInfo skin = StreamInfo.builder("gsr", "GSR").nominalRate(4).sourceId("GSR-empatica_e4").build();
        StreamInfo pulse = StreamInfo.builder("bvp", "BVP").nominalRate(64).sourceId("BVP-empatica_e4").build();
        assertThat(words(map(skin, SourceKind.PHYSIO))).containsExactly("EDA/GSR uS");
        assertThat(words(map(pulse, SourceKind.PHYSIO))).containsExactly("PPG/BVP ");
        assertThat(isFound(skin, SourceKind.PHYSIO)).isTrue();
        assertThat(isFound(pulse, SourceKind.PHYSIO)).isTrue();
    }

    @Test
    void polarStrapsWithAndWithoutDescription() {
        StreamInfo bare = StreamInfo.builder("PolarH10_ECG", "ECG").nominalRate(130).build();
        assertThat(words(map(bare, SourceKind.PHYSIO))).containsExactly("ECG/ECG mV");
        assertThat(values(map(bare, SourceKind.PHYSIO), 500)[0]).isCloseTo(0.5f, within(1e-6f));
        StreamInfo all = stream("Polar H10 E8988D29", "Physio", 130, Element.of("desc"), "ECG:microvolts:ECG", "HR:bpm:HR",
                "RRI:ms:RRI", "AccX:mG:ACC");
        assertThat(words(map(all, SourceKind.PHYSIO))).containsExactly("ECG/ECG mV");
        StreamInfo arm = stream("Polar Sense D851B82E_PPG", "PPG", 55, Element.of("desc"), "PPG0", "PPG1", "PPG2", "ambient");
        assertThat(words(map(arm, SourceKind.PHYSIO))).containsExactly("PPG/BVP count", "PPG/BVP#2 count", "PPG/BVP#3 count");
    }

    /** Whatever the amplifier is called: its channels say what they are. */
    @Test
    void channelsThatSayTheirTypeCountBeforeTheStream() {
        StreamInfo amplifier = stream("MP160", "Physiology", 1000, Element.of("desc"), "ECG100C:mV:ECG",
                "EDA100C:microsiemens:GSR", "SKT100C:F:SKT");
        ChannelMap map = map(amplifier, SourceKind.PHYSIO);
        assertThat(words(map)).containsExactly("ECG/ECG mV", "EDA/GSR uS");
        assertThat(map.meaning().channels().get(2).why()).contains("reads no SKT");
    }

    @Test
    void soundInIntegersGoesFromMinusOneToOne() {
        StreamInfo sound = StreamInfo.builder("MyAudioStream", "Audio").nominalRate(44100).channelCount(2)
                .format(ChannelFormat.INT16).build();
        assertThat(values(map(sound, SourceKind.AUDIO), -32768, 16384)).containsExactly(-1, 0.5f);
        assertThat(values(map(sound.toBuilder().format(ChannelFormat.FLOAT32).build(), SourceKind.AUDIO), -1, 0.5f))
                .containsExactly(-1, 0.5f);
    }

    @Test
    void whatNobodyReadsIsToldWithTheCommandThatHelps() {
        StreamInfo bones = stream("kinect", "MoCap", 30, Element.of("desc"), "Head_X:m:PositionX");
        assertThat(new Explanation(new Interpreter(Layouts.DIALECTS.all())).of(bones).get(0)).contains(
                "read by rapport.source.label if its",
                "if another node should, write a dialect for it with: rapport streams --mapping \"kinect\"");
    }

    @Test
    void anOutletWithoutDescriptionEndsInTheCommandThatHelps() {
        StreamInfo example = StreamInfo.builder("BioSemi", "Gaze").nominalRate(100).channelCount(8).sourceId("myuid34234")
                .build();
        assertThatThrownBy(() -> map(example, SourceKind.GAZE)).hasMessageContaining("no label")
                .hasMessageContaining("rapport streams --mapping \"BioSemi\" > dialects/");
    }
}
