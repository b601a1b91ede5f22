package org.rapport.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An interval around predictions by split conformal prediction (Lei et al. 2018): the validation residual that a stated part
 * of them does not exceed. The promise holds for data like the validation side; neighbouring samples are alike, so it holds on
 * average over people, not for each.
 *
 * @param target its name
 * @param coverage the part of labels that the interval is to hold
 * @param halfWidth in label units; NaN or infinite with too few validation labels
 * @param achieved the part of test labels that it did hold; NaN without test labels
 */
public record Conformal(String target, double coverage, double halfWidth, double achieved) {
    /** What is promised. */
    public static final double COVERAGE = 0.9;

    /** @param target its number */
    static Conformal of(String name, List<Series> validation, List<Series> test, int target) {
        double[] residuals = residuals(validation, target);
        Arrays.sort(residuals);
        int rank = (int) Math.ceil(COVERAGE * (residuals.length + 1));
        double halfWidth = residuals.length == 0 ? Double.NaN
                : rank > residuals.length ? Double.POSITIVE_INFINITY : residuals[rank - 1];
        double[] unseen = residuals(test, target);
        double held = Arrays.stream(unseen).filter(residual -> residual <= halfWidth).count();
        return new Conformal(name, COVERAGE, halfWidth, unseen.length == 0 ? Double.NaN : held / unseen.length);
    }

    private static double[] residuals(List<Series> series, int target) {
        return series.stream()
                .flatMapToDouble(one -> IntStream.range(0, one.length())
                        .mapToDouble(i -> Math.abs((double) one.predictions()[target][i] - one.labels()[target][i])))
                .filter(residual -> !Double.isNaN(residual)).toArray();
    }
}
