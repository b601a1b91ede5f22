package org.rapport.recording.tables;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a column seems to be, by its name and unit. */
final class SignalGuess {
    static final String UNKNOWN = "?";
    private static final Map<String, Pattern> TYPES = new LinkedHashMap<>();
    private static final Map<String, String> UNITS = Map.ofEntries(Map.entry("microsiemens", "uS"), Map.entry("\u00b5s", "uS"),
            Map.entry("\u03bcs", "uS"), Map.entry("usiemens", "uS"), Map.entry("microvolts", "uV"), Map.entry("\u00b5v", "uV"),
            Map.entry("\u03bcv", "uV"), Map.entry("millivolts", "mV"), Map.entry("volts", "V"), Map.entry("no_units", ""),
            Map.entry("no units", ""), Map.entry("pixels", "px"), Map.entry("bpm", "1/min"));

    static {
        add("Audio", ".*(_sma3?(?![a-z]).*|pcm_.*|mfcc.*|loudness.*|voiceprob.*|f0(final|semitone).*)");
        add("Label", ".*(rating|valence|arousal|competence|warmth|dominance|annotation|impression|joystick|slider|\\bdial).*");
        add("Face", "(.*\\W|.*_)?au_?\\d+([_ ].*)?|(pitch|yaw|roll|pose_.*)|.*(blendshape|browdown|jawopen|mouthsmile|smile).*");
        add("Gaze", ".*(gaze|pupil|fixation|azimuth|elevation|openness|\\bpor\\b|eye[ _]?(x|y|pos)).*");
        add("EDA", ".*(\\beda|eda\\b|_eda|eda_|gsr|skin|conductance|electroderm|\\bsc[rl]\\b).*");
        add("PPG", ".*(ppg|bvp|pleth|blood volume|pulse wave).*");
        add("ECG", ".*(ecg|ekg|electrocard).*");
        add("EMG", ".*(emg|electromyo).*");
        add("EEG", ".*(eeg).*|(fp|af|f|c|p|o|t|tp|cp|fc|po)(z|\\d{1,2})");
        add("Respiration", ".*(resp|breath|rip\\b).*");
        add("HR", ".*(heart ?rate|\\bhr\\b|\\bbpm\\b|pulse ?rate).*");
        add("Temperature", ".*(temp|\u00b0c).*");
        add("ACC", ".*(accel|\\bacc|acc\\b|_acc|acc_|gyro).*");
    }

    private SignalGuess() {
    }

    private static void add(String type, String names) {
        TYPES.put(type, Pattern.compile(names));
    }

    /** The content type of a column that is called so. */
    static String type(String title, String unit) {
        String words = title.toLowerCase(Locale.ROOT);
        return TYPES.entrySet().stream().filter(type -> type.getValue().matcher(words).matches()).map(Map.Entry::getKey)
                .findFirst().orElse(unit.equals("uS") ? "EDA" : UNKNOWN);
    }

    /** The unit as other streams have it. */
    static String unit(String unit) {
        return UNITS.getOrDefault(unit.strip().toLowerCase(Locale.ROOT), unit.strip());
    }

    /** Whether a column says how good others are, by its name. */
    static boolean isValidity(String name) {
        String words = name.toLowerCase(Locale.ROOT);
        return words.contains("valid") || words.contains("confidence") || words.endsWith("conf") || words.contains("success")
                || words.contains("found") || words.equals("worn") || words.contains("quality");
    }

    /** {@code left}, {@code right}, or nothing. */
    static String side(String name) {
        String words = name.toLowerCase(Locale.ROOT);
        return words.contains("left") ? "left" : words.contains("right") ? "right" : "";
    }
}
