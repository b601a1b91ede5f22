package org.rapport.dsp;

import java.util.Arrays;

/**
 * How much each of some samples counts for the value of the low-passed signal at time 0, for streams so fast that the
 * equations of {@link BandLimitedWeights} are too many. They are solved in two stages: for the value at each of some even
 * times in between, of the few samples around it, and then for the value at time 0, of those at the even times. The first
 * stage takes away what the even times could not carry, and as its band may end softly, few samples are enough.
 */
final class StagedWeights {
    /** Samples that the value at one of the times in between is made of: enough for a soft filter at uneven times. */
    private static final int SAMPLES = 48;
    /** Periods within which there must be a sample on each side of a time in between, or there is none. */
    private static final double NEAR = 4;

    private final double period;
    private final double rate;
    private final double between;
    private final double reach;
    private final BandLimitedWeights first;
    private final BandLimitedWeights second;
    private final double[] points;
    /** Of the second stage, where no sample is missing: at even times the kernel's own. */
    private final double[] whole;

    /**
     * @param kernel the response that is wanted
     * @param rate samples a second of the stream
     * @param outputRate rows a second
     * @param halfWidth how far the kernel reaches to each side, in seconds
     */
    StagedWeights(LowPassKernel kernel, double rate, double outputRate, double halfWidth) {
        this.rate = rate;
        period = 1 / rate;
        reach = 0.5 * SAMPLES * period;
        double transition = LowPassKernel.transition(reach);
        between = outputRate + transition; // what would fall onto the rows' band lies where the transition ends
        first = BandLimitedWeights.ofFastStream(new LowPassKernel(0.5 * between, reach), rate, between + transition);
        second = BandLimitedWeights.ofEvenTimes(kernel, between);
        int side = Math.max(0, (int) ((halfWidth - NEAR * period) * between));
        points = new double[2 * side + 1];
        for (int i = 0; i < points.length; i++) {
            points[i] = (i - side) / between;
        }
        whole = new KernelWeights(kernel, between, outputRate).of(points);
    }

    /** How many times in between there are. */
    int count() {
        return points.length;
    }

    /** Whether there are much fewer times in between than samples. */
    boolean isReduction() {
        return 2 * between < rate;
    }

    /** @param distances times of the samples in seconds from the time that is wanted, ascending */
    double[] of(double[] distances) {
        double[] there = Arrays.stream(points).filter(point -> isAmong(distances, point)).toArray();
        double[] outer = there.length == points.length ? whole : second.of(there);
        double[] weights = new double[distances.length];
        for (int p = 0; p < there.length; p++) {
            addStage(distances, there[p], outer[p], weights);
        }
        return weights;
    }

    /** Adds what the samples around a time in between count for the value there, as much as that value counts. */
    private void addStage(double[] distances, double point, double share, double[] weights) {
        int from = at(distances, point - reach);
        int to = at(distances, point + reach);
        double[] around = new double[to - from];
        for (int i = from; i < to; i++) {
            around[i - from] = distances[i] - point;
        }
        double[] inner = first.of(around);
        for (int i = from; i < to; i++) {
            weights[i] += share * inner[i - from];
        }
    }

    private boolean isAmong(double[] distances, double point) {
        int next = at(distances, point);
        return next > 0 && next < distances.length && point - distances[next - 1] <= NEAR * period
                && distances[next] - point <= NEAR * period;
    }

    /** The first sample at or after a time. */
    private static int at(double[] distances, double time) {
        int found = Arrays.binarySearch(distances, time);
        return found >= 0 ? found : -found - 1;
    }
}
