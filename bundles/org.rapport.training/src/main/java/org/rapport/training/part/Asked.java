package org.rapport.training.part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rapport.json.JsonEntry;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Architectures;
import org.rapport.training.experiment.TrainedControls;
import org.rapport.training.fit.OptionWords;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.study.StudyException;
import org.rapport.training.tune.SettingsSearch;

/** What a user asks for, as words, name to value: two who ask for the same get the same parts. */
public final class Asked {
    private static final String CONTROLS = "controls";

    private Asked() {
    }

    /**
     * @param splits all folds, or one split
     * @param seeds how many
     */
    public static Map<String, String> words(Purpose purpose, PartRecipe recipe, List<SplitOptions> splits, int seeds) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("command", JsonEntry.word(purpose));
        words.put("split", splits.get(0).protocol().word());
        words.put("folds", String.valueOf(splits.get(0).folds()));
        words.put("fold", splits.size() > 1 ? "all" : String.valueOf(splits.get(0).fold()));
        words.put("splitSeed", String.valueOf(splits.get(0).seed()));
        if (splits.get(0).learners() > 0) { // older files do not know it
            words.put("learnFrom", String.valueOf(splits.get(0).learners()));
        }
        words.put("seeds", String.valueOf(seeds));
        words.put("pipeline", recipe.pipeline());
        words.put(CONTROLS, String.join(",", recipe.controls().words()));
        words.putAll(OptionWords.of(recipe.options()));
        words.putAll(recipe.search().words());
        return words;
    }

    /** How parts are trained that were asked for like this. */
    static PartRecipe recipe(Map<String, String> words, String pipeline, Architectures architectures) throws StudyException {
        List<Architecture> controls = new ArrayList<>();
        boolean alone = false;
        for (String word : words.getOrDefault(CONTROLS, "").split(",")) {
            alone |= word.equals(TrainedControls.ALONE);
            architectures.of(word).ifPresent(controls::add);
        }
        TrainingOptions options = OptionWords.read(words, architectures);
        return new PartRecipe(options, new TrainedControls(alone, controls), pipeline,
                SettingsSearch.read(words, options, architectures));
    }
}
