package org.rapport.xdf;

import java.util.Arrays;

/**
 * Where the stamps of a stream go back or leap on, in the order of the file: only there a device's clock can have begun anew.
 * Needs little memory however long a stream is: of very many, the smallest are forgotten.
 */
final class StampSteps {
    private static final int MOST = 8192;
    /** Steps back count from this part of the seconds from which steps forward do. */
    private static final double BACK = 0.25;

    /** The usual step is found from so many of the first. */
    private static final int LOOKED_AT = 1024;
    /** A step forward that is so many usual ones is none of them. */
    private static final double USUAL = 3;

    /** Seconds of the smallest step forward that is kept. */
    private double limit = 0.05;
    private final double[] firstSteps = new double[LOOKED_AT];
    private int looked;
    private int count;
    private long[] indices = new long[16];
    private double[] before = new double[16];
    private double[] after = new double[16];
    private long samples;
    private double first = Double.NaN;
    private double last = Double.NaN;

    /** Takes the next stamps; those that are no number stand nowhere. */
    void add(double[] stamps) {
        for (double stamp : stamps) {
            if (Double.isFinite(stamp)) {
                add(stamp);
            }
            samples++;
        }
    }

    private void add(double stamp) {
        if (Double.isNaN(last)) {
            first = stamp;
            last = stamp;
        }
        if (looked < LOOKED_AT && samples > 0) {
            firstSteps[looked++] = Math.abs(stamp - last);
        }
        if (isKept(stamp - last)) {
            if (count == indices.length) {
                makeRoom();
            }
            indices[count] = samples;
            before[count] = last;
            after[count] = stamp;
            count++;
        }
        last = stamp;
    }

    private boolean isKept(double step) {
        return step > limit || step < -BACK * limit;
    }

    private void makeRoom() {
        if (count < MOST) {
            indices = Arrays.copyOf(indices, 2 * count);
            before = Arrays.copyOf(before, 2 * count);
            after = Arrays.copyOf(after, 2 * count);
            return;
        }
        while (count > MOST / 2) {
            raise(2 * limit);
        }
    }

    private void raise(double higher) {
        limit = higher;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (isKept(after[i] - before[i])) {
                indices[kept] = indices[i];
                before[kept] = before[i];
                after[kept] = after[i];
                kept++;
            }
        }
        count = kept;
    }

    /** Says that all stamps are there: forgets the steps that are usual for this stream. */
    void end() {
        raise(Math.max(limit, USUAL * usual()));
    }

    /** Seconds of the usual step, 0 if there is none. */
    double usual() {
        return ClockLine.median(Arrays.copyOf(firstSteps, looked));
    }

    /** How many parts there are between the steps; 0 without a stamp. */
    int runs() {
        return Double.isNaN(first) ? 0 : count + 1;
    }

    /** The number of the first sample of a run. */
    long index(int run) {
        return run == 0 ? 0 : indices[run - 1];
    }

    /** The first stamp of a run. */
    double begin(int run) {
        return run == 0 ? first : after[run - 1];
    }

    /** The last stamp of a run. */
    double end(int run) {
        return run == count ? last : before[run];
    }
}
