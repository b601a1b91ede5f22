package org.rapport.training.part;

import org.rapport.training.experiment.TrainedControls;
import org.rapport.training.fit.TrainingOptions;

/**
 * How all parts are trained.
 *
 * @param options with the first seed
 * @param controls networks that are trained beside each model
 * @param pipeline what the features are made with
 */
public record PartRecipe(TrainingOptions options, TrainedControls controls, String pipeline) {
}
