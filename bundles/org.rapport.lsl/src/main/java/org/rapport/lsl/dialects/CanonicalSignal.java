package org.rapport.lsl.dialects;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a signal is called, in which unit, and how its values get there, whatever its device calls it.
 *
 * @param label the canonical label
 * @param unit the canonical unit; as the device says where there is none
 */
record CanonicalSignal(String label, String unit, Conversion conversion) {
    /** For each content type of the body its label and the words that devices have for it. */
    private static final Map<String, String> LABELS = Map.of("ECG", "ECG", "PPG", "BVP", "EDA", "GSR", "RSP", "RSP");
    private static final Set<String> WORDS = Set.of("ecg", "ekg", "ppg", "bvp", "pulse", "pleth", "eda", "gsr", "scl", "skin",
            "conductance", "resistance", "electrodermal", "activity", "raw", "cal", "uncal", "kohm", "ohm", "kohms", "ohms", "us",
            "mv", "uv", "value", "channel", "signal", "sensor", "rsp", "resp", "respiration", "breathing", "belt", "force");
    private static final Set<String> PLACES = Set.of("left", "right", "wrist", "ankle", "hand", "foot", "finger", "palm", "arm",
            "chest");
    private static final Map<String, Map<String, Conversion>> CONVERSIONS = Map.of("ECG",
            Map.of("mV", Conversion.NONE, "uV", factor(1e-3), "V", factor(1e3), "nV", factor(1e-6)), "EDA",
            Map.of("uS", Conversion.NONE, "nS", factor(1e-3), "mS", factor(1e3), "S", factor(1e6), "kOhm", per(1e3), "Ohm",
                    per(1e6), "MOhm", per(1)));
    private static final Map<String, String> UNITS = Map.of("ECG", "mV", "EDA", "uS");
    private static final Map<String, Conversion> PUPILS = Map.of("mm", Conversion.NONE, "m", factor(1e3), "cm", factor(10), "um",
            factor(1e-3));
    /** Words of a gaze's label that say nothing beside its axis. */
    private static final Set<String> POINT = Set.of("gaze", "eye", "point", "por", "pog", "screen", "on", "display", "of",
            "regard", "pos", "position");
    private static final Set<String> PUPIL = Set.of("pupil", "diameter", "diam", "size", "eye", "pupildiameter", "pupilsize",
            "mm");

    private static Conversion factor(double factor) {
        return new Conversion(factor, 0, false);
    }

    private static Conversion per(double factor) {
        return new Conversion(factor, 0, true);
    }

    /**
     * For a channel by its device's own words.
     *
     * @param type its content type
     * @param unit in canonical spelling
     * @param alone whether it is the only channel of its type: then a number says nothing
     */
    static CanonicalSignal of(String type, String label, String unit, boolean alone) {
        Conversion conversion = CONVERSIONS.getOrDefault(type, Map.of()).get(unit);
        String name = LABELS.containsKey(type) ? ofBody(type, label, alone) : type.equals("Gaze") ? ofGaze(label) : label;
        if (conversion != null) {
            return new CanonicalSignal(name, UNITS.get(type), conversion);
        }
        if (type.equals("Gaze") && name.endsWith("pupil") && PUPILS.containsKey(unit)) {
            return new CanonicalSignal(name, "mm", PUPILS.get(unit));
        }
        return new CanonicalSignal(name, unit, Conversion.NONE);
    }

    /**
     * {@code GSR} of whatever is skin conductance, and {@code BVP_red} of {@code PPG_RED}: what tells several apart stays, and of
     * one
     * alone only where on the body it is.
     */
    private static String ofBody(String type, String label, boolean alone) {
        List<String> rest = LabelWords.of(label).without(WORDS).stream()
                .map(word -> word.replaceFirst("^(ecg|ekg|ppg|bvp|pulse|eda|gsr|rsp|resp)", ""))
                .filter(word -> !word.isEmpty() && (!alone || PLACES.contains(word))).toList();
        return rest.isEmpty() ? LABELS.get(type) : LABELS.get(type) + "_" + String.join("_", rest);
    }

    private static String ofGaze(String label) {
        LabelWords words = LabelWords.of(label);
        String side = words.has("left") == words.has("right") ? "" : words.has("left") ? "left" : "right";
        List<String> rest = words.without(Set.of("left", "right"));
        Set<String> pupil = rest.stream().filter(word -> !PUPIL.contains(word)).collect(Collectors.toSet());
        if (pupil.isEmpty() && words.hasPart("pupil", "diam")) {
            return side.isEmpty() ? "pupil" : side + "_pupil";
        }
        Set<String> point = rest.stream().filter(word -> !POINT.contains(word)).collect(Collectors.toSet());
        boolean gaze = words.has("gaze", "por", "pog", "screen", "display"); // left_eye_x is where the eye is
        if (point.size() == 1 && (point.contains("x") || point.contains("y"))
                && (gaze || !side.isEmpty() && !words.has("eye", "pos", "position"))) {
            return (side.isEmpty() ? "gaze" : side) + "_" + point.iterator().next();
        }
        return label;
    }
}
