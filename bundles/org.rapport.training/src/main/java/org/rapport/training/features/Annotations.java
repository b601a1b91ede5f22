package org.rapport.training.features;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.rapport.model.RunningScores;
import org.rapport.training.study.Combination;

/**
 * What several people reported about one target in one session.
 *
 * @param annotators the reports of each, in the study's order; {@link Reports#NONE} of who reported nothing here
 */
public record Annotations(List<Reports> annotators) {
    /** Seconds between the moments at which annotators are compared. */
    private static final double STEP = 0.25;

    public Annotations {
        annotators = List.copyOf(annotators);
    }

    /**
     * What each says at the same moments, four a second from the first report to the last; NaN before their own first.
     *
     * @return a row for each annotator
     */
    public float[][] together() {
        double[] times = times();
        if (times.length == 0) {
            return new float[annotators.size()][0];
        }
        int moments = (int) Math.floor((times[times.length - 1] - times[0]) / STEP) + 1;
        return held(IntStream.range(0, moments).mapToDouble(moment -> times[0] + moment * STEP).toArray());
    }

    /** As one: a report whenever anybody reports something. Those of one annotator stay as they are. */
    Reports as(Combination combination) {
        if (annotators.size() == 1) {
            return annotators.get(0);
        }
        double[] times = times();
        float[][] held = held(times);
        double[] weights = combination == Combination.EWE ? weights() : equal();
        float[] values = new float[times.length];
        for (int i = 0; i < times.length; i++) {
            double sum = 0;
            double weight = 0;
            for (int annotator = 0; annotator < held.length; annotator++) {
                if (!Float.isNaN(held[annotator][i])) {
                    sum += weights[annotator] * held[annotator][i];
                    weight += weights[annotator];
                }
            }
            values[i] = weight == 0 ? Float.NaN : (float) (sum / weight);
        }
        return new Reports(times, values);
    }

    /** How much each agrees with the mean of all; where nobody does, all weigh the same. */
    private double[] weights() {
        float[][] held = together();
        RunningScores[] scores = IntStream.range(0, held.length).mapToObj(annotator -> new RunningScores())
                .toArray(RunningScores[]::new);
        for (int moment = 0; moment < held[0].length; moment++) {
            int at = moment;
            double mean = Arrays.stream(held).mapToDouble(one -> one[at]).filter(value -> !Double.isNaN(value)).average()
                    .orElse(Double.NaN);
            for (int annotator = 0; annotator < held.length; annotator++) {
                scores[annotator].add(held[annotator][moment], mean);
            }
        }
        double[] weights = Arrays.stream(scores).mapToDouble(one -> one.value().pearson()).map(r -> r > 0 ? r : 0).toArray();
        return Arrays.stream(weights).sum() == 0 ? equal() : weights;
    }

    private double[] equal() {
        double[] weights = new double[annotators.size()];
        Arrays.fill(weights, 1);
        return weights;
    }

    /** When anybody reports anything. */
    private double[] times() {
        return annotators.stream().flatMapToDouble(reports -> Arrays.stream(reports.times())).sorted().distinct().toArray();
    }

    private float[][] held(double[] at) {
        return annotators.stream().map(reports -> reports.held(at, 0)).toArray(float[][]::new);
    }
}
