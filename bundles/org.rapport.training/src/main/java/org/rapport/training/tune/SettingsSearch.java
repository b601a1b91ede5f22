package org.rapport.training.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.model.network.Architectures;
import org.rapport.training.fit.OptionWords;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.study.StudyException;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/**
 * What is tried, and how it is compared.
 *
 * @param trials in the order in which they were drawn
 * @param innerFolds the folds of the sessions at hand by which they are compared
 * @param keep one of so many goes on to the next round
 */
public record SettingsSearch(List<Trial> trials, int innerFolds, int keep) {
    /** Of a command that searches nothing. */
    public static final SettingsSearch NONE = new SettingsSearch(List.of(), 0, 0);
    private static final String TRIAL = "trial-";
    private static final String CHOSEN = " chosen";

    public SettingsSearch {
        trials = List.copyOf(trials);
    }

    /** @param number from 1 */
    public static String name(int number) {
        return TRIAL + number;
    }

    /** How many epochs which trials get. */
    public SuccessiveHalving halving() {
        return new SuccessiveHalving(trials.size(), keep, trials.get(0).options().schedule().epochs());
    }

    /** The results of the last round, the best first; of equal ones the trial that was drawn first. */
    public List<TrialResult> ranking(List<TrialResult> results) {
        int last = results.stream().mapToInt(TrialResult::epochs).max().orElse(0);
        Comparator<TrialResult> better = Comparator
                .comparingDouble((TrialResult one) -> Double.isNaN(one.score()) ? Double.NEGATIVE_INFINITY : one.score())
                .reversed();
        return results.stream().filter(one -> one.epochs() == last)
                .sorted(better.thenComparingInt(one -> trials.indexOf(trial(one.trial())))).toList();
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public Trial trial(String name) {
        return trials.stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + name));
    }

    /** As words, name to value: of each trial what was drawn, and what of its options is not as the first trial's. */
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        if (trials.isEmpty()) {
            return words;
        }
        words.put("innerFolds", String.valueOf(innerFolds));
        words.put("keep", String.valueOf(keep));
        words.put("trials", String.valueOf(trials.size()));
        Map<String, String> first = OptionWords.of(trials.get(0).options());
        for (Trial trial : trials) {
            words.put(trial.name() + CHOSEN, json(trial.chosen()));
            Map<String, String> own = OptionWords.beside(first, trial.options());
            own.entrySet().removeIf(word -> word.getValue().equals(first.get(word.getKey())));
            words.put(trial.name(), json(own));
        }
        return words;
    }

    private static String json(Map<String, String> values) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        values.forEach(json::add);
        return json.build().toString();
    }

    /**
     * The search of such words; {@link #NONE} if they speak of none.
     *
     * @param first the options of the first trial
     * @param architectures those that networks can be of
     */
    public static SettingsSearch read(Map<String, String> words, TrainingOptions first, Architectures architectures)
            throws StudyException {
        if (!words.containsKey("trials")) {
            return NONE;
        }
        try {
            List<Trial> trials = new ArrayList<>();
            for (int number = 1; number <= Integer.parseInt(words.get("trials")); number++) {
                Map<String, String> own = new LinkedHashMap<>(OptionWords.of(first));
                own.putAll(values(name(number), words.get(name(number))));
                trials.add(new Trial(name(number), values(name(number) + CHOSEN, words.get(name(number) + CHOSEN)),
                        OptionWords.read(own, architectures)));
            }
            return new SettingsSearch(trials, Integer.parseInt(words.get("innerFolds")), Integer.parseInt(words.get("keep")));
        } catch (NumberFormatException e) {
            throw new StudyException("a search that cannot be: " + e.getMessage());
        }
    }

    private static Map<String, String> values(String name, String json) throws StudyException {
        if (json == null) {
            throw new StudyException("the search lacks " + name);
        }
        try {
            Map<String, String> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonEntry> value : JsonEntry.parse(name, json).members().entrySet()) {
                values.put(value.getKey(), value.getValue().anyText());
            }
            return values;
        } catch (FileFault e) {
            throw new StudyException(e.getMessage());
        }
    }
}
