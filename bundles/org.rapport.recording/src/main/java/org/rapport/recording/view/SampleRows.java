package org.rapport.recording.view;

import java.util.Arrays;

/** Rows of values with their times, gathered one by one. */
final class SampleRows {
    private static final int FIRST = 64;

    private final int width;
    private double[] times = new double[FIRST];
    private float[] values;
    private int count;

    SampleRows(int width) {
        this.width = width;
        this.values = new float[FIRST * width];
    }

    /** Tells the values of a row. */
    interface Row {
        float value(int column);
    }

    void add(double time, Row row) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            values = Arrays.copyOf(values, 2 * count * width);
        }
        times[count] = time;
        for (int i = 0; i < width; i++) {
            values[count * width + i] = row.value(i);
        }
        count++;
    }

    void addMissing(double time) {
        add(time, column -> Float.NaN);
    }

    double[] times() {
        return Arrays.copyOf(times, count);
    }

    float[] values() {
        return Arrays.copyOf(values, count * width);
    }
}
