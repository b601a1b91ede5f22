package org.rapport.lsl;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What a source node of each type looks for. */
enum SourceKind {
    GAZE("rapport.source.gaze", "type='Gaze'", Set.of()),
    FACE("rapport.source.face", "type='Face'", Set.of()),
    /** A wrist sensor may send several streams, one for each content type. */
    PHYSIO("rapport.source.physio", "type='ECG' or type='PPG' or type='EDA'", Set.of("ECG", "PPG", "EDA")),
    AUDIO("rapport.source.audio", "type='Audio'", Set.of()),
    LABEL("rapport.source.label", "type='Label'", Set.of());

    private final String nodeType;
    private final String query;
    private final Set<String> separateTypes;

    SourceKind(String nodeType, String query, Set<String> separateTypes) {
        this.nodeType = nodeType;
        this.query = query;
        this.separateTypes = separateTypes;
    }

    static Optional<SourceKind> of(String nodeType) {
        return Arrays.stream(values()).filter(kind -> kind.nodeType.equals(nodeType)).findFirst();
    }

    /** The LSL predicate that is used where the pipeline gives none. */
    String query() {
        return query;
    }

    /**
     * Which of its places a stream takes: a source reads one stream for each. An ECG and a GSR do not compete, two cameras
     * do.
     */
    String place(String streamType) {
        return separateTypes.contains(streamType) ? streamType : "";
    }
}
