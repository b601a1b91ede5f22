package org.rapport.web;

import java.util.Arrays;

/** The latest rows of one stream: times and values, counted from the first that ever came. Used by any thread. */
final class Rows {
    private static final int FIRST_ROWS = 64;

    private final int width;
    private final int most;
    private double[] times = new double[FIRST_ROWS];
    private float[] values;
    private long end;

    /**
     * For one stream.
     *
     * @param width how many values a row has
     * @param most how many rows are kept
     */
    Rows(int width, int most) {
        this.width = width;
        this.most = Math.max(FIRST_ROWS, most);
        this.values = new float[FIRST_ROWS * width];
    }

    int width() {
        return width;
    }

    /** Takes the row that begins at an index of an array; the oldest goes if there are too many. */
    synchronized void add(double time, float[] from, int at) {
        if (end == times.length && times.length < most) {
            int rows = Math.min(most, 2 * times.length);
            times = Arrays.copyOf(times, rows);
            values = Arrays.copyOf(values, rows * width);
        }
        int slot = (int) (end % times.length);
        times[slot] = time;
        System.arraycopy(from, at, values, slot * width, width);
        end++;
    }

    /** The number of the oldest row that is kept. */
    synchronized long first() {
        return Math.max(0, end - times.length);
    }

    /** How many rows ever came. */
    synchronized long end() {
        return end;
    }

    /** The number of the oldest row of all that came after a time without one before it in between. */
    synchronized long since(double time) {
        long row = end;
        while (row > first() && times[(int) ((row - 1) % times.length)] >= time) {
            row--;
        }
        return row;
    }

    /**
     * Rows that are kept, oldest first.
     *
     * @param from the number of the first; if it is forgotten, the oldest that is kept comes first
     * @param atMost how many
     * @param columns which of their values
     */
    synchronized Slice slice(long from, int atMost, Columns columns) {
        long start = Math.max(from, first());
        int rows = (int) Math.max(0, Math.min(atMost, end - start));
        double[] sliceTimes = new double[rows];
        int first = Math.min(columns.first(), width);
        int count = Math.min(columns.count(), width - first);
        float[] sliceValues = new float[rows * count];
        for (int i = 0; i < rows; i++) {
            int slot = (int) ((start + i) % times.length);
            sliceTimes[i] = times[slot];
            System.arraycopy(values, slot * width + first, sliceValues, i * count, count);
        }
        return new Slice(start, sliceTimes, sliceValues, count);
    }

    /**
     * Some rows.
     *
     * @param from the number of the first
     * @param values row by row
     * @param width values in a row
     */
    record Slice(long from, double[] times, float[] values, int width) {
    }

    /** Some columns next to each other. */
    record Columns(int first, int count) {
        static final Columns ALL = new Columns(0, Integer.MAX_VALUE);
    }

    /** The latest row's values, or an empty array. */
    synchronized float[] last() {
        if (end == 0) {
            return new float[0];
        }
        int slot = (int) ((end - 1) % times.length);
        return Arrays.copyOfRange(values, slot * width, (slot + 1) * width);
    }
}
