package org.rapport.training.data;

import java.util.List;
import java.util.function.Function;

/** Mean and standard deviation of each column over recordings, without missing values. */
public final class Moments {
    private static final int ROWS_AT_ONCE = 1024;

    private final double[] counts;
    private final double[] means;
    private final double[] squares;

    private Moments(int columns) {
        counts = new double[columns];
        means = new double[columns];
        squares = new double[columns];
    }

    /** Says as what a value of a column counts. */
    @FunctionalInterface
    interface Held {
        double value(int column, double value);
    }

    /** @param rows picks the rows x columns of a recording */
    public static Moments of(List<Recording> recordings, int columns, Function<Recording, FeatureRows> rows) {
        return of(recordings, columns, rows, (column, value) -> value);
    }

    static Moments of(List<Recording> recordings, int columns, Function<Recording, FeatureRows> rows, Held held) {
        Moments moments = new Moments(columns);
        float[] some = new float[ROWS_AT_ONCE * columns];
        for (Recording recording : recordings) {
            FeatureRows all = rows.apply(recording);
            for (int row = 0; row < all.count(); row += ROWS_AT_ONCE) {
                int count = Math.min(ROWS_AT_ONCE, all.count() - row);
                all.read(row, count, some, 0);
                moments.add(some, count * columns, held);
            }
        }
        return moments;
    }

    /** By Welford's recurrence (1962), which is stable for large offsets. */
    private void add(float[] values, int length, Held held) {
        for (int i = 0; i < length; i++) {
            if (Float.isFinite(values[i])) {
                int column = i % means.length;
                double value = held.value(column, values[i]);
                double delta = value - means[column];
                means[column] += delta / ++counts[column];
                squares[column] += delta * (value - means[column]);
            }
        }
    }

    public double mean(int column) {
        return means[column];
    }

    public double deviation(int column) {
        return counts[column] == 0 ? 0 : Math.sqrt(squares[column] / counts[column]);
    }

    /** Whether a column has no value at all. */
    public boolean isEmpty(int column) {
        return counts[column] == 0;
    }
}
