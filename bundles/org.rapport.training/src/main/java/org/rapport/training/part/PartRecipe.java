package org.rapport.training.part;

import org.rapport.training.experiment.TrainedControls;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.tune.SettingsSearch;

/**
 * How all parts are trained.
 *
 * @param options with the first seed
 * @param controls networks that are trained beside each model
 * @param pipeline what the features are made with
 * @param search what is tried, for {@link Purpose#TUNE}; the options are then those of its first trial
 */
public record PartRecipe(TrainingOptions options, TrainedControls controls, String pipeline, SettingsSearch search) {

    /** That of a command that searches nothing. */
    public PartRecipe(TrainingOptions options, TrainedControls controls, String pipeline) {
        this(options, controls, pipeline, SettingsSearch.NONE);
    }
}
