package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.training.study.StudyFile;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Settings that a search may take: a JSON file with keys as in a file of options, each with its {@link Choices}.
 *
 * @param choices by key
 */
record SearchSpace(Map<String, Choices> choices) {
    /** What decides the rows that are scored, and what the search itself decides. */
    private static final Set<String> NOT_TUNED = Set.of("--options", "--window", "--look-ahead", "--live-hop", "--epochs",
            "--patience", "--seed", "--compute-threads", "--precision", "--ensemble", "--calibration");
    private static final int ATTEMPTS = 200;

    /** What refuses a combination of values. */
    @FunctionalInterface
    interface Trying {
        /** @throws ParameterException if they cannot be together; one line that says where the value at fault stands */
        void tryOut(Map<String, JsonEntry> values) throws Exception;
    }

    /**
     * @param options those of a training
     * @throws FileFault if there is no such file, or something in it cannot be; one line
     */
    static SearchSpace read(Path path, List<OptionSpec> options) throws IOException {
        JsonEntry json = JsonEntry.read(path, StudyFile.MAX_BYTES);
        Map<String, OptionSpec> known = new LinkedHashMap<>();
        for (OptionSpec option : options) {
            if (!NOT_TUNED.contains(option.longestName())) {
                known.put(OptionsFile.key(option.longestName()), option);
            }
        }
        Map<String, Choices> choices = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> member : json.members().entrySet()) {
            if (!known.containsKey(member.getKey())) {
                throw member.getValue()
                        .fault("is no option that can be tuned; these are " + String.join(", ", new TreeSet<>(known.keySet())));
            }
            choices.put(member.getKey(), Choices.read(member.getValue(), known.get(member.getKey())));
        }
        if (choices.isEmpty()) {
            throw json.fault("names no option to tune, such as \"learningRate\": [0.0005, 0.001, 0.002]");
        }
        return new SearchSpace(choices);
    }

    /** @throws FileFault the first value of the file that can be with no values of the other options */
    void check(Trying trying) throws Exception {
        for (Map.Entry<String, Choices> one : choices.entrySet()) {
            for (JsonEntry value : one.getValue().written()) {
                Random random = new Random(0);
                Optional<ParameterException> fault = Optional.empty();
                for (int attempt = 0; attempt < ATTEMPTS && (attempt == 0 || fault.isPresent()); attempt++) {
                    Map<String, JsonEntry> values = draw(random);
                    values.put(one.getKey(), value);
                    fault = fault(trying, values);
                }
                if (fault.isPresent()) {
                    String message = fault.get().getMessage();
                    throw message.startsWith(value.source()) ? new FileFault(message) : value.fault("cannot be: " + message);
                }
            }
        }
    }

    private Map<String, JsonEntry> draw(Random random) {
        Map<String, JsonEntry> values = new LinkedHashMap<>();
        choices.forEach((key, some) -> values.put(key, some.draw(random)));
        return values;
    }

    private static Optional<ParameterException> fault(Trying trying, Map<String, JsonEntry> values) throws Exception {
        try {
            trying.tryOut(values);
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(e);
        }
    }

    /**
     * Combinations at random, each once. Those that cannot be are drawn again.
     *
     * @return as many as wanted, or fewer if there are no more
     */
    List<Map<String, JsonEntry>> draw(int count, long seed, Trying trying) throws Exception {
        Random random = new Random(seed);
        Set<String> known = new LinkedHashSet<>();
        List<Map<String, JsonEntry>> drawn = new ArrayList<>();
        int misses = 0;
        while (drawn.size() < count && misses < ATTEMPTS) {
            Map<String, JsonEntry> values = draw(random);
            misses++;
            if (known.add(texts(values).toString()) && fault(trying, values).isEmpty()) {
                drawn.add(values);
                misses = 0;
            }
        }
        return drawn;
    }

    /** Values as they would be typed. */
    static Map<String, String> texts(Map<String, JsonEntry> values) throws FileFault {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> value : values.entrySet()) {
            texts.put(value.getKey(), OptionsFile.text(value.getValue()));
        }
        return texts;
    }
}
