package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lsl4j.ChannelFormat;
import org.lsl4j.Element;
import org.lsl4j.StreamInfo;
import org.rapport.api.device.StreamMapping.MappedStream;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;
import org.rapport.lsl.dialects.Dialects;

class ChannelMapTest {
    private static final StreamInfo FACE = StreamInfo.builder("cam", "Face").nominalRate(30)
            .desc(Element.of("desc").with(Element.of("acquisition").with("manufacturer", "CMU").with("model", "OpenFace 2")))
            .channel("confidence", "", "Confidence").channel("success", "", "Success").channel("gaze_angle_x", "rad", "Gaze")
            .channel("AU12_r", "", "Intensity").channel("AU12_c", "", "Presence").build();

    private static final Dialects DIALECTS = new Dialects(Optional.empty());
    private static final RecordedMapping MAPPING = new RecordedMapping(DIALECTS);

    @Test
    void knowsWhatAFaceTrackerSends() {
        assertThat(map(FACE, SourceKind.FACE, 0.5).description().channels()).containsExactly(
                new Channel(Role.EMITTER, "Gaze", "gaze_angle_x", "rad", "OpenFace 2", Scale.CONTINUOUS),
                new Channel(Role.EMITTER, "Face", "AU12_r", "", "OpenFace 2", Scale.CONTINUOUS),
                new Channel(Role.EMITTER, "Face", "AU12_c", "", "OpenFace 2", Scale.STEPWISE));
    }

    @Test
    void whatTheTrackerIsNotSureOfIsNaN() {
        float[] raw = {0.9f, 1, 0.1f, 2, 1, /* unsure */ 0.3f, 1, 0.2f, 3, 1, /* no face */ 0.9f, 0, 0, 0, 0,
                /* lost */ Float.NaN, 1, 1, 1, 1};
        Block block = map(FACE, SourceKind.FACE, 0.5).block(new double[]{1, 2, 3, 4}, raw, 5);
        float nan = Float.NaN;
        assertThat(block.values()).containsExactly(0.1f, 2, 1, nan, nan, nan, nan, nan, nan, nan, nan, nan);
    }

    @Test
    void labelsAreStepsAndNameWhoseKeysWerePressed() {
        StreamInfo label = StreamInfo.builder("keys", "Label").nominalRate(0)
                .desc(Element.of("desc")
                        .with(Element.of("acquisition").with("manufacturer", "Rapport simulation").with("model", "keys")))
                .channel("warmth", "", "Rating").build();
        assertThat(map(label, SourceKind.LABEL, 0).description().channels())
                .containsExactly(new Channel(Role.EMITTER, "Label", "warmth", "", "Rapport simulation keys", Scale.STEPWISE));
    }

    @Test
    void doubledChannelsGetNamesOfTheirOwn() {
        StreamInfo doubled = StreamInfo.builder("doubled", "Gaze").nominalRate(60).channel("x", "", "").channel("x", "", "")
                .build();
        assertThat(labels(doubled)).containsExactly("x", "x#2");
    }

    @Test
    void aStreamOfOneChannelNeedsNoLabelAndOthersGetTheMend() {
        StreamInfo one = StreamInfo.builder("strap", "ECG").nominalRate(250).channelCount(1).build();
        assertThat(map(one, SourceKind.PHYSIO, 0).description().channels()).extracting(Channel::path)
                .containsExactly("emitter/ECG/ECG");
        StreamInfo bare = StreamInfo.builder("bare", "Gaze").nominalRate(60).channelCount(2).build();
        assertThatThrownBy(() -> map(bare, SourceKind.GAZE, 0))
                .hasMessage("stream bare: channel 1 of 2 has no label, and no dialect knows the "
                        + "stream; write a dialect for it with: rapport streams --mapping \"bare\" > dialects/my-device.json, "
                        + "and edit " + "that file");
    }

    @Test
    void microphonesNeedNoLabels() {
        StreamInfo sound = StreamInfo.builder("mixer", "Audio").nominalRate(48000).channelCount(2).build();
        assertThat(map(sound, SourceKind.AUDIO, 0).description().channels()).extracting(Channel::label).containsExactly("1", "2");
    }

    @Test
    void refusesText() {
        StreamInfo text = StreamInfo.builder("events", "Gaze").channelCount(1).format(ChannelFormat.STRING).build();
        assertThatThrownBy(() -> map(text, SourceKind.GAZE, 0)).hasMessageContaining("stream events sends text");
    }

    @Test
    void aRecordedStreamIsReadAsItWouldBeLive() {
        PlannedNode source = new PlannedNode("rapport.source.face", "face",
                Map.of("role", "emitter", "query", "name='cam'", "minConfidence", 0.5), List.of());
        MappedStream mapped = MAPPING.map(source, FACE.toXml()).orElseThrow();
        assertThat(mapped.description()).isEqualTo(map(FACE, SourceKind.FACE, 0.5).description());
        PlannedNode other = new PlannedNode("rapport.source.face", "face", Map.of("role", "emitter", "query", "name='another'"),
                List.of());
        assertThat(MAPPING.map(other, FACE.toXml())).isEmpty();
        PlannedNode foreign = new PlannedNode("example.source", "x", Map.of(), List.of());
        assertThat(MAPPING.map(foreign, FACE.toXml())).isEmpty();
    }

    private static List<String> labels(StreamInfo info) {
        return map(info, SourceKind.GAZE, 0).description().channels().stream().map(Channel::label).toList();
    }

    private static ChannelMap map(StreamInfo info, SourceKind kind, double minConfidence) {
        SourceSettings settings = new SourceSettings(kind, Role.EMITTER, "", "", "", "", minConfidence, StampClock.LSL,
                SampleRate.AS_SAID, "", false);
        return ChannelMap.of(info, settings, new Interpreter(DIALECTS.all()), "face");
    }
}
