package org.rapport.training.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.rapport.training.fit.TrainingOptions;

/**
 * Settings that are tried.
 *
 * @param name short, as its folder is called, such as {@code trial-3}
 * @param chosen what was drawn for it, option to value, spelt as in a file of options
 * @param options all of its settings
 */
public record Trial(String name, Map<String, String> chosen, TrainingOptions options) {

    public Trial {
        chosen = Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
    }

    /** What was drawn for it, in words. */
    public String settings() {
        return chosen.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).collect(Collectors.joining(", "));
    }
}
