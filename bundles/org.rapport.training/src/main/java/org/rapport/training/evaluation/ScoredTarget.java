package org.rapport.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.rapport.model.Scores;

/**
 * One target's scores over all recordings concatenated, with bootstrap intervals over dyads: whole dyads are drawn with
 * replacement, since the samples of one dyad are not independent.
 *
 * @param target its number
 * @param pooled all recordings
 * @param ccc 95 % interval
 * @param pearson 95 % interval
 * @param rmse 95 % interval
 * @param recordings scores of each recording, in order
 */
public record ScoredTarget(int target, Scores pooled, Interval ccc, Interval pearson, Interval rmse, List<Scores> recordings) {
    private static final int RESAMPLES = 1000;
    private static final long SEED = 1;

    static ScoredTarget of(List<Series> series, int target) {
        Scores pooled = Series.scores(series, target);
        List<Scores> each = series.stream().map(one -> Series.scores(List.of(one), target)).toList();
        List<PairSums> dyads = dyads(series, target);
        if (dyads.size() < 2) {
            return new ScoredTarget(target, pooled, Interval.UNKNOWN, Interval.UNKNOWN, Interval.UNKNOWN, each);
        }
        Random random = new Random(SEED);
        double[][] resampled = new double[3][RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            PairSums sums = PairSums.NONE;
            for (int drawn = 0; drawn < dyads.size(); drawn++) {
                sums = sums.plus(dyads.get(random.nextInt(dyads.size())));
            }
            Scores scores = sums.scores();
            resampled[0][i] = scores.ccc();
            resampled[1][i] = scores.pearson();
            resampled[2][i] = scores.rmse();
        }
        return new ScoredTarget(target, pooled, Interval.of(resampled[0]), Interval.of(resampled[1]), Interval.of(resampled[2]),
                each);
    }

    private static List<PairSums> dyads(List<Series> series, int target) {
        double origin = 0;
        long count = 0;
        for (Series one : series) {
            for (float label : one.labels()[target]) {
                if (!Float.isNaN(label)) {
                    origin += (label - origin) / ++count;
                }
            }
        }
        Map<List<String>, PairSums> dyads = new LinkedHashMap<>();
        for (Series one : series) {
            List<String> dyad = List.of(one.recording().session().emitter(), one.recording().session().receiver());
            dyads.merge(dyad, PairSums.of(one, target, origin), PairSums::plus);
        }
        return dyads.values().stream().filter(sums -> sums.pairs() > 0).toList();
    }
}
