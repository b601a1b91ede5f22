package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Two models' predictions of the same rows and targets.
 *
 * @param first one condition
 * @param second the other
 */
public record Pairing(Condition first, Condition second) {

    /**
     * What of two models' predictions can be compared: the rows and targets that both have.
     *
     * @param ones the first model's, one a recording
     * @param oneTargets its targets, in the order of its series
     * @param others the second model's, of the same recordings in the same order
     * @param otherTargets its targets
     */
    public static Pairing of(List<Series> ones, List<String> oneTargets, List<Series> others, List<String> otherTargets) {
        List<String> targets = oneTargets.stream().filter(otherTargets::contains).toList();
        int[] oneColumns = targets.stream().mapToInt(oneTargets::indexOf).toArray();
        int[] otherColumns = targets.stream().mapToInt(otherTargets::indexOf).toArray();
        List<Series> first = new ArrayList<>();
        List<Series> second = new ArrayList<>();
        for (int i = 0; i < ones.size(); i++) {
            Series one = ones.get(i);
            Series other = others.get(i);
            Map<Integer, Integer> places = new HashMap<>();
            for (int at = 0; at < other.length(); at++) {
                places.put(other.rows()[at], at);
            }
            int[] both = IntStream.range(0, one.length()).filter(at -> places.containsKey(one.rows()[at])).toArray();
            first.add(some(one, both, oneColumns));
            second.add(some(other, IntStream.of(both).map(at -> places.get(one.rows()[at])).toArray(), otherColumns));
        }
        return new Pairing(Condition.of("first", "the first model", targets, first),
                Condition.of("second", "the second model", targets, second));
    }

    private static Series some(Series series, int[] places, int[] targets) {
        float[][] predictions = new float[targets.length][places.length];
        float[][] labels = new float[targets.length][places.length];
        for (int target = 0; target < targets.length; target++) {
            for (int i = 0; i < places.length; i++) {
                predictions[target][i] = series.predictions()[targets[target]][places[i]];
                labels[target][i] = series.labels()[targets[target]][places[i]];
            }
        }
        return new Series(series.recording(), IntStream.of(places).map(at -> series.rows()[at]).toArray(), predictions, labels);
    }
}
