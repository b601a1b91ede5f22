package org.rapport.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.rapport.model.Contract;
import org.rapport.training.data.Recording;

/**
 * Ridge regression of the labels on both people's standardised features now and at some lags before: the simplest thing that
 * could work, and so the floor. What lies before a recording's first row counts as missing, like any missing value 0.
 */
public final class LaggedRidge implements Predictor {
    private static final double[] PENALTIES = {1, 100, 10_000};

    private final Contract contract;
    private final int[] lags;
    private final int hop;
    private final double[][] weights;

    private LaggedRidge(Contract contract, int[] lags, int hop, double[][] weights) {
        this.contract = contract;
        this.lags = lags;
        this.hop = hop;
        this.weights = weights;
    }

    /**
     * Fits to every {@code hop}-th row, each target with the penalty that does best on the validation side.
     *
     * @param validation empty for the smallest penalty
     * @param contract its inputs and targets with the training side's statistics
     * @param lags rows back, 0 for now
     * @param hop rows from one to the next, in fitting and in prediction
     */
    public static LaggedRidge fit(List<Recording> training, List<Recording> validation, Contract contract, int[] lags, int hop) {
        NormalEquations[] targets = new NormalEquations[contract.targets().size()];
        Arrays.setAll(targets, target -> new NormalEquations(Design.width(contract, lags)));
        for (Recording recording : training) {
            Design design = new Design(recording, contract, lags);
            float[] labels = recording.labels().toArray();
            for (int row = 0; row < recording.rows(); row += hop) {
                double[] x = design.row(row);
                for (int target = 0; target < targets.length; target++) {
                    Contract.Target unit = contract.targets().get(target);
                    targets[target].add(x, (labels[row * targets.length + target] - unit.mean()) / unit.std());
                }
            }
        }
        LaggedRidge[] candidates = new LaggedRidge[validation.isEmpty() ? 1 : PENALTIES.length];
        for (int i = 0; i < candidates.length; i++) {
            double penalty = PENALTIES[i];
            candidates[i] = new LaggedRidge(contract, lags, hop,
                    Stream.of(targets).map(target -> target.solve(penalty)).toArray(double[][]::new));
        }
        return best(candidates, validation);
    }

    private static LaggedRidge best(LaggedRidge[] candidates, List<Recording> validation) {
        LaggedRidge first = candidates[0];
        double[][] chosen = first.weights.clone();
        double[] highest = new double[chosen.length];
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
        for (LaggedRidge candidate : candidates) {
            List<Series> series = validation.stream().map(candidate::predict).toList();
            for (int target = 0; target < chosen.length; target++) {
                double ccc = Series.scores(series, target).ccc();
                if (ccc > highest[target]) {
                    highest[target] = ccc;
                    chosen[target] = candidate.weights[target];
                }
            }
        }
        return new LaggedRidge(first.contract, first.lags, first.hop, chosen);
    }

    @Override
    public Series predict(Recording recording) {
        int first = contract.window().liveStep();
        int[] rows = IntStream.iterate(first, row -> row + contract.window().lookAhead() < recording.rows(), row -> row + hop)
                .toArray();
        return predict(recording, rows);
    }

    /** Predicts at some rows. */
    public Series predict(Recording recording, int... rows) {
        Design design = new Design(recording, contract, lags);
        int targets = contract.targets().size();
        float[][] predictions = new float[targets][rows.length];
        float[][] labels = new float[targets][rows.length];
        float[] label = new float[targets];
        for (int i = 0; i < rows.length; i++) {
            double[] x = design.row(rows[i]);
            recording.labels().read(rows[i], 1, label, 0);
            for (int target = 0; target < targets; target++) {
                Contract.Target unit = contract.targets().get(target);
                predictions[target][i] = unit.inUnits(dot(weights[target], x));
                labels[target][i] = label[target];
            }
        }
        return new Series(recording, rows, predictions, labels);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
