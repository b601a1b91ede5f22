package org.rapport.lsl;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rapport.lsl.dialects.Vocabulary;

/** What a source node of each type looks for. */
enum SourceKind {
    GAZE("rapport.source.gaze", Map.of("Gaze", "gaze.*|.*gaze|eye.?track(er|ing).*|pupil( .*)?"), Set.of(),
            "type='Gaze' or type='gaze' or type='Eyetracker' or type='eyetracking' or type='EyeTracking' or type='Pupil "
                    + "Capture'"), FACE("rapport.source.face", Map.of("Face", "face.*|facial.*|.*blend.?shapes?"), Set.of("Gaze"),
                            "type='Face'"),
    /** A wrist sensor may send several streams, one for each content type. */
    PHYSIO("rapport.source.physio",
            Map.of("ECG", "(ecg|ekg).*", "PPG", "(ppg|bvp).*", "EDA", "(eda|gsr|skin.?conduct|electroderm).*", "RSP",
                    "(resp|rsp|breath).*"),
            Set.of(),
            "type='ECG' or type='EKG' or type='PPG' or type='BVP' or type='EDA' or type='GSR' "
                    + "or type='RSP' or type='Respiration'"), AUDIO("rapport.source.audio",
                            Map.of("Audio", "audio.*|sound|mic(rophone)?|speech|voice"), Set.of(),
                            "type='Audio'"), LABEL("rapport.source.label", Map.of("Label", ".*"), Set.of(), "type='Label'");

    /** Content types that no source reads, as devices write them. */
    private static final Pattern OTHER = Pattern
            .compile("eeg|emg|eog|acc.*|gyro.*|mag(net.*)?|imu|temp.*|batt.*|marker.*|event.*|"
                    + "stim.*|trigger.*|mocap|motion.*|hr|heart.?rate|quat.*|video.*", Pattern.CASE_INSENSITIVE);

    private final String nodeType;
    /** For each content type the words that outlets have for it. */
    private final Map<String, Pattern> words;
    private final Set<String> contents;
    private final String query;

    /** @param more content types that come along with these in some streams, but have no stream of their own */
    SourceKind(String nodeType, Map<String, String> words, Set<String> more, String query) {
        this.nodeType = nodeType;
        this.words = words.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
                word -> Pattern.compile(word.getValue(), Pattern.CASE_INSENSITIVE)));
        this.contents = Stream.concat(words.keySet().stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
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

    /** The content type that a stream's or a channel's own word for it means; the word itself if that is not known. */
    String contentType(String word) {
        return words.entrySet().stream().filter(known -> known.getValue().matcher(word).matches()).map(Map.Entry::getKey)
                .findFirst().orElse(word);
    }

    /** The content type that a channel's label names, if this source reads it. */
    Optional<String> named(String label) {
        return isMeasured() ? Vocabulary.contentType(label).filter(contents::contains) : Optional.empty();
    }

    /** Whether a channel's own type says that it is none of what any source reads, whatever the stream is. */
    static boolean isOther(String channelType) {
        return OTHER.matcher(channelType).matches();
    }

    /** Whether it reads what devices measure or programs compute of a person, whose channels have names that one can go by. */
    boolean isMeasured() {
        return this == GAZE || this == FACE || this == PHYSIO;
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
