package org.rapport.training.evaluation;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.rapport.model.Scores;

/**
 * By how much the CCC of one condition is above another's on the same dyads. The interval is of the difference itself: some
 * dyads are harder than others for both, and that does not count here.
 *
 * @param ccc NaN if they have no dyad in common
 * @param interval 95 %, over dyads
 */
public record Difference(double ccc, Interval interval) {

    public static Difference between(Condition one, Condition other, int target) {
        Map<List<String>, PairSums> first = Bootstrap.dyads(one.series(), target);
        Map<List<String>, PairSums> second = Bootstrap.dyads(other.series(), target);
        List<List<String>> dyads = first.keySet().stream().filter(second::containsKey).toList();
        List<PairSums> ones = dyads.stream().map(first::get).toList();
        List<PairSums> others = dyads.stream().map(second::get).toList();
        List<Scores> oneDrawn = Bootstrap.scores(ones);
        List<Scores> otherDrawn = Bootstrap.scores(others);
        return new Difference(ccc(ones) - ccc(others), Interval.of(IntStream.range(0, oneDrawn.size())
                .mapToDouble(draw -> oneDrawn.get(draw).ccc() - otherDrawn.get(draw).ccc()).toArray()));
    }

    private static double ccc(List<PairSums> dyads) {
        return dyads.stream().reduce(PairSums.NONE, PairSums::plus).scores().ccc();
    }
}
