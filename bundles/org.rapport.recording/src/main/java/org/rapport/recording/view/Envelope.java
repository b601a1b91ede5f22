package org.rapport.recording.view;

import java.util.Arrays;

/**
 * The lowest and the highest values of a stretch of time, for each of many short times of equal length. Where more come than
 * were foreseen, two become one. Of a short time with one sample or two, these are the samples themselves.
 */
final class Envelope {
    private static final int FIRST = 64;
    /** Rows for a moment. */
    private static final int MANY = 3;

    private final int width;
    private final int most;
    private double origin;
    private double length;
    private boolean grows;
    private int end;
    private boolean exact = true;
    private int[] counts = new int[0];
    private double[] first = new double[0];
    private double[] last = new double[0];
    private float[] low = new float[0];
    private float[] high = new float[0];
    /** Whether the lowest came before the highest. */
    private boolean[] rises = new boolean[0];

    private Envelope(int width, int most, double origin, double length, boolean grows) {
        this.width = width;
        this.most = most;
        this.origin = origin;
        this.length = length;
        this.grows = grows;
    }

    /** Of a stretch whose end is known; what is outside of it is left out. */
    static Envelope within(int width, double from, double to, int moments) {
        return new Envelope(width, moments + 1, from, Math.max(1e-9, (to - from) / moments), false);
    }

    /** Of a stretch that begins with the first sample, and ends nobody knows when. */
    static Envelope growing(int width, int most, double length) {
        return new Envelope(width, most, Double.NaN, length, true);
    }

    /**
     * Takes a sample.
     *
     * @param values of which {@code width} are taken, from an index on
     */
    void add(double time, float[] values, int at) {
        if (Double.isNaN(time)) {
            return;
        }
        origin = Double.isNaN(origin) ? time : origin;
        double place = Math.floor((time - origin) / length);
        if (!grows && (place < 0 || place >= most)) {
            return;
        }
        while (place >= most) {
            halve();
            place = Math.floor((time - origin) / length);
        }
        int moment = (int) Math.max(0, place);
        reach(moment);
        if (counts[moment] == 0) {
            first[moment] = time;
            last[moment] = time;
        }
        counts[moment]++;
        exact &= counts[moment] <= 2;
        first[moment] = Math.min(first[moment], time);
        last[moment] = Math.max(last[moment], time);
        for (int i = 0; i < width; i++) {
            float value = values[at + i];
            int cell = moment * width + i;
            if (value < low[cell] || Float.isNaN(low[cell]) && !Float.isNaN(value)) {
                rises[cell] = Float.isNaN(low[cell]);
                low[cell] = value;
            }
            if (value > high[cell] || Float.isNaN(high[cell]) && !Float.isNaN(value)) {
                rises[cell] = true;
                high[cell] = value;
            }
        }
    }

    private void reach(int moment) {
        if (moment >= counts.length) {
            int size = Math.min(most, Math.max(moment + 1, Math.max(FIRST, 2 * counts.length)));
            int before = counts.length;
            counts = Arrays.copyOf(counts, size);
            first = Arrays.copyOf(first, size);
            last = Arrays.copyOf(last, size);
            low = Arrays.copyOf(low, size * width);
            high = Arrays.copyOf(high, size * width);
            rises = Arrays.copyOf(rises, size * width);
            Arrays.fill(low, before * width, size * width, Float.NaN);
            Arrays.fill(high, before * width, size * width, Float.NaN);
        }
        end = Math.max(end, moment + 1);
    }

    /** Two become one. */
    private void halve() {
        for (int moment = 0; moment < end; moment++) {
            int to = moment / 2;
            if (moment % 2 == 0) {
                move(moment, to);
            } else if (counts[moment] > 0) {
                merge(moment, to);
            }
        }
        int halved = (end + 1) / 2;
        Arrays.fill(counts, halved, end, 0);
        Arrays.fill(low, halved * width, end * width, Float.NaN);
        Arrays.fill(high, halved * width, end * width, Float.NaN);
        end = halved;
        length *= 2;
    }

    private void move(int from, int to) {
        counts[to] = counts[from];
        first[to] = first[from];
        last[to] = last[from];
        System.arraycopy(low, from * width, low, to * width, width);
        System.arraycopy(high, from * width, high, to * width, width);
        System.arraycopy(rises, from * width, rises, to * width, width);
    }

    private void merge(int from, int to) {
        if (counts[to] == 0) {
            move(from, to);
            return;
        }
        counts[to] += counts[from];
        exact &= counts[to] <= 2;
        first[to] = Math.min(first[to], first[from]);
        last[to] = Math.max(last[to], last[from]);
        for (int i = 0; i < width; i++) {
            int later = from * width + i;
            int cell = to * width + i;
            boolean lower = low[later] < low[cell] || Float.isNaN(low[cell]);
            boolean higher = high[later] > high[cell] || Float.isNaN(high[cell]);
            rises[cell] = lower && higher ? rises[later] : higher || !lower && rises[cell];
            low[cell] = lower ? low[later] : low[cell];
            high[cell] = higher ? high[later] : high[cell];
        }
    }

    /** Whether nothing is left out: no short time had more than two samples. */
    boolean isExact() {
        return exact;
    }

    /** The seconds of each short time. */
    double length() {
        return length;
    }

    /**
     * The same rows, if there are not many more than two for each moment; or else the lowest and highest of them.
     *
     * @param gap as for {@link #rows}
     */
    static SampleRows thinned(SampleRows rows, int width, int moments, double gap) {
        double[] times = rows.times();
        if (times.length <= MANY * moments) {
            return rows;
        }
        Envelope coarse = within(width, times[0], times[times.length - 1], moments);
        float[] values = rows.values();
        for (int i = 0; i < times.length; i++) {
            if (!isMissing(values, i * width, width)) {
                coarse.add(times[i], values, i * width);
            }
        }
        return coarse.rows(times[0], times[times.length - 1], 0, width, gap);
    }

    private static boolean isMissing(float[] values, int at, int width) {
        for (int i = at; i < at + width; i++) {
            if (!Float.isNaN(values[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * The rows of a stretch, with the one before and the one after it.
     *
     * @param firstColumn the first of the values
     * @param count how many values
     * @param gap the seconds after which samples lack; a row of NaN tells it
     */
    SampleRows rows(double from, double to, int firstColumn, int count, double gap) {
        int begin = end == 0 ? 0 : (int) Math.max(0, Math.min(end, Math.floor((from - origin) / length)));
        int stop = end == 0 ? 0 : (int) Math.max(0, Math.min(end, Math.floor((to - origin) / length) + 1));
        for (begin--; begin >= 0 && counts[begin] == 0;) {
            begin--;
        }
        for (stop++; stop < end && counts[stop - 1] == 0;) {
            stop++;
        }
        SampleRows rows = new SampleRows(count);
        double before = Double.NaN;
        for (int moment = Math.max(0, begin); moment < Math.min(end, stop); moment++) {
            if (counts[moment] == 0) {
                continue;
            }
            if (first[moment] - before > gap) {
                rows.addMissing((before + first[moment]) / 2);
            }
            boolean single = counts[moment] == 1;
            int at = moment * width + firstColumn;
            rows.add(first[moment], i -> rises[at + i] ? low[at + i] : high[at + i]);
            if (!single) {
                rows.add(last[moment], i -> rises[at + i] ? high[at + i] : low[at + i]);
            }
            before = last[moment];
        }
        return rows;
    }
}
