package org.rapport.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.rapport.api.signal.Channel;
import org.rapport.model.Contract;

/**
 * Mean and standard deviation of each column over recordings, without missing values, such that a few rows decide nothing: a
 * device's fault would make a channel's deviation so large that the channel is dead, and an event that came once would be a
 * hundred deviations. Values far outside what most rows have are counted as if they were at its fence (winsorised; Tukey 1962);
 * ordinary data are inside and lose next to nothing. A column that differs in fewer than a thousandth of its rows never changes.
 */
public final class RobustMoments {
    /** Rows, spread over all, that tell what ordinary values are. */
    private static final int MOST_ROWS = 20_000;
    /** With fewer values nothing can be told from the rest. */
    private static final int FEWEST_VALUES = 20;
    /** The parts of values that are cut off at each end to see how wide the rest is. */
    private static final double[] TAILS = {0.25, 0.1, 0.01, 0.001};
    /** A rest that is so much wider with a thinner tail cut off has faults in it. */
    private static final double ABSURD = 1e9;
    /** The fence's distance from the ordinary values, in their widths: 16 standard deviations of normal data. */
    private static final double FENCE = 3;
    /** An ordinary value is never further than so many deviations from the mean. */
    private static final double FURTHEST = 10;

    private final Moments moments;
    private final Bounds[] bounds;

    private RobustMoments(Moments moments, Bounds... bounds) {
        this.moments = moments;
        this.bounds = bounds;
    }

    /**
     * What most values of a column are within.
     *
     * @param low infinite if all values count as they are
     * @param high likewise
     * @param least the least standard deviation
     */
    private record Bounds(double low, double high, double least) {
        private static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);

        /** @param values sorted */
        static Bounds of(float... values) {
            if (values.length < FEWEST_VALUES) {
                return NONE;
            }
            float low = values[values.length / 2];
            float high = low;
            for (double tail : TAILS) {
                int cut = (int) Math.max(1, Math.ceil(tail * values.length));
                float lower = values[cut];
                float upper = values[values.length - 1 - cut];
                double width = (double) high - low;
                if (width > 0 && ((double) upper - lower > ABSURD * width || tail < 0.01)) {
                    break;
                }
                low = lower;
                high = upper;
            }
            double width = (double) high - low;
            return new Bounds(low - FENCE * width, high + FENCE * width, width / FURTHEST);
        }

        double held(double value) {
            return Math.max(low, Math.min(high, value));
        }
    }

    /** @param rows picks the rows x columns of a recording */
    public static RobustMoments of(List<Recording> recordings, int columns, Function<Recording, FeatureRows> rows) {
        float[][] some = some(recordings, columns, rows);
        Bounds[] bounds = new Bounds[columns];
        Arrays.setAll(bounds, column -> {
            Arrays.sort(some[column]);
            return Bounds.of(some[column]);
        });
        return new RobustMoments(Moments.of(recordings, columns, rows, (column, value) -> bounds[column].held(value)), bounds);
    }

    /** Values of rows spread evenly over all recordings, column by column, without missing ones. */
    private static float[][] some(List<Recording> recordings, int columns, Function<Recording, FeatureRows> rows) {
        long all = recordings.stream().mapToLong(recording -> rows.apply(recording).count()).sum();
        long step = Math.max(1, (all + MOST_ROWS - 1) / MOST_ROWS);
        float[][] values = new float[columns][(int) ((all + step - 1) / step)];
        int[] counts = new int[columns];
        float[] row = new float[columns];
        long before = 0;
        for (Recording recording : recordings) {
            FeatureRows own = rows.apply(recording);
            for (long at = (step - before % step) % step; at < own.count(); at += step) {
                own.read((int) at, 1, row, 0);
                for (int column = 0; column < columns; column++) {
                    if (Float.isFinite(row[column])) {
                        values[column][counts[column]++] = row[column];
                    }
                }
            }
            before += own.count();
        }
        for (int column = 0; column < columns; column++) {
            values[column] = Arrays.copyOf(values[column], counts[column]);
        }
        return values;
    }

    public double mean(int column) {
        return moments.mean(column);
    }

    /** 0 for a column that never changes, or by no more than the rounding of its numbers. */
    public double deviation(int column) {
        double deviation = Math.max(moments.deviation(column), bounds[column].least);
        return deviation <= Math.ulp((float) moments.mean(column)) ? 0 : deviation;
    }

    /** Whether a column has no value at all. */
    public boolean isEmpty(int column) {
        return moments.isEmpty(column);
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
