package org.rapport.training.fit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of runs that an older program began. */
final class OldSettings {
    /** Says which network of a reproduction a run is. */
    private static final String VARIANT = "variant";
    private static final String SPLIT_SEED = "splitSeed";

    /** What settings were before there were such settings: a run that does not say them was made like this. */
    private static final Map<String, String> UNSAID = Map.of("loss.task", "1.0", "loss.ccc", "0.0", "loss.huber", "0.0",
            "loss.se-step", "0.0", TrainingOptions.ENSEMBLE, "1", Course.NAME, Halving.KEY, Schedule.WEIGHT_DECAY, "0.0",
            WindowOptions.LEAD_IN, "0", TrainingOptions.PRECISION, "float32", NetworkOptions.MASKS, "false");

    private static final String ARCHITECTURE = "network.architecture";
    private static final Pattern MEMBER = Pattern.compile("(\\w+)=(\\[[^\\]]*]|[^,\\[\\]]+)(?=[,\\]]|$)");
    private static final Map<String, String> NAMES = Map.of("distillation", "loss.kd", "enhancement", "loss.se");

    private OldSettings() {
    }

    /**
     * What a setting was in a run that does not say it; null if nobody knows.
     *
     * @param now what it is now, which is believed of settings that once were never said
     */
    static String unsaid(String key, Map<String, String> run, String now) {
        if (key.equals(TrainingOptions.COMPUTE_THREADS) || key.equals(SPLIT_SEED) && run.containsKey(VARIANT)) {
            return now;
        }
        return key.equals(SPLIT_SEED) ? run.get("seed") : UNSAID.get(key); // one seed was of both
    }

    /** What a setting is where it is not said, if it can be left unsaid. */
    static Optional<String> usual(String key) {
        return Optional.ofNullable(UNSAID.get(key));
    }

    /** A setting as it is spelt now. */
    static String today(String key, String value) {
        return key.equals(ARCHITECTURE) && value != null ? value.toLowerCase(Locale.ROOT).replace('_', '-') : value;
    }

    /** Those of format 1, where one text held all of a record: {@code WindowOptions[steps=100, hop=25]}. */
    static Map<String, String> named(Map<String, String> before) {
        Map<String, String> named = new LinkedHashMap<>();
        before.forEach((key, value) -> {
            if (key.equals("window") || key.equals("network")) {
                Matcher member = MEMBER.matcher(value);
                while (member.find()) {
                    named.put(NAMES.getOrDefault(member.group(1), key + "." + member.group(1)), member.group(2));
                }
            } else {
                named.put(key, value);
            }
        });
        return named;
    }
}
