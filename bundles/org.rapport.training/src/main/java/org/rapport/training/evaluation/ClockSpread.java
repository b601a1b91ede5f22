package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far the predictions of one target move if the clock that recorded the very same sessions had been ahead. Rows are at whole
 * multiples of their distance, so another clock puts them elsewhere between the samples; nobody's impression changes by that.
 *
 * @param target its name
 * @param clocks how many other clocks
 * @param sessions how many sessions
 * @param pairs how many predictions were compared, on all clocks together
 * @param median of the absolute differences, in the label's unit
 * @param most of them
 * @param deviation standard deviation of the predictions on the clock that recorded
 * @param lowest CCC on any of the clocks
 * @param highest CCC
 */
public record ClockSpread(String target, int clocks, int sessions, int pairs, double median, double most, double deviation,
        double lowest, double highest) {

    /**
     * @param clocks what was predicted on the clock that recorded, then the same sessions on others, with times of the first
     * @param target its place among the targets
     */
    static ClockSpread of(List<Condition> clocks, int target) {
        List<Series> own = clocks.get(0).series();
        List<Float> differences = new ArrayList<>();
        for (Condition other : clocks.subList(1, clocks.size())) {
            for (int i = 0; i < own.size(); i++) {
                add(own.get(i), other.series().get(i), target, differences);
            }
        }
        double[] sorted = differences.stream().mapToDouble(Float::doubleValue).filter(Double::isFinite).sorted().toArray();
        double[] scores = clocks.stream().mapToDouble(clock -> clock.targets().get(target).pooled().ccc()).sorted().toArray();
        return new ClockSpread(clocks.get(0).targets().get(target).name(), clocks.size() - 1, own.size(), sorted.length,
                sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2],
                sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1], deviation(own, target), scores[0],
                scores[scores.length - 1]);
    }

    /** Of what is predicted at the same moment, or no further from it than half a prediction's distance. */
    private static void add(Series own, Series other, int target, List<Float> differences) {
        double near = nearest(own) / 2;
        int at = 0;
        for (int i = 0; i < own.length(); i++) {
            double time = time(own, i);
            while (at < other.length() && time(other, at) < time - near) {
                at++;
            }
            if (at < other.length() && time(other, at) < time + near) {
                differences.add(Math.abs(own.predictions()[target][i] - other.predictions()[target][at]));
            }
        }
    }

    private static double time(Series series, int at) {
        return series.recording().times()[series.rows()[at]];
    }

    /** The least time from one prediction to the next. */
    private static double nearest(Series series) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < series.length(); i++) {
            nearest = Math.min(nearest, time(series, i) - time(series, i - 1));
        }
        return nearest;
    }

    private static double deviation(List<Series> series, int target) {
        double[] all = series.stream().map(one -> one.predictions()[target])
                .flatMapToDouble(values -> IntStream.range(0, values.length).mapToDouble(i -> values[i]).filter(Double::isFinite))
                .toArray();
        double mean = Arrays.stream(all).average().orElse(Double.NaN);
        return Math.sqrt(Arrays.stream(all).map(value -> (value - mean) * (value - mean)).average().orElse(Double.NaN));
    }
}
