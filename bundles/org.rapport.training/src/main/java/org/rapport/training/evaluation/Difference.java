package org.rapport.training.evaluation;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.rapport.model.Scores;

/**
 * By how much a score, the CCC unless said, of one condition is above another's on the same dyads. The interval is of the
 * difference itself: some dyads are harder than others for both, and that does not count here.
 *
 * @param ccc the difference, of whichever score; NaN if they have no dyad in common
 * @param interval 95 %, over dyads
 */
public record Difference(double ccc, Interval interval) {

    public static Difference between(Condition one, Condition other, int target) {
        return between(one, other, target, Scores::ccc);
    }

    /** The same of another score. */
    public static Difference between(Condition one, Condition other, int target, ToDoubleFunction<Scores> score) {
        Raters raters = new Raters(Stream.concat(one.series().stream(), other.series().stream()).toList());
        Map<String, PairSums> first = Jackknife.dyads(one.series(), target, raters);
        Map<String, PairSums> second = Jackknife.dyads(other.series(), target, raters);
        List<String> dyads = first.keySet().stream().filter(second::containsKey).toList();
        List<PairSums> ones = dyads.stream().map(first::get).toList();
        List<PairSums> others = dyads.stream().map(second::get).toList();
        return new Difference(score(ones, score) - score(others, score), Jackknife.ofDifference(ones, others, score));
    }

    private static double score(List<PairSums> dyads, ToDoubleFunction<Scores> score) {
        return score.applyAsDouble(dyads.stream().reduce(PairSums.NONE, PairSums::plus).scores());
    }
}
