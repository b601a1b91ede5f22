package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.rapport.training.data.Recording;

/**
 * Predictions from labels alone, without any signal, at the very places where the model predicts. What they score says how
 * much of a score a protocol gives away.
 */
public final class LabelControls {
    private static final double TRAINING_PART = 0.8;
    private static final double HIDDEN_PART = 0.1;

    private LabelControls() {
    }

    /**
     * A person's own labels, samples mixed 80/10/10, linearly interpolated: the last tenth of the shuffled samples is
     * predicted from the first eight, and everything else is left out of the score.
     */
    static Series interpolated(Series series, Random random) {
        int targets = series.labels().length;
        float[][] predictions = new float[targets][series.length()];
        Integer[] order = new Integer[series.length()];
        Arrays.setAll(order, i -> i);
        Collections.shuffle(Arrays.asList(order), random);
        boolean[] known = new boolean[series.length()];
        boolean[] hidden = new boolean[series.length()];
        for (int i = 0; i < order.length; i++) {
            known[order[i]] = i < TRAINING_PART * order.length;
            hidden[order[i]] = i >= (1 - HIDDEN_PART) * order.length;
        }
        for (int target = 0; target < targets; target++) {
            predictions[target] = interpolated(series.labels()[target], known, hidden);
        }
        return series.with(predictions);
    }

    private static float[] interpolated(float[] labels, boolean[] known, boolean[] hidden) {
        float[] predictions = new float[labels.length];
        Arrays.fill(predictions, Float.NaN);
        int before = -1;
        int after = 0;
        for (int i = 0; i < labels.length; i++) {
            if (known[i] && !Float.isNaN(labels[i])) {
                before = i;
            }
            if (hidden[i]) {
                after = Math.max(after, i);
                while (after < labels.length && (!known[after] || Float.isNaN(labels[after]))) {
                    after++;
                }
                predictions[i] = between(labels, before, after, i);
            }
        }
        return predictions;
    }

    private static float between(float[] labels, int before, int after, int at) {
        if (before < 0 && after == labels.length) {
            return Float.NaN;
        }
        if (before < 0) {
            return labels[after];
        }
        if (after == labels.length) {
            return labels[before];
        }
        return labels[before] + (labels[after] - labels[before]) * (at - before) / (after - before);
    }

    /** The recording's own mean label, at every place: what a perfect guess of the person's level alone is worth. */
    static Series mean(Series series) {
        float[][] predictions = new float[series.labels().length][series.length()];
        for (int target = 0; target < predictions.length; target++) {
            double sum = 0;
            int count = 0;
            for (float label : series.labels()[target]) {
                if (!Float.isNaN(label)) {
                    sum += label;
                    count++;
                }
            }
            Arrays.fill(predictions[target], count == 0 ? Float.NaN : (float) (sum / count));
        }
        return series.with(predictions);
    }

    /**
     * What others felt at the same moment of the same stimulus, on average.
     *
     * @param recordings whole sessions, of which those of other receivers with the same stimulus count
     * @return empty if nobody else saw it
     */
    static Optional<Series> others(Series series, List<Recording> recordings) {
        Recording own = series.recording();
        List<float[]> others = new ArrayList<>();
        for (Recording other : recordings) {
            if (other.session().stimulus().equals(own.session().stimulus())
                    && !other.session().receiver().equals(own.session().receiver())) {
                others.add(other.labels().toArray());
            }
        }
        if (others.isEmpty()) {
            return Optional.empty();
        }
        int targets = series.labels().length;
        float[][] predictions = new float[targets][series.length()];
        for (int target = 0; target < targets; target++) {
            for (int i = 0; i < series.length(); i++) {
                predictions[target][i] = mean(others, series.rows()[i] * targets + target);
            }
        }
        return Optional.of(series.with(predictions));
    }

    private static float mean(List<float[]> curves, int at) {
        double sum = 0;
        int count = 0;
        for (float[] curve : curves) {
            if (at < curve.length && !Float.isNaN(curve[at])) {
                sum += curve[at];
                count++;
            }
        }
        return count == 0 ? Float.NaN : (float) (sum / count);
    }
}
