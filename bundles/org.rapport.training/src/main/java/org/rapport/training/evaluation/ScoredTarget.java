package org.rapport.training.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

import org.rapport.model.Scores;

/**
 * One target's scores over all recordings concatenated, with bootstrap intervals over dyads.
 *
 * @param name its name
 * @param pooled all recordings
 * @param ccc 95 % interval
 * @param pearson 95 % interval
 * @param rmse 95 % interval
 * @param recordings scores of each recording, in order
 */
public record ScoredTarget(String name, Scores pooled, Interval ccc, Interval pearson, Interval rmse, List<Scores> recordings) {

    static ScoredTarget of(String name, List<Series> series, int target) {
        List<Scores> each = series.stream().map(one -> Series.scores(List.of(one), target)).toList();
        List<Scores> drawn = Bootstrap.scores(List.copyOf(Bootstrap.dyads(series, target).values()));
        return new ScoredTarget(name, Series.scores(series, target), interval(drawn, Scores::ccc),
                interval(drawn, Scores::pearson), interval(drawn, Scores::rmse), each);
    }

    private static Interval interval(List<Scores> drawn, ToDoubleFunction<Scores> score) {
        return Interval.of(drawn.stream().mapToDouble(score).toArray());
    }
}
