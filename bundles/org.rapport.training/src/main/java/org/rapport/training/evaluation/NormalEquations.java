package org.rapport.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Least squares of several y on one x, collected pair by pair. As long as all y of a pair are known or all missing, they share
 * one matrix; the first that goes alone gets its own.
 */
final class NormalEquations {
    private final SymmetricMatrix[] squares;
    private final double[][] products;
    private final long[] pairs;

    /**
     * @param width of x
     * @param count how many y
     */
    NormalEquations(int width, int count) {
        squares = new SymmetricMatrix[count];
        Arrays.fill(squares, new SymmetricMatrix(width));
        products = new double[count][width];
        pairs = new long[count];
    }

    /** Takes a pair; a y that is NaN is left out. */
    void add(double[] x, double... y) {
        boolean all = Arrays.stream(y).noneMatch(Double::isNaN);
        if (!all && !Arrays.stream(y).allMatch(Double::isNaN)) {
            separate();
        }
        for (int i = 0; i < y.length; i++) {
            if (Double.isNaN(y[i])) {
                continue;
            }
            if (i == 0 || squares[i] != squares[0]) {
                squares[i].addSquare(x);
            }
            for (int j = 0; j < x.length; j++) {
                products[i][j] += x[j] * y[i];
            }
            pairs[i]++;
        }
    }

    private void separate() {
        for (int i = 1; i < squares.length; i++) {
            squares[i] = squares[i] == squares[0] ? squares[0].copy() : squares[i];
        }
    }

    /** The weights for each of several penalties, which several cores share. */
    List<double[][]> solve(double... penalties) {
        Arrays.stream(squares).forEach(SymmetricMatrix::addWaiting);
        return Arrays.stream(penalties).parallel().mapToObj(this::solve).toList();
    }

    /** For each y the weights w that minimise the sum of (w·x - y)² + penalty·w²; all NaN without a pair. */
    double[][] solve(double penalty) {
        double[][] weights = new double[products.length][];
        for (int i = 0; i < weights.length; i++) {
            SymmetricMatrix own = squares[i];
            if (pairs[i] == 0) {
                weights[i] = new double[products[i].length];
                Arrays.fill(weights[i], Double.NaN);
            } else if (weights[i] == null) {
                int[] same = IntStream.range(i, weights.length).filter(j -> squares[j] == own && pairs[j] > 0).toArray();
                double[][] solved = own.solve(penalty, IntStream.of(same).mapToObj(j -> products[j]).toArray(double[][]::new));
                for (int j = 0; j < same.length; j++) {
                    weights[same[j]] = solved[j];
                }
            }
        }
        return weights;
    }
}
