package org.rapport.training.features;

import java.util.Arrays;

/**
 * What a receiver reported about one target: steps, each value holds until the next.
 *
 * @param times when, in seconds; never descending
 * @param values what, in the label's unit
 */
public record Reports(double[] times, float[] values) {
    /** Nothing was reported. */
    static final Reports NONE = new Reports(new double[0], new float[0]);

    /**
     * The last report at each time, NaN before the first.
     *
     * @param lag seconds by which a report comes after what it is about
     */
    float[] held(double[] at, double lag) {
        float[] held = new float[at.length];
        Arrays.fill(held, Float.NaN);
        int next = 0;
        for (int row = 0; row < at.length; row++) {
            while (next < times.length && times[next] <= at[row] + lag) {
                next++;
            }
            if (next > 0) {
                held[row] = values[next - 1];
            }
        }
        return held;
    }
}
