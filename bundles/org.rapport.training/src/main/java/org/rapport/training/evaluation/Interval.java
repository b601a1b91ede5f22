package org.rapport.training.evaluation;

import java.util.Arrays;

/** Where 95 % of bootstrap resamples lie; NaN with fewer than two dyads to draw from. */
public record Interval(double low, double high) {
    static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);
    private static final double TAIL = 0.025;

    /** Percentiles of resampled scores; those that could not be computed are left out. */
    static Interval of(double[] resampled) {
        double[] sorted = Arrays.stream(resampled).filter(value -> !Double.isNaN(value)).sorted().toArray();
        if (sorted.length == 0) {
            return UNKNOWN;
        }
        return new Interval(sorted[(int) (TAIL * (sorted.length - 1))],
                sorted[(int) Math.ceil((1 - TAIL) * (sorted.length - 1))]);
    }
}
