package org.rapport.dsp;

import java.util.Arrays;

/**
 * How much each of some samples of one stream counts for the value of the low-passed signal at time 0, calculated in the
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
     * @param times of the samples, in seconds, ascending, from {@link #earliest} on; at least one within reach of the row
     * @param time of the row, for which they are wanted
     */
    double[] of(double[] times, double time) {
        int reach = first(times, time - delay);
        if (times.length - reach <= MOST_EQUATIONS) {
            int from = first(times, sharedFrom(time) - delay);
            return behind(from, equations.of(behind(times, from), time, sharedFrom(time)));
        }
        if (isEven(times, reach) || stages.count() > MOST_STAGES) {
            return behind(reach, sum.of(distances(times, reach, time)));
        }
        return stages.isReduction() ? stages.of(times, time) : behind(reach, ofNearest(behind(times, reach), time));
    }

    private static int first(double[] times, double moment) {
        int first = 0;
        while (times[first] < moment) {
            first++;
        }
        return first;
    }

    /** Those from one on. */
    private static double[] behind(double[] times, int from) {
        return from == 0 ? times : Arrays.copyOfRange(times, from, times.length);
    }

    /** The weights of all samples if those of the first are 0. */
    private static double[] behind(int zeros, double[] weights) {
        if (zeros == 0) {
            return weights;
        }
        double[] all = new double[zeros + weights.length];
        System.arraycopy(weights, 0, all, zeros, weights.length);
        return all;
    }

    private static double[] distances(double[] times, int from, double time) {
        double[] distances = new double[times.length - from];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = times[from + i] - time;
        }
        return distances;
    }

    /** Whether the times from one on are even; it looks no further than to the first that are too far off together. */
    private static boolean isEven(double[] times, int from) {
        int count = times.length - 1 - from;
        double mean = (times[times.length - 1] - times[from]) / count;
        double most = EVEN * EVEN * count;
        double squares = 0;
        for (int i = from + 1; i < times.length && squares <= most; i++) {
            double off = (times[i] - times[i - 1]) / mean - 1;
            squares += off * off;
        }
        return squares <= most;
    }

    /** For rows that come nearly as fast as the samples: those farther off count for next to nothing. */
    private double[] ofNearest(double[] times, double time) {
        int from = 0;
        int to = times.length;
        while (to - from > MOST_EQUATIONS) {
            if (time - times[from] > times[to - 1] - time) {
                from++;
            } else {
                to--;
            }
        }
        double[] weights = new double[times.length];
        double[] nearest = equations.of(Arrays.copyOfRange(times, from, to), time, time);
        System.arraycopy(nearest, 0, weights, from, nearest.length);
        return weights;
    }
}
