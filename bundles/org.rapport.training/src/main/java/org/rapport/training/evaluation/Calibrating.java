package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.model.RunningScores;
import org.rapport.model.Scores;

/**
 * Finds on validation sessions what brings predictions to the size of labels: their standard deviation becomes that of the
 * labels, around the mean of the training labels, and they are shifted, both as far as the sessions agree (James and Stein
 * 1961). This raises CCC, and usually RMSE too: what is unsure is no longer predicted small.
 */
public final class Calibrating {
    private static final double MOST = 5;

    private Calibrating() {
    }

    /**
     * @param validation predictions of sessions that were not learned from
     * @param targets what is predicted, in order
     */
    public static List<Calibration> fit(List<Series> validation, List<Contract.Target> targets) {
        List<Calibration> found = new ArrayList<>();
        for (int target = 0; target < targets.size(); target++) {
            found.add(fit(validation, target, targets.get(target).mean()));
        }
        return found;
    }

    /** None where predictions say nothing: that would make noise larger. */
    private static Calibration fit(List<Series> validation, int target, double centre) {
        Scores scores = Series.scores(validation, target);
        if (!(scores.pearson() > 0) || !(scores.sdRatio() > 0) || Double.isInfinite(scores.sdRatio())) {
            return Calibration.NONE;
        }
        double slope = Math.max(1 / MOST, Math.min(MOST, slope(validation, target, 1 / scores.sdRatio())));
        return new Calibration(slope, centre - slope * centre + shift(validation, target, slope, centre));
    }

    /** What predictions grow by, less what chance makes of so few dyads. */
    private static double slope(List<Series> validation, int target, double whole) {
        List<PairSums> dyads = List.copyOf(Jackknife.dyads(validation, target, new Raters(validation)).values());
        double chance = Jackknife.variance(dyads, scores -> Math.log(scores.sdRatio()));
        return Math.exp(agreed(Math.log(whole), Double.isFinite(chance) ? chance : 0));
    }

    /** James and Stein's estimate of what is 0 where there is nothing. */
    private static double agreed(double found, double chance) {
        return found == 0 ? 0 : found * Math.max(0, 1 - chance / (found * found));
    }

    /** How far labels are above scaled predictions, less what chance makes of so few sessions. */
    private static double shift(List<Series> validation, int target, double slope, double centre) {
        double[] shifts = validation.stream().mapToDouble(one -> {
            RunningScores scores = new RunningScores();
            for (int i = 0; i < one.length(); i++) {
                scores.add(slope * (one.predictions()[target][i] - centre) + centre, one.labels()[target][i]);
            }
            return -scores.value().bias();
        }).toArray();
        Spread spread = Spread.of(shifts);
        double chance = spread.deviation() * spread.deviation() / spread.count();
        return spread.count() < 2 ? 0 : agreed(spread.mean(), chance);
    }

    /**
     * What several trainings of the same recipe would do to predictions on average: the geometric mean of the slopes, and the
     * mean of what becomes of the labels' mean.
     *
     * @param centre the labels' mean
     */
    public static Calibration mean(List<Calibration> calibrations, double centre) {
        if (calibrations.stream().distinct().count() == 1) {
            return calibrations.get(0);
        }
        double slope = Math.exp(calibrations.stream().mapToDouble(one -> Math.log(one.slope())).average().orElseThrow());
        double moved = calibrations.stream().mapToDouble(one -> one.of(centre)).average().orElseThrow();
        return new Calibration(slope, moved - slope * centre);
    }

    /** The same predictions, calibrated. */
    static Series apply(Series series, List<Calibration> calibrations) {
        float[][] made = new float[series.predictions().length][];
        for (int target = 0; target < made.length; target++) {
            made[target] = series.predictions()[target].clone();
            for (int i = 0; i < made[target].length; i++) {
                made[target][i] = (float) calibrations.get(target).of(made[target][i]);
            }
        }
        return series.with(made);
    }

    /** What predictions were before they were calibrated. */
    static Series undo(Series series, List<Calibration> calibrations) {
        return apply(series,
                calibrations.stream().map(
                        one -> one.equals(Calibration.NONE) ? one : new Calibration(1 / one.slope(), -one.offset() / one.slope()))
                        .toList());
    }

    /** Whether predictions of a contract's model are changed at all. */
    static boolean isUsed(List<Contract.Target> targets) {
        return targets.stream().anyMatch(target -> !target.calibration().equals(Calibration.NONE));
    }

    /** A contract's targets with these calibrations. */
    public static List<Contract.Target> targets(List<Contract.Target> targets, List<Calibration> calibrations) {
        Contract.Target[] made = new Contract.Target[targets.size()];
        Arrays.setAll(made, target -> targets.get(target).with(calibrations.get(target)));
        return List.of(made);
    }
}
