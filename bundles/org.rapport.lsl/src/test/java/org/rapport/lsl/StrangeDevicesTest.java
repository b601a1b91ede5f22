package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.lsl.Layouts.map;
import static org.rapport.lsl.Layouts.stream;
import static org.rapport.lsl.Layouts.values;
import static org.rapport.lsl.Layouts.words;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsl4j.Element;
import org.lsl4j.StreamInfo;

/** Devices that no dialect knows, read by what their labels and units say. */
class StrangeDevicesTest {
    private static final Element NOTHING = Element.of("desc");
    private static final float NAN = Float.NaN;

    private static StreamInfo tracker(String... channels) {
        return stream("Acme", "Gaze", 60, NOTHING, channels);
    }

    /** What Rapport itself and its dialects call a channel stays so: models are trained on it. */
    @ParameterizedTest
    @ValueSource(strings = {"gaze_x:px", "gaze_y:px", "fixation_duration:s", "left_eye_x:mm", "left_eye_z:mm", "right_eye_y:mm",
            "left_pupil:mm", "right_pupil:mm", "left_x:px", "right_y:screencoords", "gaze_origin_X:m", "left_direction_x:",
            "distance:mm", "filtered_x:px", "fixation_x:screencoords", "head_x:m", "left_openness:mm", "left_pupil_area:",
            "left_pupil_image:px"})
    void whatIsCanonicalStays(String channel) {
        assertThat(words(map(tracker(channel, "other:"), SourceKind.GAZE)).get(0)).isEqualTo("Gaze/" + channel.replace(":", " "));
    }

    @Test
    void aTrackersFlagsTellWhichEyeIsSeen() {
        ChannelMap map = map(
                tracker("LeftEye_Found", "LeftEye_GazePos_X:pixels", "LeftEye_GazePos_Y:pixels",
                        "LeftEye_PupilDiameter:millimeters", "RightEye_Found", "RightEye_GazePos_X:pixels",
                        "RightEye_GazePos_Y:pixels", "RightEye_PupilDiameter:millimeters", "FrameNumber:number"),
                SourceKind.GAZE);
        assertThat(words(map)).containsExactly("Gaze/left_x px", "Gaze/left_y px", "Gaze/left_pupil mm", "Gaze/right_x px",
                "Gaze/right_y px", "Gaze/right_pupil mm");
        assertThat(values(map, 1, 900, 500, 3, 0, 910, 510, 3, 17)).containsExactly(900, 500, 3, NAN, NAN, NAN);
        assertThat(map.meaning().assumptions()).anyMatch(words -> words.startsWith("where LeftEye_Found is 0, "))
                .anyMatch(words -> words.contains("FrameNumber"));
    }

    @ParameterizedTest
    @CsvSource({"left_valid", "validity_left", "leftGazeValid", "L_Valid", "eye_left_found", "leftTracked"})
    void aFlagSpeaksOfItsSideHoweverItIsCalled(String flag) {
        ChannelMap map = map(tracker("left_gaze_x", "left_gaze_y", flag, "right_gaze_x", "right_gaze_y"), SourceKind.GAZE);
        assertThat(values(map, 1, 2, 0, 3, 4)).containsExactly(NAN, NAN, 3, 4);
        assertThat(values(map, 1, 2, 1, 3, 4)).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @CsvSource({"confidence,0.4,0.6", "gaze_conf,0.4,0.6", "tracking_confidence,0.49,0.5", "valid,0,1", "is_valid,0,1",
            "dataValid,0,1", "face_found,0,1", "invalid,1,0", "Invalid_flag,1,0", "eyes_detected,0,2"})
    void aFlagOfAllSpeaksOfAll(String flag, float bad, float good) {
        ChannelMap map = map(tracker("gaze_x", "gaze_y", flag), SourceKind.GAZE);
        assertThat(values(map, 1, 2, bad)).containsExactly(NAN, NAN);
        assertThat(values(map, 1, 2, good)).containsExactly(1, 2);
    }

    @Test
    void lostEyesSentAsZeroOrMinusOneAreMissingAndEdgesOfTheScreenAreNot() {
        ChannelMap map = map(tracker("leftGazeX", "leftGazeY", "leftDiam:mm", "eyePosX", "eyePosY", "eyePosZ"), SourceKind.GAZE);
        assertThat(values(map, 0, 0, 0, 0, 0, 0)).containsOnly(NAN);
        assertThat(values(map, -1, -1, -1, -1, -1, -1)).containsOnly(NAN);
        assertThat(values(map, -0f, 0, 3, 10, 0, 600)).containsExactly(NAN, NAN, 3, 10, 0, 600);
        assertThat(values(map, 0, 500, 3, 10, 20, 600)).containsExactly(0, 500, 3, 10, 20, 600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "device_time", "TimeStamp", "frame", "frame_id", "FrameNr", "SampleNumber", "counter",
            "seq", "packet_idx", "unix_time", "battery"})
    void countersAndStampsAreNoFeatures(String label) {
        assertThat(words(map(tracker(label, "gaze_x", "gaze_y"), SourceKind.GAZE))).containsExactly("Gaze/gaze_x ",
                "Gaze/gaze_y ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"GSR_raw|kOhms|EDA|EDA/GSR uS|500|2", "EDA|microsiemens|EDA|EDA/GSR uS|4|4",
                    "Skin Conductance|nS|GSR|EDA/GSR uS|4000|4", "gsr|MOhm|EDA|EDA/GSR uS|0.5|2", "SCL|µS|EDA|EDA/GSR uS|4|4",
                    "ECG Lead II|microvolts|ECG|ECG/ECG mV|800|0.8", "ekg|V|ECG|ECG/ECG mV|0.001|1",
                    "ECG1|millivolts|ECG|ECG/ECG mV|0.7|0.7", "PPG_green|counts|PPG|PPG/BVP count|9000|9000",
                    "Breathing|arbitrary units|Respiration|RSP/RSP |3|3"})
    void signalsOfTheBodyHaveOneNameAndUnit(String label, String unit, String type, String said, float sent, float value) {
        ChannelMap map = map(stream("box", type, 100, NOTHING, label + ":" + unit + ":"), SourceKind.PHYSIO);
        assertThat(words(map)).extracting(String::strip).containsExactly(said);
        assertThat(values(map, sent)).usingComparatorWithPrecision(1e-6f).containsExactly(value);
    }

    @Test
    void labelsCountWhereTheStreamsTypeSaysNothing() {
        StreamInfo box = stream("Biosignals", "Signals", 256, NOTHING, "ECG:mV", "GSR left:uS", "GSR right:uS", "EMG:mV",
                "HR_ECG:bpm", "sample_nr:", "Temp:C");
        ChannelMap map = map(box, SourceKind.PHYSIO);
        assertThat(words(map)).containsExactly("ECG/ECG mV", "EDA/GSR_left uS", "EDA/GSR_right uS");
        assertThatThrownBy(() -> map(box, SourceKind.GAZE)).isInstanceOf(ForeignContentException.class)
                .hasMessageContaining("rapport.source.gaze").hasMessageContaining("--mapping \"Biosignals\"");
    }

    /** A headband sends several streams under one source id: none but that of its pulse is physiology. */
    @Test
    void whatIsSomethingElseIsNotRead() {
        for (String type : List.of("EEG", "ACC", "GYRO", "Accelerometer", "HeartRate", "Temperature", "Markers", "PsychoPhys")) {
            assertThatThrownBy(() -> map(stream("Band", type, 52, NOTHING, "X:g:" + type, "Y:g:" + type), SourceKind.PHYSIO))
                    .as(type).isInstanceOf(ForeignContentException.class);
        }
        assertThat(words(map(stream("Band", "PPG", 64, NOTHING, "Red", "Infrared"), SourceKind.PHYSIO)))
                .containsExactly("PPG/BVP_red ", "PPG/BVP_infrared ");
    }

    /** By their values, where the name says nothing: a counter, and a clock in microseconds; not what rises for a while. */
    @Test
    void channelsThatOnlyCountAreMissingOnceThatShows() {
        ChannelMap map = map(tracker("gaze_x:px", "gaze_y:px", "foo", "bar", "openness"), SourceKind.GAZE);
        double[] times = IntStream.range(0, 100).mapToDouble(i -> 50 + i / 60.0).toArray();
        float[] wire = new float[500];
        for (int i = 0; i < 100; i++) {
            float[] sample = {i + 1, 2 * i + 1, 7000 + 2 * i, (float) (1e6 * i / 60), (float) Math.sin(i / 70.0)};
            System.arraycopy(sample, 0, wire, 5 * i, 5);
        }
        float[] mapped = map.block(times, wire, 60).values();
        assertThat(Arrays.copyOf(mapped, 5)).containsExactly(Arrays.copyOf(wire, 5));
        assertThat(Arrays.copyOfRange(mapped, 495, 500)).containsExactly(100, 199, NAN, NAN, wire[499]);
        assertThat(map.news()).get().asString().contains("foo, bar only count");
        assertThat(map.news()).isEmpty();
    }

    @Test
    void ratingsKeepTheirNamesWhateverTheyAre() {
        StreamInfo rating = stream("dial", "Rating", 0, NOTHING, "validity", "found", "number", "timestamp");
        assertThat(words(map(rating, SourceKind.LABEL))).containsExactly("Label/validity ", "Label/found ");
    }
}
