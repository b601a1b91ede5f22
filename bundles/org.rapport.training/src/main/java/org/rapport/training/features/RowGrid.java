package org.rapport.training.features;

import java.util.Arrays;
import java.util.List;

import org.rapport.api.signal.Block;

/**
 * The times of rows: whole multiples of {@code 1/rate}, so that recordings on one clock have rows at the same times.
 *
 * @param rate rows a second
 * @param first the multiple of the first row
 * @param count how many rows
 */
record RowGrid(double rate, long first, int count) {
    /** A day at 100 Hz; more is a clock that jumped. */
    private static final double MOST = 8_640_000;

    /**
     * All rows from the first sample to the last.
     *
     * @throws IllegalArgumentException if there is no row, or there are too many
     */
    static RowGrid over(double rate, List<Block> blocks) {
        double start = blocks.stream().mapToDouble(block -> block.times()[0]).min().orElseThrow();
        double end = blocks.stream().mapToDouble(block -> block.times()[block.samples() - 1]).max().orElseThrow();
        // a stamp that is some rounding error before its row still counts for it
        double first = Math.ceil(start * rate - 1e-6);
        double count = Math.floor(end * rate + 1e-6) - first + 1;
        if (!(count >= 1 && count <= MOST)) {
            throw new IllegalArgumentException(
                    "it goes from " + start + " s to " + end + " s, which is no recording of a session");
        }
        return new RowGrid(rate, (long) first, (int) count);
    }

    double time(int row) {
        return (first + row) / rate;
    }

    double[] times() {
        double[] times = new double[count];
        Arrays.setAll(times, this::time);
        return times;
    }
}
