package org.rapport.training.data;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows x columns of numbers, NaN where one is missing, on the heap or in a mapped file. A view costs nothing: no number is
 * copied before it is read. Immutable, if nobody changes what it is a view of; read by any number of threads.
 */
public final class FeatureRows {
    private static final int MISSING = -1;

    private final FloatBuffer values;
    /** Columns of the buffer. */
    private final int stride;
    private final int first;
    private final int count;
    private final int shift;
    /** For each column the buffer's, or {@link #MISSING}; null for all as they are. */
    private final int[] columns;

    private FeatureRows(FloatBuffer values, int stride, int first, int count, int shift, int[] columns) {
        this.values = values;
        this.stride = stride;
        this.first = first;
        this.count = count;
        this.shift = shift;
        this.columns = columns;
    }

    /**
     * All that a buffer holds, row-major.
     *
     * @throws IllegalArgumentException if it is no whole number of rows
     */
    public static FeatureRows of(FloatBuffer values, int width) {
        if (width < 1 || values.capacity() % width != 0) {
            throw new IllegalArgumentException(values.capacity() + " values are no whole rows of " + width);
        }
        return new FeatureRows(values, width, 0, values.capacity() / width, 0, null);
    }

    /** The same of an array. */
    public static FeatureRows of(float[] values, int width) {
        return of(FloatBuffer.wrap(values), width);
    }

    public int count() {
        return count;
    }

    public int width() {
        return columns == null ? stride : columns.length;
    }

    /** Rows {@code from} to {@code to}, the last one not included. */
    public FeatureRows slice(int from, int to) {
        if (shift != 0 || from < 0 || to < from || to > count) {
            throw new IllegalArgumentException("rows " + from + " to " + to + " of " + count + ", shifted by " + shift);
        }
        return new FeatureRows(values, stride, first + from, to - from, 0, columns);
    }

    /** The same rows, some rows early; what comes before the first comes after the last. */
    public FeatureRows shifted(int rows) {
        return new FeatureRows(values, stride, first, count, count == 0 ? 0 : Math.floorMod(shift + rows, count), columns);
    }

    /** Some columns, in this order. */
    public FeatureRows select(int... some) {
        return new FeatureRows(values, stride, first, count, shift, IntStream.of(some).map(this::source).toArray());
    }

    /** As if nothing of this had been measured. */
    public FeatureRows missing() {
        return withoutValues(IntStream.range(0, width()).toArray());
    }

    /** As if some columns had not been measured. */
    public FeatureRows withoutValues(int... some) {
        int[] kept = IntStream.range(0, width()).map(this::source).toArray();
        for (int column : some) {
            kept[column] = MISSING;
        }
        return new FeatureRows(values, stride, first, count, shift, kept);
    }

    private int source(int column) {
        return columns == null ? column : columns[column];
    }

    /**
     * Copies rows.
     *
     * @param at where the first value goes
     */
    public void read(int row, int rows, float[] into, int at) {
        int from = count == 0 ? 0 : (row + shift) % count;
        int untilEnd = Math.min(rows, count - from);
        copy(from, untilEnd, into, at);
        copy(0, rows - untilEnd, into, at + untilEnd * width());
    }

    /** Whether each row that both have is the same of the same numbers. */
    public boolean isSame(FeatureRows other) {
        return values == other.values && stride == other.stride && first == other.first && shift == other.shift
                && (shift == 0 || count == other.count) && Arrays.equals(columns, other.columns);
    }

    /** All values, row-major. */
    public float[] toArray() {
        float[] all = new float[count * width()];
        read(0, count, all, 0);
        return all;
    }

    private void copy(int from, int rows, float[] into, int at) {
        if (columns == null) {
            values.get((first + from) * stride, into, at, rows * stride);
            return;
        }
        if (Arrays.stream(columns).allMatch(column -> column == MISSING)) {
            Arrays.fill(into, at, at + rows * columns.length, Float.NaN);
            return;
        }
        float[] row = new float[stride];
        int to = at;
        for (int i = 0; i < rows; i++) {
            values.get((first + from + i) * stride, row);
            for (int column : columns) {
                into[to++] = column == MISSING ? Float.NaN : row[column];
            }
        }
    }
}
