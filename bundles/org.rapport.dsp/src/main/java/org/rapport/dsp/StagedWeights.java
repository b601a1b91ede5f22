package org.rapport.dsp;

import java.util.Arrays;

/**
 * How much each of some samples counts for the value of the low-passed signal at a row's time, for streams so fast that the
 * equations of {@link BandLimitedWeights} are too many. They are solved in two stages: for the value at each of some even
 * times in between, of the few samples around it, and then for the value at the row's time, of those at the even times. The first
 * stage takes away what the even times could not carry, and as its band may end softly, few samples are enough.
 */
final class StagedWeights {
    /** Samples that the value at one of the times in between is made of: enough for a soft filter at uneven times. */
    private static final int SAMPLES = 48;
    /** Periods within which there must be a sample on each side of a time in between, or there is none. */
    private static final double NEAR = 4;
    /** Part of the rows' rate that is not worth one more time in between. */
    private static final double HARDLY = 0.01;

    private final double period;
    private final double rate;
    private final double outputRate;
    /** Times in between from one row to the next: they are the same for all rows, so that most are known from the row before. */
    private final int perRow;
    private final double between;
    private final double reach;
    private final double halfWidth;
    private final BandLimitedWeights first;
    /** Of the first stage at a row's end: it counts for so little that a sum will do, and would change with what comes next. */
    private final KernelWeights last;
    private final BandLimitedWeights second;
    /** Seconds from a row to the times in between around it. */
    private final double[] points;
    /** Of the second stage, where no sample is missing: at even times the kernel's own. */
    private final double[] whole;
    private final Stage[] stages;
    /** Which of the times in between have samples around them. */
    private final boolean[] among;
    /** Their distances from the row. */
    private final double[] there;
    private double[] weights = new double[0];

    /**
     * The weights of the first stage at one time in between. They depend on the times of the samples around it and on nothing
     * else.
     *
     * @param number of the time in between, counted from time 0
     * @param times of those samples
     * @param weights one for each of them
     */
    private record Stage(long number, double[] times, double[] weights) {
        boolean isOf(long one, double[] samples, int from, int to) {
            return number == one && Arrays.equals(times, 0, times.length, samples, from, to);
        }
    }

    /**
     * @param kernel the response that is wanted
     * @param rate samples a second of the stream
     * @param outputRate rows a second
     * @param halfWidth how far the kernel reaches to each side, in seconds
     */
    StagedWeights(LowPassKernel kernel, double rate, double outputRate, double halfWidth) {
        this.rate = rate;
        this.outputRate = outputRate;
        period = 1 / rate;
        reach = reach(rate);
        double transition = LowPassKernel.transition(reach);
        // what would fall onto the rows' band lies where the transition ends, or hardly before
        perRow = (int) Math.ceil((outputRate + transition) / outputRate - HARDLY);
        between = perRow * outputRate;
        this.halfWidth = halfWidth;
        LowPassKernel soft = new LowPassKernel(0.5 * between, reach);
        first = BandLimitedWeights.ofFastStream(soft, rate, between + transition);
        last = new KernelWeights(soft, rate, between);
        second = BandLimitedWeights.ofEvenTimes(kernel, between);
        int side = Math.max(0, (int) ((halfWidth - NEAR * period) * between));
        points = new double[2 * side + 1];
        for (int i = 0; i < points.length; i++) {
            points[i] = (i - side) / between;
        }
        whole = new KernelWeights(kernel, between, outputRate).of(points, 0, points.length, 0);
        among = new boolean[points.length];
        there = new double[points.length];
        stages = new Stage[isReduction() ? points.length + perRow : 1];
    }

    /** How many times in between there are. */
    int count() {
        return points.length;
    }

    /**
     * Seconds around each time in between within which samples count for the value there. With as many before a row's reach, the
     * earliest of these times are as exact as the others, and known from the row before.
     */
    double reach() {
        return reach;
    }

    /** The same for a stream of this rate. */
    static double reach(double rate) {
        return 0.5 * SAMPLES / rate;
    }

    /** Whether there are much fewer times in between than samples. */
    boolean isReduction() {
        return 2 * between < rate;
    }

    /**
     * The weights of some samples.
     *
     * @param times in seconds, ascending
     * @param start the first of them that counts, from {@link #reach} before the row's reach on
     * @param end the one behind the last
     * @param row the time that is wanted, a whole multiple of the time from row to row
     * @return from the first on; what is behind the last means nothing, and all of it only until the next call
     */
    double[] of(double[] times, int start, int end, double row) {
        if (weights.length < end - start) {
            weights = new double[2 * (end - start)];
        }
        Arrays.fill(weights, 0, end - start, 0);
        long first = Math.round(row * outputRate) * perRow - points.length / 2;
        double[] outer = outer(times, start, end, first);
        int from = start;
        int to = start;
        for (int p = 0, q = 0; p < points.length; p++) {
            double point = (first + p) / between;
            double within = row + halfWidth - point;
            from = next(times, from, end, point - Math.min(reach, within));
            to = next(times, to, end, point + reach);
            if (among[p]) {
                double[] inner = within < reach ? last.of(times, from, to, point) : stage(times, first + p, from, to);
                add(outer[q++], inner, from - start, to - from);
            }
        }
        return weights;
    }

    /** In a loop of its own, several are added at once. */
    private void add(double part, double[] inner, int at, int count) {
        double[] sums = weights;
        for (int i = 0; i < count; i++) {
            sums[at + i] += part * inner[i];
        }
    }

    /** How much the times in between count that have samples around them; marks which these are. */
    private double[] outer(double[] times, int start, int end, long number) {
        int count = 0;
        int next = start;
        for (int p = 0; p < points.length; p++) {
            double point = (number + p) / between;
            next = next(times, next, end, point);
            among[p] = next > start && next < end && point - times[next - 1] <= NEAR * period
                    && times[next] - point <= NEAR * period;
            if (among[p]) {
                there[count++] = points[p];
            }
        }
        return count == points.length || count == 0 ? whole : second.of(there, 0, count, 0, 0);
    }

    /** The first sample at or after a time, from one on that is not behind it. */
    private static int next(double[] times, int from, int end, double time) {
        int next = from;
        while (next < end && times[next] < time) {
            next++;
        }
        return next;
    }

    /** How much the samples around a time in between count for the value there. */
    private double[] stage(double[] times, long number, int from, int to) {
        int place = (int) Math.floorMod(number, (long) stages.length);
        if (stages[place] == null || !stages[place].isOf(number, times, from, to)) {
            double point = number / between;
            double[] found = Arrays.copyOf(first.of(times, from, to, point, point), to - from);
            stages[place] = new Stage(number, Arrays.copyOfRange(times, from, to), found);
        }
        return stages[place].weights();
    }
}
