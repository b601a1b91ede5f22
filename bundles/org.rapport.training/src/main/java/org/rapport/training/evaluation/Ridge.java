package org.rapport.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.rapport.model.Contract;
import org.rapport.training.data.Recording;

/** Ridge regression of the labels: the simplest thing that could work, and so the floor. */
public final class Ridge implements RowPredictor {
    private static final double[] PENALTIES = {1, 100, 10_000};

    private final Contract contract;
    private final Terms terms;
    private final double[][] weights;

    Ridge(Contract contract, Terms terms, double[][] weights) {
        this.contract = contract;
        this.terms = terms;
        this.weights = weights;
    }

    /**
     * Fits to every {@code hop}-th row, each target with the penalty that does best on the validation side.
     *
     * @param validation empty for the smallest penalty
     * @param contract its inputs and targets with the training side's statistics
     * @param terms what it is a regression on
     */
    public static Ridge fit(List<Recording> training, List<Recording> validation, Contract contract, Terms terms, int hop) {
        NormalEquations equations = new NormalEquations(terms.width(), contract.targets().size());
        double[] y = new double[contract.targets().size()];
        for (Recording recording : training) {
            Terms.Rows rows = terms.of(recording);
            float[] labels = recording.labels().toArray();
            for (int row = 0; row < recording.rows(); row += hop) {
                for (int target = 0; target < y.length; target++) {
                    Contract.Target unit = contract.targets().get(target);
                    y[target] = (labels[row * y.length + target] - unit.mean()) / unit.std();
                }
                equations.add(rows.at(row), y);
            }
        }
        double[] penalties = Arrays.copyOf(PENALTIES, validation.isEmpty() ? 1 : PENALTIES.length);
        return best(equations.solve(penalties).stream().map(weights -> new Ridge(contract, terms, weights)).toList(), validation,
                hop);
    }

    private static Ridge best(List<Ridge> candidates, List<Recording> validation, int hop) {
        Ridge first = candidates.get(0);
        double[][] chosen = first.weights.clone();
        double[] highest = new double[chosen.length];
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
        for (Ridge candidate : candidates) {
            List<Series> series = validation.parallelStream()
                    .map(one -> candidate.predict(one, IntStream.iterate(0, row -> row < one.rows(), row -> row + hop).toArray()))
                    .toList();
            for (int target = 0; target < chosen.length; target++) {
                double ccc = Series.scores(series, target).ccc();
                if (ccc > highest[target]) {
                    highest[target] = ccc;
                    chosen[target] = candidate.weights[target];
                }
            }
        }
        return new Ridge(first.contract, first.terms, chosen);
    }

    @Override
    public Series predict(Recording recording, int... rows) {
        Terms.Rows x = terms.of(recording);
        int targets = contract.targets().size();
        float[][] predictions = new float[targets][rows.length];
        float[][] labels = new float[targets][rows.length];
        float[] label = new float[targets];
        for (int i = 0; i < rows.length; i++) {
            double[] at = x.at(rows[i]);
            recording.labels().read(rows[i], 1, label, 0);
            for (int target = 0; target < targets; target++) {
                predictions[target][i] = contract.targets().get(target).inUnits(dot(weights[target], at));
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
