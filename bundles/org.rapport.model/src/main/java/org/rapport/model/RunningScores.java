package org.rapport.model;

/** Scores of pairs that come one after the other, in constant memory (Welford 1962). Used by one thread. */
public final class RunningScores {
    private long pairs;
    private double predictionMean;
    private double labelMean;
    private double predictionSquares;
    private double labelSquares;
    private double products;
    private double errorSquares;

    /** Takes a pair; one with a NaN is left out. */
    public void add(double prediction, double label) {
        if (Double.isNaN(prediction) || Double.isNaN(label)) {
            return;
        }
        pairs++;
        double fromPredictionMean = prediction - predictionMean;
        double fromLabelMean = label - labelMean;
        predictionMean += fromPredictionMean / pairs;
        labelMean += fromLabelMean / pairs;
        predictionSquares += fromPredictionMean * (prediction - predictionMean);
        labelSquares += fromLabelMean * (label - labelMean);
        products += fromPredictionMean * (label - labelMean);
        errorSquares += (prediction - label) * (prediction - label);
    }

    /** The scores of all pairs so far. */
    public Scores value() {
        double meanDifference = predictionMean - labelMean;
        // 0/0, without pairs or without change, is NaN as it should be
        return new Scores(2 * products / (predictionSquares + labelSquares + pairs * meanDifference * meanDifference),
                products / Math.sqrt(predictionSquares * labelSquares), Math.sqrt(errorSquares / pairs),
                labelSquares == 0 ? Double.NaN : Math.sqrt(predictionSquares / labelSquares),
                pairs == 0 ? Double.NaN : meanDifference, pairs);
    }
}
