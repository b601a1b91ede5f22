package org.rapport.dsp;

import java.util.Arrays;

/**
 * How much each of some samples of one stream counts for the value of the low-passed signal at a row's time, calculated in the
 * way that is both exact and fast enough: by equations where the samples are few, in two stages where they are many, and by a
 * mere sum where they are many and even.
 */
final class StreamWeights {
    private static final int MOST_EQUATIONS = 128;
    /** Streams with more are sound, which has no jitter. */
    private static final int MOST_STAGES = 512;
    /** Root of the mean square by which distances between samples differ, in periods, where a sum is still exact to -60 dB. */
    private static final double EVEN = 0.002;

    /** Periods within which a sample is a neighbour of a row. */
    private static final double NEIGHBOURS = 1.5;

    /**
     * Rows that share their equations: so many from a whole multiple of that on. Each counts samples from before its own reach,
     * too, as far as the first of them needs those, and only adds its newest.
     */
    private static final int SHARING = 4;
    /** Samples within reach of a row from which on it is worth it; fewer are better off without those beyond their reach. */
    private static final int WORTH = 48;

    private final double outputRate;
    private final double delay;
    private final double near;
    private final boolean shares;
    private final double lead;
    private final KernelWeights sum;
    private final BandLimitedWeights equations;
    private final StagedWeights stages;
    private double[] all = new double[0];

    /**
     * @param rate samples a second of the stream
     * @param outputRate rows a second
     * @param delay how far the weights reach to each side, in seconds
     */
    StreamWeights(double rate, double outputRate, double delay) {
        LowPassKernel kernel = LowPassKernel.between(rate, outputRate, delay);
        this.outputRate = outputRate;
        this.delay = delay;
        shares = 2 * delay * rate >= WORTH;
        near = Math.max(1 / outputRate, NEIGHBOURS / rate);
        sum = new KernelWeights(kernel, rate, outputRate);
        equations = new BandLimitedWeights(kernel, rate);
        stages = new StagedWeights(kernel, rate, outputRate, delay);
        lead = 2 * delay * rate > MOST_EQUATIONS && stages.isReduction() ? stages.reach() : 0;
    }

    /**
     * Seconds before a row's reach that a sample may count for it, whatever the rate of the stream.
     *
     * @param outputRate rows a second
     * @param delay how far the weights reach to each side, in seconds
     */
    static double longestLead(double outputRate, double delay) {
        return Math.max(SHARING / outputRate, StagedWeights.reach(MOST_EQUATIONS / (2 * delay)));
    }

    /** Seconds from a row within which a sample is a neighbour: a row, or 1.5 periods of the stream where that is longer. */
    double near() {
        return near;
    }

    /** The first of the rows that share equations with one. */
    private double sharedFrom(double time) {
        return shares ? Math.floorDiv(Math.round(time * outputRate), SHARING) * SHARING / outputRate : time;
    }

    /** The time of the earliest sample that may count for a row. */
    double earliest(double time) {
        return Math.min(sharedFrom(time), time - lead) - delay;
    }

    /**
     * The weights of some samples.
     *
     * @param times in seconds, ascending
     * @param from the first of them that may count, from {@link #earliest} on
     * @param to the one behind the last; at least one is within reach of the row
     * @param time of the row, for which they are wanted
     * @return from the first on; what is behind the last means nothing, and all of it only until the next call
     */
    double[] of(double[] times, int from, int to, double time) {
        int reach = first(times, from, time - delay);
        if (to - reach <= MOST_EQUATIONS) {
            int shared = first(times, from, sharedFrom(time) - delay);
            return behind(shared - from, equations.of(times, shared, to, time, sharedFrom(time)), to - shared);
        }
        if (isEven(times, reach, to) || stages.count() > MOST_STAGES) {
            return behind(reach - from, sum.of(times, reach, to, time), to - reach);
        }
        return stages.isReduction() ? stages.of(times, from, to, time) : ofNearest(times, from, to, time);
    }

    private static int first(double[] times, int from, double moment) {
        int first = from;
        while (times[first] < moment) {
            first++;
        }
        return first;
    }

    /** The weights of all samples if those of the first are 0. */
    private double[] behind(int zeros, double[] weights, int count) {
        if (zeros == 0) {
            return weights;
        }
        makeRoom(zeros + count);
        Arrays.fill(all, 0, zeros, 0);
        System.arraycopy(weights, 0, all, zeros, count);
        return all;
    }

    private void makeRoom(int count) {
        if (all.length < count) {
            all = new double[2 * count];
        }
    }

    /** Whether the times from one on are even; it looks no further than to the first that are too far off together. */
    private static boolean isEven(double[] times, int from, int to) {
        int count = to - 1 - from;
        double mean = (times[to - 1] - times[from]) / count;
        double most = EVEN * EVEN * count;
        double squares = 0;
        for (int i = from + 1; i < to && squares <= most; i++) {
            double off = (times[i] - times[i - 1]) / mean - 1;
            squares += off * off;
        }
        return squares <= most;
    }

    /** For rows that come nearly as fast as the samples: those farther off count for next to nothing. */
    private double[] ofNearest(double[] times, int from, int to, double time) {
        int near = from;
        int last = to;
        while (last - near > MOST_EQUATIONS) {
            if (time - times[near] > times[last - 1] - time) {
                near++;
            } else {
                last--;
            }
        }
        double[] nearest = equations.of(times, near, last, time, time);
        makeRoom(to - from);
        Arrays.fill(all, 0, to - from, 0);
        System.arraycopy(nearest, 0, all, near - from, last - near);
        return all;
    }
}
