package org.rapport.training.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.rapport.model.Scores;

/**
 * Intervals of scores over dyads: whole dyads are left out one after the other, since the samples of one are not independent
 * (delete-one jackknife; Efron 1982). The interval is Student's, with as many degrees of freedom as the heavy tails of what
 * single dyads contribute leave (Satterthwaite 1946). Correlations are on Fisher's scale (Lin 1989).
 */
final class Jackknife {
    /** With fewer dyads 95 % are less than 90 %, as the simulation shows: then there is no interval. */
    static final int FEWEST = 10;
    private static final double PROBABILITY = 0.95;
    private static final double NEARLY_ONE = 1 - 1e-12;
    /** The kurtosis of few values comes out too small. */
    private static final double FEW_VALUES = 4;
    private static final double LEAST_FREEDOM = 1.5;
    private static final int STEPS = 2000;

    private Jackknife() {
    }

    /** The predictions of each group of raters that has any. */
    static Map<String, PairSums> dyads(List<Series> series, int target, Raters raters) {
        double origin = 0;
        long count = 0;
        for (Series one : series) {
            for (float label : one.labels()[target]) {
                if (!Float.isNaN(label)) {
                    origin += (label - origin) / ++count;
                }
            }
        }
        Map<String, PairSums> dyads = new LinkedHashMap<>();
        for (Series one : series) {
            dyads.merge(raters.group(one.recording().session()), PairSums.of(one, target, origin), PairSums::plus);
        }
        dyads.values().removeIf(sums -> sums.pairs() == 0);
        return dyads;
    }

    /** Of a score from -1 to 1. */
    static Interval ofCorrelation(List<PairSums> dyads, ToDoubleFunction<Scores> score) {
        Interval interval = of(score(dyads, score, -1), without(dyads, score), Jackknife::fisher);
        return new Interval(Math.tanh(interval.low()), Math.tanh(interval.high()));
    }

    private static double fisher(double correlation) {
        double inside = Math.max(-NEARLY_ONE, Math.min(NEARLY_ONE, correlation));
        return 0.5 * Math.log((1 + inside) / (1 - inside));
    }

    /** Of a score above 0. */
    static Interval ofSize(List<PairSums> dyads, ToDoubleFunction<Scores> score) {
        Interval interval = of(score(dyads, score, -1), without(dyads, score), Math::log);
        return new Interval(Math.exp(interval.low()), Math.exp(interval.high()));
    }

    /** Of the difference of two scores on the same dyads. */
    static Interval ofDifference(List<PairSums> ones, List<PairSums> others, ToDoubleFunction<Scores> score) {
        double[] one = without(ones, score);
        double[] other = without(others, score);
        return of(score(ones, score, -1) - score(others, score, -1),
                IntStream.range(0, one.length).mapToDouble(i -> one[i] - other[i]).toArray(), value -> value);
    }

    /** Of a score, had other dyads been there; NaN with fewer than two. */
    static double variance(List<PairSums> dyads, ToDoubleFunction<Scores> score) {
        double deviation = Spread.of(without(dyads, score)).deviation() * (dyads.size() - 1);
        return deviation * deviation / dyads.size();
    }

    private static double[] without(List<PairSums> dyads, ToDoubleFunction<Scores> score) {
        return IntStream.range(0, dyads.size()).mapToDouble(out -> score(dyads, score, out)).toArray();
    }

    private static double score(List<PairSums> dyads, ToDoubleFunction<Scores> score, int out) {
        PairSums sums = PairSums.NONE;
        for (int i = 0; i < dyads.size(); i++) {
            sums = i == out ? sums : sums.plus(dyads.get(i));
        }
        return score.applyAsDouble(sums.scores());
    }

    /**
     * @param whole the score of all dyads
     * @param without the score without each
     * @param scale on which the score is about normal
     * @return on that scale
     */
    private static Interval of(double whole, double[] without, ToDoubleFunction<Double> scale) {
        int dyads = without.length;
        double[] scaled = Arrays.stream(without).map(scale::applyAsDouble).toArray();
        double mean = Arrays.stream(scaled).average().orElse(Double.NaN);
        double squares = Arrays.stream(scaled).map(value -> Math.pow(value - mean, 2)).sum();
        double centre = scale.applyAsDouble(whole);
        if (dyads < FEWEST || !Double.isFinite(squares) || !Double.isFinite(centre)) {
            return Interval.UNKNOWN;
        }
        if (squares == 0) {
            return new Interval(centre, centre);
        }
        double kurtosis = dyads * Arrays.stream(scaled).map(value -> Math.pow(value - mean, 4)).sum() / (squares * squares);
        double freedom = 2 * dyads / (Math.max(1, kurtosis) * (1 + FEW_VALUES / dyads)) - 1;
        double half = quantile(Math.max(LEAST_FREEDOM, Math.min(dyads - 1, freedom)))
                * Math.sqrt((dyads - 1.0) / dyads * squares);
        return new Interval(centre - half, centre + half);
    }

    /** What 95 % of Student's distribution are within; with t = sqrt(freedom) tan a, its density is a power of cos a. */
    static double quantile(double freedom) {
        double step = Math.PI / 2 / STEPS;
        double[] density = IntStream.range(0, STEPS).mapToDouble(i -> Math.pow(Math.cos((i + 0.5) * step), freedom - 1))
                .toArray();
        double left = PROBABILITY * Arrays.stream(density).sum();
        int at = 0;
        while (left > density[at]) {
            left -= density[at++];
        }
        return Math.sqrt(freedom) * Math.tan((at + left / density[at]) * step);
    }
}
