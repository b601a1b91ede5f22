package org.rapport.recording.summary;

import java.util.Arrays;

/**
 * How a stream's samples come, whatever its header claims.
 *
 * @param rate samples a second as measured, robust against gaps; NaN of fewer than three
 * @param period seconds from one sample to the next that gaps are judged by; infinite for a stream that comes at no rate
 * @param step seconds of most steps from one stamp to the next; NaN of fewer than two
 * @param claimed whether the nominal rate is only a claim that the samples do not bear out
 * @param push samples that are stamped and sent together, evenly from the one before them on; 1 if they come one by one
 */
record SampleRhythm(double rate, double period, double step, boolean claimed, int push) {
    /** How far the rate of most of the time may be from the nominal one before that is no more than a claim. */
    private static final double CLAIM = 0.2;
    /** How near to the nominal rate the measured one tells more than it. */
    private static final double NEAR = 0.05;
    private static final int ENOUGH = 200;
    /** Part of the step that the steps of a regular stream are within. */
    private static final double REGULAR = 0.3;
    /** Part of the step by which the steps within a push differ. */
    private static final double EVEN = 0.02;
    private static final int FEWEST_PUSHES = 8;
    /** Steps within a burst, in periods: those are stamped as they are sent. */
    private static final double BURST = 0.25;

    /** Gathers the stamps of a stream, and keeps little of them. */
    static final class Meter {
        private static final int MOST_STEPS = 1 << 16;
        private static final int MOST_MARKS = 1024;
        private static final int LEAST_STRIDE = 16;
        /** A rate is measured over so long a part of a recording. */
        private static final int PARTS = 8;

        private double[] steps = new double[256];
        private int count;
        private final double[] marks = new double[MOST_MARKS];
        private int marked;
        private long stride = LEAST_STRIDE;
        private long samples;
        private double first = Double.NaN;
        private double last = Double.NaN;

        void add(double[] stamps) {
            for (double stamp : stamps) {
                if (!Double.isNaN(stamp)) {
                    add(stamp);
                }
            }
        }

        private void add(double stamp) {
            if (samples == 0) {
                first = stamp;
            } else if (count < MOST_STEPS) {
                steps = count == steps.length ? Arrays.copyOf(steps, 2 * count) : steps;
                steps[count++] = stamp - last;
            }
            if (samples % stride == 0) {
                mark(stamp);
            }
            last = stamp;
            samples++;
        }

        private void mark(double stamp) {
            if (marked == MOST_MARKS) {
                for (int i = 0; 2 * i < marked; i++) {
                    marks[i] = marks[2 * i];
                }
                marked /= 2;
                stride *= 2;
                if (samples % stride != 0) {
                    return;
                }
            }
            marks[marked++] = stamp;
        }

        /** Samples a second in most of the time. */
        private double rate() {
            if (marked < FEWEST_PUSHES) {
                return last > first ? (samples - 1) / (last - first) : Double.NaN;
            }
            int lag = Math.max(1, marked / PARTS); // over several bursts, however large they are
            double[] seconds = new double[marked - lag];
            for (int i = 0; i < seconds.length; i++) {
                seconds[i] = marks[i + lag] - marks[i];
            }
            return lag * stride / median(seconds);
        }

        SampleRhythm rhythm(double nominal) {
            double rate = samples < 3 ? Double.NaN : rate();
            double step = median(Arrays.copyOf(steps, count));
            if (!(nominal > 0)) {
                return new SampleRhythm(rate, Double.POSITIVE_INFINITY, step, false, 1);
            }
            if (!(rate > 0) || Double.isInfinite(rate)) {
                return new SampleRhythm(rate, 1 / nominal, step, false, 1);
            }
            double off = Math.abs(rate / nominal - 1);
            boolean losesBursts = step * nominal < BURST && rate < nominal;
            boolean claimed = off > CLAIM && Math.abs(step * nominal - 1) > CLAIM && !losesBursts;
            double period = claimed || off < NEAR && samples > ENOUGH ? 1 / rate : 1 / nominal;
            boolean inBursts = step < BURST * period;
            if (claimed && !inBursts && deviation(step) > REGULAR * step) {
                return new SampleRhythm(rate, Double.POSITIVE_INFINITY, step, true, 1);
            }
            return new SampleRhythm(rate, period, step, claimed, inBursts ? 1 : push(step));
        }

        private double deviation(double step) {
            return median(Arrays.stream(steps, 0, count).map(one -> Math.abs(one - step)).toArray());
        }

        private int push(double step) {
            double[] lengths = new double[count];
            int pushes = 0;
            int length = 1;
            for (int i = 0; i < count; i++) {
                length++;
                if (Math.abs(steps[i] - step) > EVEN * step) {
                    lengths[pushes++] = length - 1;
                    length = 1;
                }
            }
            return pushes < FEWEST_PUSHES ? 1 : (int) median(Arrays.copyOf(lengths, pushes));
        }

        /** The lower of the two middle ones; NaN of none. */
        private static double median(double[] values) {
            Arrays.sort(values);
            return values.length == 0 ? Double.NaN : values[(values.length - 1) / 2];
        }
    }
}
