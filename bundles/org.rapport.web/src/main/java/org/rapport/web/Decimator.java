package org.rapport.web;

import java.util.Arrays;

import org.rapport.api.signal.Block;

/**
 * Makes of a stream's samples the rows that a page draws. What comes slowly stays as it is; of what comes fast, the lowest and
 * the highest value of every fiftieth of a second, in the order in which they came, so that no peak is lost.
 */
final class Decimator {
    /** Seconds of which two rows are made. */
    static final double BUCKET = 0.02;
    /** Rows a second at most. */
    static final int ROWS_PER_SECOND = (int) (2 / BUCKET);

    private final Rows rows;
    private final int width;
    private final boolean asItIs;
    private final boolean irregular;
    private final float[] low;
    private final float[] high;
    private final int[] lowAt;
    private final int[] highAt;
    private final float[] first;
    private final float[] last;
    private final float[] row;
    private long bucket = Long.MIN_VALUE;
    private int count;
    private double firstTime;
    private double lastTime;

    /** @param rate the stream's samples a second, or 0 */
    Decimator(double rate, Rows rows) {
        this.rows = rows;
        this.width = rows.width();
        this.asItIs = rate > 0 && rate <= ROWS_PER_SECOND;
        this.irregular = rate == 0;
        int kept = asItIs ? 0 : width;
        this.low = new float[kept];
        this.high = new float[kept];
        this.lowAt = new int[kept];
        this.highAt = new int[kept];
        this.first = new float[kept];
        this.last = new float[kept];
        this.row = new float[kept];
    }

    void add(Block block) {
        for (int sample = 0; sample < block.samples(); sample++) {
            double time = block.times()[sample];
            if (asItIs) {
                rows.add(time, block.values(), sample * width);
            } else {
                take(time, block.values(), sample * width);
            }
        }
        if (irregular) { // nobody knows when the next comes
            close();
        }
    }

    private void take(double time, float[] values, int at) {
        long its = (long) Math.floor(time / BUCKET);
        if (its != bucket) {
            close();
            bucket = its;
        }
        if (count == 0) {
            firstTime = time;
            System.arraycopy(values, at, first, 0, width);
            Arrays.fill(low, Float.NaN);
            Arrays.fill(high, Float.NaN);
        }
        lastTime = time;
        System.arraycopy(values, at, last, 0, width);
        for (int i = 0; i < width; i++) {
            float value = values[at + i];
            if (!(value >= low[i])) { // also where there is none yet
                lowAt[i] = Float.isNaN(value) ? lowAt[i] : count;
                low[i] = Float.isNaN(value) ? low[i] : value;
            }
            if (!(value <= high[i])) {
                highAt[i] = Float.isNaN(value) ? highAt[i] : count;
                high[i] = Float.isNaN(value) ? high[i] : value;
            }
        }
        count++;
    }

    private void close() {
        if (count == 1 || count == 2) {
            rows.add(firstTime, first, 0);
        }
        if (count == 2) {
            rows.add(lastTime, last, 0);
        }
        if (count > 2) {
            for (int i = 0; i < width; i++) {
                row[i] = lowAt[i] <= highAt[i] ? low[i] : high[i];
            }
            rows.add(firstTime, row, 0);
            for (int i = 0; i < width; i++) {
                row[i] = lowAt[i] <= highAt[i] ? high[i] : low[i];
            }
            rows.add(lastTime, row, 0);
        }
        count = 0;
    }
}
