package org.rapport.model;

/**
 * How well predictions agree with labels.
 *
 * @param ccc Lin's concordance correlation coefficient (1989), from population moments; NaN if neither ever changes
 * @param pearson correlation; NaN if one of them never changes
 * @param rmse root of the mean squared error
 * @param sdRatio the predictions' standard deviation, in that of the labels: below 1 they are too small; NaN if labels
 *        never change
 * @param bias mean prediction less mean label
 * @param pairs how many pairs it rests on, those with NaN left out; 0 makes all scores NaN
 */
public record Scores(double ccc, double pearson, double rmse, double sdRatio, double bias, long pairs) {

    /**
     * The agreement of two series; pairs with a NaN are left out.
     *
     * @throws IllegalArgumentException if they are not equally long
     */
    public static Scores of(float[] predictions, float[] labels) {
        if (predictions.length != labels.length) {
            throw new IllegalArgumentException(predictions.length + " predictions and " + labels.length + " labels are no pairs");
        }
        RunningScores scores = new RunningScores();
        for (int i = 0; i < predictions.length; i++) {
            scores.add(predictions[i], labels[i]);
        }
        return scores.value();
    }
}
