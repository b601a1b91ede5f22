package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.rapport.model.Contract;

/**
 * An interval around predictions that holds a stated part of the labels of people who are new: hierarchical conformal prediction
 * (Dunn, Wasserman and Ramdas 2022; Lee, Barber and Willett 2023). Each dyad counts the same, however many samples it has, since
 * the samples of one are alike. The promise of the plain method is held with few dyads by being too wide; here the level is
 * lowered as far as leaving out each dyad in turn shows that the others' interval still holds what is promised for it.
 *
 * @param target its name
 * @param coverage the part of labels that the interval is to hold
 * @param halfWidth in label units; NaN where there are too few dyads to tell
 * @param achieved the part of labels that it did hold of dyads that it does not come from, each counting the same; NaN if unknown
 * @param dyads how many it was found on; 0 for one that a model brought with it
 */
public record Conformal(String target, double coverage, double halfWidth, double achieved, int dyads) {
    /** What is promised. */
    public static final double COVERAGE = 0.9;
    /** With fewer dyads no finite interval holds nine of ten. */
    public static final int FEWEST = (int) Math.round(COVERAGE / (1 - COVERAGE));

    private static final double LOWEST_LEVEL = 0.6;
    private static final double STEP = 0.01;
    /** What rounding makes of the part that is promised. */
    private static final double TOLERANCE = 1e-9;
    /** Samples of all dyads together that are enough to find it. */
    private static final int MOST_SAMPLES = 20_000;

    /**
     * Found on dyads that decided nothing about the model.
     *
     * @param series their predictions
     * @param target its number
     */
    static Conformal of(String name, List<Series> series, int target) {
        List<double[]> dyads = dyads(series, target);
        double halfWidth = halfWidth(dyads);
        return new Conformal(name, COVERAGE, Double.isFinite(halfWidth) ? halfWidth : Double.NaN, leftOut(dyads), dyads.size());
    }

    /** What a model says of itself, held against others; NaN if it says nothing. */
    static Conformal promised(Contract contract, List<Series> series, int target) {
        String name = contract.targets().get(target).name();
        double halfWidth = contract.evaluation().scores().getOrDefault(name + ".halfWidth90", Double.NaN);
        double achieved = dyads(series, target).stream().mapToDouble(dyad -> part(dyad, halfWidth)).average().orElse(Double.NaN);
        return new Conformal(name, COVERAGE, halfWidth, Double.isNaN(halfWidth) ? Double.NaN : achieved, 0);
    }

    /** The sorted residuals of each group of raters. */
    private static List<double[]> dyads(List<Series> series, int target) {
        List<double[]> all = new ArrayList<>();
        for (List<Series> dyad : new Raters(series).groups(series).values()) {
            double[] residuals = dyad.stream()
                    .flatMapToDouble(one -> IntStream.range(0, one.length())
                            .mapToDouble(i -> Math.abs((double) one.predictions()[target][i] - one.labels()[target][i])))
                    .filter(residual -> !Double.isNaN(residual)).sorted().toArray();
            if (residuals.length > 0) {
                all.add(residuals);
            }
        }
        int most = Math.max(1, MOST_SAMPLES / Math.max(1, all.size()));
        return all.stream().map(residuals -> thinned(residuals, most)).toList();
    }

    /** Evenly spread ones of many sorted values. */
    private static double[] thinned(double[] sorted, int most) {
        return sorted.length <= most ? sorted
                : IntStream.range(0, most).mapToDouble(i -> sorted[(int) ((i + 0.5) * sorted.length / most)]).toArray();
    }

    /** The part of sorted residuals that an interval holds. */
    private static double part(double[] residuals, double halfWidth) {
        int at = Arrays.binarySearch(residuals, Math.nextUp(halfWidth));
        int first = at < 0 ? -at - 1 : at;
        while (first > 0 && residuals[first - 1] > halfWidth) {
            first--;
        }
        return (double) first / residuals.length;
    }

    /** What the interval of all others holds of each dyad, on average. */
    private static double leftOut(List<double[]> dyads) {
        if (dyads.size() <= FEWEST) {
            return Double.NaN;
        }
        return IntStream.range(0, dyads.size()).mapToDouble(out -> part(dyads.get(out), halfWidth(without(dyads, out)))).average()
                .orElseThrow();
    }

    private static List<double[]> without(List<double[]> dyads, int out) {
        return IntStream.range(0, dyads.size()).filter(i -> i != out).mapToObj(dyads::get).toList();
    }

    /** Infinite with too few dyads. */
    static double halfWidth(List<double[]> dyads) {
        if (dyads.size() < FEWEST) {
            return Double.POSITIVE_INFINITY;
        }
        double[] levels = IntStream.rangeClosed(0, (int) Math.round((COVERAGE - LOWEST_LEVEL) / STEP))
                .mapToDouble(i -> LOWEST_LEVEL + i * STEP).toArray();
        Pool pool = new Pool(dyads);
        double[] held = new double[levels.length];
        for (int out = 0; out < dyads.size(); out++) {
            double[] widths = pool.quantiles(out, levels);
            for (int level = 0; level < levels.length; level++) {
                held[level] += part(dyads.get(out), widths[level]) / dyads.size();
            }
        }
        int chosen = 0;
        while (chosen < levels.length - 1 && held[chosen] < COVERAGE - TOLERANCE) {
            chosen++;
        }
        return pool.quantiles(-1, levels[chosen])[0];
    }

    /** All dyads' residuals in one order, each dyad with the same weight. */
    private static final class Pool {
        private final int dyads;
        private final double[] residuals;
        private final int[] owners;
        private final double[] weights;

        Pool(List<double[]> all) {
            dyads = all.size();
            weights = all.stream().mapToDouble(one -> 1.0 / one.length).toArray();
            record Residual(double value, int owner) {
            }
            List<Residual> sorted = new ArrayList<>();
            for (int dyad = 0; dyad < dyads; dyad++) {
                for (double value : all.get(dyad)) {
                    sorted.add(new Residual(value, dyad));
                }
            }
            // of equal ones those of long dyads first, so that the order of dyads does not matter
            sorted.sort(Comparator.comparingDouble(Residual::value).thenComparing(one -> weights[one.owner]));
            residuals = sorted.stream().mapToDouble(Residual::value).toArray();
            owners = sorted.stream().mapToInt(Residual::owner).toArray();
        }

        /**
         * The residuals that leave a level's part of all dyads and the one to come below them, between two of them on the line.
         *
         * @param out a dyad that does not count; -1 for none
         * @param levels ascending
         */
        double[] quantiles(int out, double... levels) {
            int count = out < 0 ? dyads : dyads - 1;
            double[] found = new double[levels.length];
            Arrays.fill(found, Double.POSITIVE_INFINITY);
            double below = 0;
            double last = Double.NaN;
            int level = 0;
            for (int i = 0; i < residuals.length && level < levels.length; i++) {
                if (owners[i] == out) {
                    continue;
                }
                double weight = weights[owners[i]];
                while (level < levels.length && levels[level] * (count + 1) <= below + weight + TOLERANCE) {
                    double part = (levels[level] * (count + 1) - below) / weight;
                    found[level++] = Double.isNaN(last) ? residuals[i] : last + Math.min(1, part) * (residuals[i] - last);
                }
                below += weight;
                last = residuals[i];
            }
            return found;
        }
    }
}
