package org.rapport.lsl.dialects;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which content type a channel's label names by one of its words, as {@code EDA} of {@code GSR_kOhm}. */
public final class Vocabulary {
    private static final List<Map.Entry<String, Pattern>> WORDS = List.of(
            Map.entry("ECG", Pattern.compile("(ecg|ekg)\\d*|electrocardio.*")),
            Map.entry("PPG", Pattern.compile("(ppg|bvp)\\d*|(photo)?pleth.*")),
            Map.entry("EDA", Pattern.compile("(eda|gsr|scl)\\d*|electrodermal|conductance")),
            Map.entry("RSP", Pattern.compile("(rsp|resp)\\d*|respiration|breathing")),
            Map.entry("Gaze", Pattern.compile("gaze.*|.*gaze|pupils?.*|por[xy]?|pog[xy]?")),
            Map.entry("Face", Pattern.compile("au\\d\\d?|brows?|jaw|mouth|cheeks?|lips?")));
    /** What is computed from a signal is not the signal. */
    private static final Pattern COMPUTED = Pattern
            .compile("hr|hrv|bpm|rate|heart|heartrate|ibi|rri?|ppi|quality|sqi|peaks?|amplitude|freq.*|"
                    + "noise|trigger|marker|number|count");

    private Vocabulary() {
    }

    /** The content type; empty if no word of the label names one. */
    public static Optional<String> contentType(String label) {
        LabelWords words = LabelWords.of(label);
        if (words.all().stream().anyMatch(word -> COMPUTED.matcher(word).matches())) {
            return Optional.empty();
        }
        return WORDS.stream().filter(known -> words.all().stream().anyMatch(word -> known.getValue().matcher(word).matches()))
                .map(Map.Entry::getKey).findFirst();
    }
}
