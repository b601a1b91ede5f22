package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsl4j.ChannelFormat;
import org.lsl4j.StreamInfo;

class ExplanationTest {
    private static final List<String> TYPES = List.of("Gaze", "eyetracking", "Face", "ECG", "EKG", "BVP", "GSR", "Audio", "Label",
            "Rating", "Signals", "PsychoPhys", "Markers", "Position", "EEG", "");
    private static final List<List<String>> LABELS = List.of(List.of("x"), List.of("competence", "warmth"), List.of("ECG", "GSR"),
            List.of(""), List.of("", ""), List.of("left_x", "left_y", "left_pupil", "right_x", "right_y", "right_pupil"),
            List.of("AU12_r", "AU12_c", "confidence"), List.of("GSR", "PPG", "Accel_X"));

    private final Interpreter interpreter = new Interpreter(Layouts.DIALECTS.all());

    private String explained(StreamInfo info) {
        return new Explanation(interpreter).of(info).get(0);
    }

    private boolean reads(SourceKind kind, StreamInfo info) {
        try {
            return ChannelMap.of(info, SourceSettings.plain(kind), interpreter, "node").description().channels().stream()
                    .anyMatch(channel -> kind.contents().contains(channel.type()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Streams of every type with every kind of labels: what is said of each, beside what the sources do with it. */
    @Test
    void namesTheSourcesThatReadAStreamAndNoOthers() {
        for (String type : TYPES) {
            for (List<String> labels : LABELS) {
                StreamInfo.Builder builder = StreamInfo.builder("own", type).nominalRate(60);
                labels.forEach(label -> builder.channel(label, "", ""));
                StreamInfo info = builder.build();
                String words = explained(info);
                for (SourceKind kind : SourceKind.values()) {
                    boolean named = words.contains(kind.nodeType());
                    boolean found = SourceSettings.plain(kind).chooses(info, Layouts.DIALECTS.all());
                    if (named) {
                        assertThat(reads(kind, info)).as("%s %s: %s", type, labels, words).isTrue();
                    } else if (found && reads(kind, info)) {
                        assertThat(words).as("%s is found and read by %s", type, kind).contains(kind.nodeType());
                    } else if (reads(kind, info) && kind != SourceKind.LABEL) {
                        assertThat(words).as("%s %s", type, labels).contains(kind.nodeType());
                    }
                }
                if (words.contains("no node reads it")) {
                    assertThat(SourceKind.values()).as("%s %s", type, labels).noneMatch(kind -> reads(kind, info));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Rating", "ContinuousRating", "Slider"})
    void ratingsOfAnyNameAreReadAsLabelsIfChosen(String type) {
        StreamInfo ratings = StreamInfo.builder("Ratings", type).channel("competence", "", "Rating")
                .channel("warmth", "", "Rating").build();
        assertThat(explained(ratings))
                .contains("read by rapport.source.label if its \"query\", \"stream\" or \"sourceId\" chooses it");
        assertThat(explained(ratings.toBuilder().type("Label").build())).endsWith("read by rapport.source.label");
    }

    @Test
    void markersAreReadWhateverTheirFormat() {
        StreamInfo numbers = StreamInfo.builder("triggers", "Markers").format(ChannelFormat.INT32).channelCount(2).build();
        assertThat(explained(numbers)).endsWith("rapport.source.markers reads them");
        StreamInfo texts = StreamInfo.builder("notes", "Notes").format(ChannelFormat.STRING).nominalRate(10).build();
        assertThat(explained(texts)).contains("rapport.source.markers reads them if its");
        assertThat(explained(texts.toBuilder().type("Markers").build())).endsWith("rapport.source.markers reads them");
    }
}
