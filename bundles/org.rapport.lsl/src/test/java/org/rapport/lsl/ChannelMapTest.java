package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.lsl4j.ChannelFormat;
import org.lsl4j.Element;
import org.lsl4j.StreamInfo;
import org.rapport.api.node.PlannedNode;
import org.rapport.api.node.StreamMapping.MappedStream;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

class ChannelMapTest {
    private static final StreamInfo FACE = StreamInfo.builder("cam", "Face").nominalRate(30)
            .desc(Element.of("desc").with(Element.of("acquisition").with("manufacturer", "CMU").with("model", "OpenFace 2")))
            .channel("confidence", "", "Confidence").channel("success", "", "Success").channel("gaze_angle_x", "rad", "Gaze")
            .channel("AU12_r", "", "Intensity").channel("AU12_c", "", "Presence").build();

    @Test
    void knowsWhatAFaceTrackerSends() {
        assertThat(ChannelMap.of(FACE, settings(SourceKind.FACE, 0.5)).description().channels()).containsExactly(
                new Channel(Role.EMITTER, "Gaze", "gaze_angle_x", "rad", "OpenFace 2", Scale.CONTINUOUS),
                new Channel(Role.EMITTER, "Face", "AU12_r", "", "OpenFace 2", Scale.CONTINUOUS),
                new Channel(Role.EMITTER, "Face", "AU12_c", "", "OpenFace 2", Scale.STEPWISE));
    }

    @Test
    void whatTheTrackerIsNotSureOfIsNaN() {
        float[] raw = { 0.9f, 1, 0.1f, 2, 1, /* unsure */ 0.3f, 1, 0.2f, 3, 1, /* no face */ 0.9f, 0, 0, 0, 0, /* lost */ Float.NaN, 1, 1, 1, 1 };
        Block block = ChannelMap.of(FACE, settings(SourceKind.FACE, 0.5)).block(new double[] { 1, 2, 3, 4 }, raw, 5);
        float nan = Float.NaN;
        assertThat(block.values()).containsExactly(0.1f, 2, 1, nan, nan, nan, nan, nan, nan, nan, nan, nan);
    }

    @Test
    void labelsAreStepsAndNameWhoseKeysWerePressed() {
        StreamInfo label = StreamInfo.builder("keys", "Label").nominalRate(0)
                .desc(Element.of("desc").with(Element.of("acquisition").with("manufacturer", "Rapport simulation").with("model", "keys")))
                .channel("warmth", "", "Rating").build();
        assertThat(ChannelMap.of(label, settings(SourceKind.LABEL, 0)).description().channels())
                .containsExactly(new Channel(Role.EMITTER, "Label", "warmth", "", "Rapport simulation keys", Scale.STEPWISE));
    }

    @Test
    void unlabelledAndDoubledChannelsGetNamesOfTheirOwn() {
        StreamInfo bare = StreamInfo.builder("bare", "Gaze").nominalRate(60).channelCount(2).format(ChannelFormat.FLOAT32).build();
        assertThat(labels(bare)).containsExactly("1", "2");
        StreamInfo doubled = StreamInfo.builder("doubled", "Gaze").nominalRate(60).channel("x", "", "").channel("x", "", "").build();
        assertThat(labels(doubled)).containsExactly("x", "x#2");
    }

    @Test
    void refusesText() {
        StreamInfo text = StreamInfo.builder("events", "Gaze").channelCount(1).format(ChannelFormat.STRING).build();
        assertThatThrownBy(() -> ChannelMap.of(text, settings(SourceKind.GAZE, 0))).hasMessageContaining("stream events sends text");
    }

    @Test
    void aRecordedStreamIsReadAsItWouldBeLive() {
        PlannedNode source = new PlannedNode("rapport.source.face", "face", Map.of("role", "emitter", "query", "name='cam'", "minConfidence", 0.5), List.of());
        MappedStream mapped = new RecordedMapping().map(source, FACE.toXml()).orElseThrow();
        assertThat(mapped.description()).isEqualTo(ChannelMap.of(FACE, settings(SourceKind.FACE, 0.5)).description());
        PlannedNode other = new PlannedNode("rapport.source.face", "face", Map.of("role", "emitter", "query", "name='another'"), List.of());
        assertThat(new RecordedMapping().map(other, FACE.toXml())).isEmpty();
        PlannedNode foreign = new PlannedNode("example.source", "x", Map.of(), List.of());
        assertThat(new RecordedMapping().map(foreign, FACE.toXml())).isEmpty();
    }

    private static List<String> labels(StreamInfo info) {
        return ChannelMap.of(info, settings(SourceKind.GAZE, 0)).description().channels().stream().map(Channel::label).toList();
    }

    private static SourceSettings settings(SourceKind kind, double minConfidence) {
        return new SourceSettings(kind, Role.EMITTER, "", "", "", minConfidence);
    }
}
