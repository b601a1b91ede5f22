package org.rapport.training.fit;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.rapport.model.network.Activation;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Architectures;
import org.rapport.model.network.Attention;
import org.rapport.model.network.Loss;
import org.rapport.model.network.Objective;
import org.rapport.model.network.Precision;
import org.rapport.training.study.StudyException;

/** Training options as words, name to value, so that another process trains by the same. */
public final class OptionWords {
    private final Map<String, String> words;

    private OptionWords(Map<String, String> words) {
        this.words = words;
    }

    /** All of them: the settings of a run, and how long and to what end it goes on. */
    public static Map<String, String> of(TrainingOptions options) {
        Map<String, String> words = new LinkedHashMap<>(options.settings());
        words.put("epochs", String.valueOf(options.schedule().epochs()));
        words.put("patience", String.valueOf(options.schedule().patience()));
        words.put("calibrated", String.valueOf(options.calibrated()));
        return words;
    }

    /**
     * All of them, also those of the others that could be left unsaid: what differs from the others can be told from it.
     *
     * @param others of another training
     */
    public static Map<String, String> beside(Map<String, String> others, TrainingOptions options) {
        Map<String, String> words = of(options);
        others.keySet().forEach(key -> OldSettings.usual(key).ifPresent(value -> words.putIfAbsent(key, value)));
        return words;
    }

    /**
     * The options that such words come from.
     *
     * @param architectures those that the network can be of
     * @throws StudyException if a word is missing or no value
     */
    public static TrainingOptions read(Map<String, String> words, Architectures architectures) throws StudyException {
        return new OptionWords(words).read(architectures);
    }

    private TrainingOptions read(Architectures architectures) throws StudyException {
        try {
            return new TrainingOptions(
                    new WindowOptions(integer("window.steps"), integer("window.hop"), integer("window.lookAhead"),
                            integer("window.liveHop"), Integer.parseInt(words.getOrDefault(WindowOptions.LEAD_IN, "0"))),
                    network(architectures),
                    new Schedule(integer("epochs"), integer("batch"), Double.parseDouble(word("learningRate")), course(),
                            integer("patience"), Double.parseDouble(words.getOrDefault(Schedule.WEIGHT_DECAY, "0"))),
                    Double.parseDouble(word("modalityDropout")), Long.parseLong(word("seed")),
                    Boolean.parseBoolean(word("calibrated")),
                    Integer.parseInt(words.getOrDefault(TrainingOptions.COMPUTE_THREADS, "0")),
                    Integer.parseInt(words.getOrDefault(TrainingOptions.ENSEMBLE, "1")), precision());
        } catch (IllegalArgumentException e) { // no number, or none that can be
            throw new StudyException("options that cannot be: " + e.getMessage());
        }
    }

    private Precision precision() {
        return Precision.valueOf(words.getOrDefault(TrainingOptions.PRECISION, "float32").toUpperCase(Locale.ROOT));
    }

    private NetworkOptions network(Architectures architectures) throws StudyException {
        String name = word("network.architecture");
        Optional<Architecture> architecture = architectures.of(name);
        if (architecture.isEmpty()) {
            throw new StudyException("there is no network " + name + " here, only " + architectures.names());
        }
        Map<Loss, Double> weights = new EnumMap<>(Loss.class);
        for (Loss loss : Loss.values()) {
            weights.put(loss, Double.parseDouble(words.getOrDefault("loss." + loss.key(), "0")));
        }
        Set<Attention> attentions = EnumSet.noneOf(Attention.class);
        Arrays.stream(word("network.attentions").replaceAll("[\\[\\] ]", "").split(",")).filter(one -> !one.isEmpty())
                .map(Attention::valueOf).forEach(attentions::add);
        return new NetworkOptions(integer("network.encoding"), integer("network.hidden"), integer("network.heads"),
                integer("network.headUnits"), Double.parseDouble(word("network.dropout")),
                Activation.valueOf(word("network.activation")), attentions, new Objective(weights), architecture.get(),
                Boolean.parseBoolean(words.get(NetworkOptions.MASKS)));
    }

    private Course course() throws StudyException {
        String name = words.getOrDefault(Course.NAME, Halving.KEY);
        return switch (name) {
            case Halving.KEY -> new Halving(integer(Halving.EVERY));
            case OneCycle.KEY -> new OneCycle(integer(OneCycle.EPOCHS));
            default -> throw new StudyException("there is no schedule " + name + " here, only halve and one-cycle");
        };
    }

    private int integer(String name) throws StudyException {
        return Integer.parseInt(word(name));
    }

    private String word(String name) throws StudyException {
        String word = words.get(name);
        if (word == null) {
            throw new StudyException("the options lack " + name);
        }
        return word;
    }
}
