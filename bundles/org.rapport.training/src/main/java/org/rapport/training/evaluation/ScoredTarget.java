package org.rapport.training.evaluation;

import java.util.List;

import org.rapport.model.Scores;

/**
 * One target's scores over all recordings concatenated, with intervals over dyads.
 *
 * @param name its name
 * @param pooled all recordings
 * @param ccc 95 % interval
 * @param pearson 95 % interval
 * @param rmse 95 % interval
 * @param dyads how many groups of sessions that share no rater
 * @param recordings scores of each recording, in order
 */
public record ScoredTarget(String name, Scores pooled, Interval ccc, Interval pearson, Interval rmse, int dyads,
        List<Scores> recordings) {

    static ScoredTarget of(String name, List<Series> series, int target) {
        List<Scores> each = series.stream().map(one -> Series.scores(List.of(one), target)).toList();
        List<PairSums> dyads = List.copyOf(Jackknife.dyads(series, target, new Raters(series)).values());
        return new ScoredTarget(name, Series.scores(series, target), Jackknife.ofCorrelation(dyads, Scores::ccc),
                Jackknife.ofCorrelation(dyads, Scores::pearson), Jackknife.ofSize(dyads, Scores::rmse), dyads.size(), each);
    }
}
