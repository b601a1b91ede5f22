package org.rapport.training.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.dsp.offline.Decimation;
import org.rapport.dsp.offline.FourierResampling;

/**
 * Brings whole channels to a grid of rows as the paper does: a number of samples that is a multiple of the number of rows is
 * decimated, any other is decimated to near that number and then resampled to it by its spectrum. Both are SciPy's, so what
 * is decimated comes out 1.1 % too small each time (0.1 dB, the ripple of the filter); standardisation evens that out.
 *
 * <p>Both take evenly spaced values without a gap, which recordings are not. So the channel is first put on a grid of its own
 * nominal rate by straight lines between its samples, across what is missing as well, and held at its ends; afterwards rows are
 * NaN that lie in a gap longer than {@value #MAX_GAP} s (or than two samples of a slow stream), as the live resampler has it.
 * A filter smears what it takes for a sharp edge, so the rows next to a bridged gap are less sure than others. What comes in
 * steps or at no rate is held from sample to sample.
 */
final class OfflineResampler {
    /** The longest stretch without valid samples that is bridged, in seconds; the live resampler's default. */
    static final double MAX_GAP = 0.25;
    private static final double PERIODS_BRIDGED = 2.1;
    private static final int HIGHEST_FACTOR = 13;

    private final RowGrid grid;

    OfflineResampler(RowGrid grid) {
        this.grid = grid;
    }

    RowGrid grid() {
        return grid;
    }

    /**
     * One value for each row.
     *
     * @param block all samples of the stream
     * @throws IllegalArgumentException if it is too short
     */
    double[] channel(Block block, int channel) {
        double rate = block.stream().rate();
        boolean held = rate == 0 || block.stream().channels().get(channel).scale() == Channel.Scale.STEPWISE;
        Samples valid = valid(block, channel);
        double[] rows = new double[grid.count()];
        Arrays.fill(rows, Double.NaN);
        if (valid.times().length == 0) {
            return rows;
        }
        double gap = rate == 0 ? Double.POSITIVE_INFINITY : Math.max(MAX_GAP, PERIODS_BRIDGED / rate);
        return held ? held(valid, gap, rows) : blanked(valid, gap, resampled(even(valid, rate), grid.count()));
    }

    private static Samples valid(Block block, int channel) {
        double[] times = new double[block.samples()];
        float[] values = new float[times.length];
        int count = 0;
        for (int i = 0; i < times.length; i++) {
            if (Float.isFinite(block.value(i, channel))) {
                times[count] = block.times()[i];
                values[count++] = block.value(i, channel);
            }
        }
        return new Samples(Arrays.copyOf(times, count), Arrays.copyOf(values, count), 1);
    }

    private double[] held(Samples samples, double gap, double[] rows) {
        int next = 0;
        for (int row = 0; row < rows.length; row++) {
            while (next < samples.times().length && samples.times()[next] <= grid.time(row)) {
                next++;
            }
            if (next > 0 && grid.time(row) - samples.times()[next - 1] <= gap) {
                rows[row] = samples.values()[next - 1];
            }
        }
        return rows;
    }

    /** Evenly spaced from the first row on, for as long as there are rows. */
    private double[] even(Samples samples, double rate) {
        double[] even = new double[Math.max(1, (int) Math.round(grid.count() * rate / grid.rate()))];
        double[] times = samples.times();
        int next = 0;
        for (int i = 0; i < even.length; i++) {
            double time = grid.time(0) + i / rate;
            while (next < times.length && times[next] <= time) {
                next++;
            }
            even[i] = between(samples, next, time);
        }
        return even;
    }

    private static double between(Samples samples, int next, double time) {
        float[] values = samples.values();
        if (next == 0 || next == values.length) {
            return values[next == 0 ? 0 : next - 1];
        }
        double before = samples.times()[next - 1];
        double share = (time - before) / (samples.times()[next] - before);
        return values[next - 1] + share * (values[next] - values[next - 1]);
    }

    /**
     * Decimates, and goes the rest of the way by the spectrum.
     *
     * @param signal evenly spaced, without a missing value
     * @param length how many values come out, over the same time
     */
    static double[] resampled(double[] signal, int length) {
        double[] reduced = signal;
        for (int factor : factors(signal.length / length)) {
            reduced = new Decimation(factor).apply(reduced);
        }
        return reduced.length == length ? reduced : new FourierResampling(length).apply(reduced);
    }

    /** What to decimate by, one after the other: the highest product up to a factor whose parts are exact. */
    static List<Integer> factors(int most) {
        for (int product = most; product > 1; product--) {
            List<Integer> factors = new ArrayList<>();
            int rest = product;
            for (int factor = HIGHEST_FACTOR; factor > 1; factor--) {
                while (rest % factor == 0) {
                    factors.add(factor);
                    rest /= factor;
                }
            }
            if (rest == 1) {
                return factors;
            }
        }
        return List.of();
    }

    /** A row counts if the valid samples around it are near enough to each other, or at an end the last is near enough to it. */
    private double[] blanked(Samples samples, double gap, double[] rows) {
        double[] times = samples.times();
        int next = 0;
        for (int row = 0; row < rows.length; row++) {
            double time = grid.time(row);
            while (next < times.length && times[next] <= time) {
                next++;
            }
            double before = next > 0 ? times[next - 1] : times[0] - gap / 2;
            double after = next < times.length ? times[next] : times[times.length - 1] + gap / 2;
            if (after - before > gap || time < before || time > after) {
                rows[row] = Double.NaN;
            }
        }
        return rows;
    }
}
