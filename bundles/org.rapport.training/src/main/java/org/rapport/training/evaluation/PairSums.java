package org.rapport.training.evaluation;

import org.rapport.model.Scores;

/**
 * Sums over pairs of prediction and label, from which all scores follow; those of two sets of pairs add up to those of both.
 *
 * @param pairs how many
 * @param p predictions, less the origin
 * @param l labels, less the origin
 * @param pp squares of p
 * @param ll squares of l
 * @param pl products
 */
record PairSums(double pairs, double p, double l, double pp, double ll, double pl) {
    static final PairSums NONE = new PairSums(0, 0, 0, 0, 0, 0);

    /** @param origin near the labels' mean, so that squares stay small; the same for sums that are added up */
    static PairSums of(Series series, int target, double origin) {
        PairSums sums = NONE;
        for (int i = 0; i < series.length(); i++) {
            double p = series.predictions()[target][i] - origin;
            double l = series.labels()[target][i] - origin;
            if (!Double.isNaN(p) && !Double.isNaN(l)) {
                sums = sums.plus(new PairSums(1, p, l, p * p, l * l, p * l));
            }
        }
        return sums;
    }

    PairSums plus(PairSums other) {
        return new PairSums(pairs + other.pairs, p + other.p, l + other.l, pp + other.pp, ll + other.ll, pl + other.pl);
    }

    Scores scores() {
        double pVariance = pp - p * p / pairs;
        double lVariance = ll - l * l / pairs;
        double covariance = pl - p * l / pairs;
        double difference = (p - l) / pairs;
        return new Scores(2 * covariance / (pVariance + lVariance + pairs * difference * difference),
                covariance / Math.sqrt(pVariance * lVariance), Math.sqrt(Math.max(0, pp - 2 * pl + ll) / pairs),
                lVariance == 0 ? Double.NaN : Math.sqrt(pVariance / lVariance), difference, (long) pairs);
    }
}
