package org.rapport.training.evaluation;

import java.util.List;

import org.rapport.model.RunningScores;
import org.rapport.model.Scores;
import org.rapport.training.data.Recording;

/**
 * Predictions of one recording beside its labels, in label units.
 *
 * @param recording what was predicted
 * @param rows the row that each prediction is for
 * @param predictions for each target
 * @param labels for each target; NaN where there is none
 */
public record Series(Recording recording, int[] rows, float[][] predictions, float[][] labels) {

    /** How many predictions there are for each target. */
    public int length() {
        return rows.length;
    }

    /** The same labels with other predictions. */
    Series with(float[][] others) {
        return new Series(recording, rows, others, labels);
    }

    /** Scores of one target over the concatenation of series. */
    public static Scores scores(List<Series> series, int target) {
        RunningScores scores = new RunningScores();
        for (Series one : series) {
            for (int i = 0; i < one.length(); i++) {
                scores.add(one.predictions[target][i], one.labels[target][i]);
            }
        }
        return scores.value();
    }
}
