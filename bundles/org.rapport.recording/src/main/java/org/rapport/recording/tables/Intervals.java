package org.rapport.recording.tables;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.rapport.xdf.XdfStream;

/**
 * Values that hold from one time to another, as annotations do; in between nothing is known.
 *
 * @param times of what holds from there on, ascending
 * @param values of these times
 */
record Intervals(double[] times, float[] values) {

    /**
     * @param begins may be in any order; what begins before another has ended takes its place
     * @param ends of each, NaN for one that holds until the next begins
     */
    static Intervals of(double[] begins, double[] ends, float[] values, int width) {
        int[] order = IntStream.range(0, begins.length).filter(i -> Double.isFinite(begins[i])).boxed()
                .sorted((a, b) -> Double.compare(begins[a], begins[b])).mapToInt(Integer::intValue).toArray();
        double[] times = new double[2 * order.length];
        float[] held = new float[times.length * width];
        int count = 0;
        for (int i = 0; i < order.length; i++) {
            times[count] = begins[order[i]];
            System.arraycopy(values, order[i] * width, held, count * width, width);
            count++;
            double next = i + 1 < order.length ? begins[order[i + 1]] : Double.POSITIVE_INFINITY;
            if (ends[order[i]] < next) {
                times[count] = ends[order[i]];
                Arrays.fill(held, count * width, (count + 1) * width, Float.NaN);
                count++;
            }
        }
        return new Intervals(Arrays.copyOf(times, count), Arrays.copyOf(held, count * width));
    }

    XdfStream stream(ImportedStream described, int id) {
        return described.with(id, times, values);
    }
}
