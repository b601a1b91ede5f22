package org.rapport.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.rapport.api.signal.Channel;
import org.rapport.model.Contract;

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

    /** @param rows picks the rows x columns of a recording */
    public static Moments of(List<Recording> recordings, int columns, Function<Recording, FeatureRows> rows) {
        Moments moments = new Moments(columns);
        float[] some = new float[ROWS_AT_ONCE * columns];
        for (Recording recording : recordings) {
            FeatureRows all = rows.apply(recording);
            for (int row = 0; row < all.count(); row += ROWS_AT_ONCE) {
                int count = Math.min(ROWS_AT_ONCE, all.count() - row);
                all.read(row, count, some, 0);
                moments.add(some, count * columns);
            }
        }
        return moments;
    }

    /** By Welford's recurrence (1962), which is stable for large offsets. */
    private void add(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            if (Float.isFinite(values[i])) {
                int column = i % means.length;
                double delta = values[i] - means[column];
                means[column] += delta / ++counts[column];
                squares[column] += delta * (values[i] - means[column]);
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

    /** The columns as a contract's inputs. */
    public List<Contract.Input> inputs(List<Channel> channels) {
        List<Contract.Input> inputs = new ArrayList<>();
        for (int column = 0; column < channels.size(); column++) {
            inputs.add(new Contract.Input(channels.get(column), mean(column), deviation(column)));
        }
        return inputs;
    }
}
