package org.rapport.xdf;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The line through the offsets of one clock. Begins with repeated medians (Siegel 1982), which half of the measurements cannot
 * bend, tells what is far from it, and ends with Huber's estimator at {@value #HUBER} s, which is pyxdf's. Far ones are left out
 * unless they are so few that it bears them.
 */
final class ClockLine {
    /** Seconds up to which a deviation counts in full. */
    private static final double HUBER = 1e-4;
    /** A measurement farther away is not believed: in seconds, and in standard deviations of the others. */
    private static final double FAR = 5e-4;
    private static final double FAR_DEVIATIONS = 8;
    /** Standard deviation of a normal distribution whose median deviation is 1. */
    private static final double NORMAL = 1.4826;
    /** Seconds by which those that are not believed may pull the line, and from how far away at most. */
    private static final double BEARABLE = 1e-5;
    private static final double BEARABLE_FROM = 1;
    /** The drift of an ordinary crystal: a slope that is known worse than this is worse than none. */
    private static final double CRYSTAL = 50e-6;
    /** Standard deviation of one measurement over a network, where there are too few to see it. */
    private static final double USUAL_SPREAD = 2e-4;
    /** No clock drifts more, in seconds a second; looked at where there are too few for a majority. */
    private static final double MOST_DRIFT = 1e-3;
    private static final int FEW = 5;
    /** Of fewer, none can be told to be the wrong one. */
    private static final int MAJORITY = 3;
    /** The medians look at as many. */
    private static final int MOST = 400;
    private static final int MOST_ROUNDS = 1000;
    private static final double CONVERGED = 1e-12;

    private final double centre;
    private final double base;
    /** Times from the centre, and offsets from the base. */
    private final double[] x;
    private final double[] y;
    private final boolean[] fits;
    private boolean[] believed;
    private double level;
    private double slope;

    private ClockLine(Restarts.Group group) {
        fits = new boolean[group.offsets().size()];
        for (int i = 0; i < fits.length; i++) {
            fits[i] = group.fits().get(i);
        }
        int[] fitting = IntStream.range(0, fits.length).filter(i -> fits[i]).toArray();
        double first = group.offsets().get(fitting[0]).time();
        centre = first + IntStream.of(fitting).mapToDouble(i -> group.offsets().get(i).time() - first).average().orElse(0);
        base = group.offsets().get(fitting[0]).offset();
        x = group.offsets().stream().mapToDouble(offset -> offset.time() - centre).toArray();
        y = group.offsets().stream().mapToDouble(offset -> offset.offset() - base).toArray();
    }

    static ClockSegment fit(Restarts.Group group) {
        ClockLine line = new ClockLine(group);
        line.fit(true);
        if (!line.knowsSlope()) {
            line.fit(false);
        }
        return line.segment();
    }

    private void fit(boolean sloping) {
        slope = sloping ? repeatedMedian() : 0;
        double[] levels = IntStream.range(0, x.length).filter(i -> fits[i]).mapToDouble(i -> y[i] - slope * x[i]).sorted()
                .toArray();
        level = (levels[(levels.length - 1) / 2] + levels[levels.length / 2]) / 2;
        double usual = NORMAL * median(IntStream.range(0, x.length).filter(i -> fits[i]).mapToDouble(this::deviation).toArray());
        double far = IntStream.range(0, x.length).filter(i -> fits[i]).count() < MAJORITY ? Double.POSITIVE_INFINITY
                : Math.max(FAR, FAR_DEVIATIONS * usual);
        believed = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            believed[i] = fits[i] && deviation(i) <= far;
        }
        refine(sloping, believed);
        bear(sloping);
    }

    private double deviation(int i) {
        return Math.abs(y[i] - level - slope * x[i]);
    }

    private double repeatedMedian() {
        int[] all = IntStream.range(0, x.length).filter(i -> fits[i]).toArray();
        int count = Math.min(MOST, all.length);
        int[] some = IntStream.range(0, count).map(i -> all[(int) ((long) i * (all.length - 1) / Math.max(1, count - 1))])
                .toArray();
        double median = median(IntStream.of(some)
                .mapToDouble(i -> median(
                        IntStream.of(some).filter(j -> x[j] != x[i]).mapToDouble(j -> (y[j] - y[i]) / (x[j] - x[i])).toArray()))
                .toArray());
        return count < FEW && Math.abs(median) > MOST_DRIFT ? 0 : median;
    }

    /** Least squares again and again, in which a measurement counts the less the farther it is away. */
    private void refine(boolean sloping, boolean[] counted) {
        double[] weights = new double[x.length];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            for (int i = 0; i < x.length; i++) {
                weights[i] = counted[i] ? Math.min(1, HUBER / Math.max(HUBER / 2, deviation(i))) : 0;
            }
            double sum = Arrays.stream(weights).sum();
            double meanX = IntStream.range(0, x.length).mapToDouble(i -> weights[i] * x[i]).sum() / sum;
            double meanY = IntStream.range(0, x.length).mapToDouble(i -> weights[i] * y[i]).sum() / sum;
            double squares = 0;
            double products = 0;
            for (int i = 0; i < x.length; i++) {
                squares += weights[i] * (x[i] - meanX) * (x[i] - meanX);
                products += weights[i] * (x[i] - meanX) * (y[i] - meanY);
            }
            double nextSlope = sloping && squares > 0 ? products / squares : 0;
            double nextLevel = meanY - nextSlope * meanX;
            double moved = Math.abs(nextLevel - level) + Math.abs(nextSlope - slope) * Math.max(1, Math.abs(x[x.length - 1]));
            level = nextLevel;
            slope = nextSlope;
            if (moved < CONVERGED) {
                return;
            }
        }
    }

    /** Takes in what is not believed if that moves no end of the line much: pyxdf does not leave it out either. */
    private void bear(boolean sloping) {
        boolean[] counted = new boolean[x.length];
        boolean more = false;
        for (int i = 0; i < x.length; i++) {
            counted[i] = believed[i] || deviation(i) < BEARABLE_FROM;
            more |= counted[i] != believed[i];
        }
        if (!more) {
            return;
        }
        double ownLevel = level;
        double ownSlope = slope;
        double ends = believed().mapToDouble(i -> Math.abs(x[i])).max().orElse(0);
        refine(sloping, counted);
        if (Math.abs(level - ownLevel) + Math.abs(slope - ownSlope) * ends > BEARABLE) {
            level = ownLevel;
            slope = ownSlope;
        }
    }

    /** Whether the standard error of the slope is below what a clock drifts anyway. */
    private boolean knowsSlope() {
        double count = believed().count();
        double mean = believed().mapToDouble(i -> x[i]).average().orElse(0);
        double squares = believed().mapToDouble(i -> (x[i] - mean) * (x[i] - mean)).sum();
        return Math.max(USUAL_SPREAD / (count - 1) / (count - 1), spread(2)) <= CRYSTAL * Math.sqrt(squares);
    }

    private IntStream believed() {
        return IntStream.range(0, x.length).filter(i -> believed[i]);
    }

    private double spread(int parameters) {
        long free = believed().count() - parameters;
        return free > 0 ? Math.sqrt(believed().mapToDouble(i -> deviation(i) * deviation(i)).sum() / free) : 0;
    }

    private ClockSegment segment() {
        double[] ends = believed().mapToDouble(i -> x[i]).toArray();
        return new ClockSegment(centre + ends[0], centre + ends[ends.length - 1], centre, base + level, slope, ends.length,
                x.length - ends.length, spread(slope == 0 ? 1 : 2), believed().mapToDouble(this::deviation).max().orElse(0));
    }

    /** The lower of the two middle ones; 0 of none. */
    static double median(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[(values.length - 1) / 2];
    }
}
