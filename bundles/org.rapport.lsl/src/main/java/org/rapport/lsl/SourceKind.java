package org.rapport.lsl;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a source node of each type looks for. */
enum SourceKind {
    GAZE("rapport.source.gaze", Set.of("Gaze"), "gaze|eye.?track(er|ing)|pupil capture",
            "type='Gaze' or type='gaze' or type='Eyetracker' or type='eyetracking' or type='EyeTracking' or type='Pupil "
                    + "Capture'"),
    FACE("rapport.source.face", Set.of("Face", "Gaze"), "face", "type='Face'"),
    /** A wrist sensor may send several streams, one for each content type. */
    PHYSIO("rapport.source.physio", Set.of("ECG", "PPG", "EDA"), "(?!)", "type='ECG' or type='PPG' or type='EDA'"),
    AUDIO("rapport.source.audio", Set.of("Audio"), "audio", "type='Audio'"),
    LABEL("rapport.source.label", Set.of("Label"), ".*", "type='Label'");

    private final String nodeType;
    private final Set<String> contents;
    private final Pattern synonyms;
    private final String query;

    SourceKind(String nodeType, Set<String> contents, String synonyms, String query) {
        this.nodeType = nodeType;
        this.contents = contents;
        this.synonyms = Pattern.compile(synonyms, Pattern.CASE_INSENSITIVE);
        this.query = query;
    }

    static Optional<SourceKind> of(String nodeType) {
        return Arrays.stream(values()).filter(kind -> kind.nodeType.equals(nodeType)).findFirst();
    }

    /** The node that reads a content type. */
    static Optional<SourceKind> reading(String contentType) {
        return Arrays.stream(values()).filter(kind -> kind.contents.contains(contentType)).findFirst();
    }

    String nodeType() {
        return nodeType;
    }

    /** The content types it hands on. */
    Set<String> contents() {
        return contents;
    }

    /** The LSL predicate that is used where the pipeline gives none, apart from those of known devices. */
    String query() {
        return query;
    }

    /** The content type that a stream's own word for it means. */
    String contentType(String streamType) {
        return synonyms.matcher(streamType).matches() ? canonicalType() : streamType;
    }

    private String canonicalType() {
        return this == FACE ? "Face" : contents.iterator().next();
    }

    /** Whether values are only comparable with what the same program computed (or, for labels, asked for). */
    boolean isComputed() {
        return this == FACE || this == AUDIO || this == LABEL;
    }

    /**
     * Which of its places a stream takes: a source reads one stream for each. An ECG and a GSR do not compete, two cameras
     * do.
     */
    Set<String> places(Set<String> contentTypes) {
        return this == PHYSIO ? contentTypes : Set.of("");
    }
}
