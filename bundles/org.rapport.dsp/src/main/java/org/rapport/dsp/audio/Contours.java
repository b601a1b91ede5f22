package org.rapport.dsp.audio;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Smooths the descriptors by the mean of three frames, and adds their regression over five smoothed frames. Beyond the ends
 * of uninterrupted audio everything is missing: a row there is NaN as far as it depends on it.
 */
final class Contours {
    private final int descriptors;
    private final int reach;
    private final Deque<Row> rows = new ArrayDeque<>();

    /** @param deltas whether the regressions are wanted */
    Contours(int descriptors, boolean deltas) {
        this.descriptors = descriptors;
        this.reach = reach(deltas);
        restart();
    }

    /** By how many frames it looks ahead. */
    static int reach(boolean deltas) {
        return deltas ? 3 : 1;
    }

    /** Takes the descriptors of the next frame and hands on the row that they complete. */
    void add(Row row, Consumer<Row> output) {
        rows.addLast(row);
        if (rows.size() == 2 * reach + 1) {
            Row[] neighbours = rows.toArray(Row[]::new);
            if (!Double.isNaN(neighbours[reach].time())) {
                output.accept(new Row(neighbours[reach].time(), contours(neighbours)));
            }
            rows.removeFirst();
        }
    }

    /** Ends the audio here: hands on the rows that still wait, and begins anew. */
    void end(Consumer<Row> output) {
        for (int i = 0; i < reach; i++) {
            add(missing(), output);
        }
        restart();
    }

    private void restart() {
        rows.clear();
        for (int i = 0; i < reach; i++) {
            rows.addLast(missing());
        }
    }

    private Row missing() {
        double[] values = new double[descriptors];
        Arrays.fill(values, Double.NaN);
        return new Row(Double.NaN, values);
    }

    private double[] contours(Row[] neighbours) {
        boolean deltas = reach > 1;
        double[] values = new double[deltas ? 2 * descriptors : descriptors];
        for (int i = 0; i < descriptors; i++) {
            values[i] = smoothed(neighbours, reach, i);
            if (deltas) {
                values[descriptors + i] = delta(neighbours, i);
            }
        }
        return values;
    }

    private double delta(Row[] neighbours, int descriptor) {
        double sum = 0;
        for (int distance = 1; distance <= 2; distance++) {
            sum += distance * smoothed(neighbours, reach + distance, descriptor);
            sum -= distance * smoothed(neighbours, reach - distance, descriptor);
        }
        return sum / 10;
    }

    private static double smoothed(Row[] neighbours, int at, int descriptor) {
        double sum = 0;
        for (int i = at - 1; i <= at + 1; i++) {
            sum += neighbours[i].values()[descriptor];
        }
        return sum / 3;
    }
}
