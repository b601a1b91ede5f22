package org.rapport.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Least squares of several y on one x, collected pair by pair. What pairs add whose y are all known is summed once for all y;
 * what others add, for each y that they have.
 */
final class NormalEquations {
    private final int width;
    private final SymmetricMatrix together;
    /** Of pairs that lack another y; null for a y that has no such pair. */
    private final SymmetricMatrix[] alone;
    private final double[][] products;
    private final long[] pairs;

    /**
     * @param width of x
     * @param count how many y
     */
    NormalEquations(int width, int count) {
        this.width = width;
        together = new SymmetricMatrix(width);
        alone = new SymmetricMatrix[count];
        products = new double[count][width];
        pairs = new long[count];
    }

    /** Takes a pair; a y that is NaN is left out. */
    void add(double[] x, double... y) {
        boolean all = Arrays.stream(y).noneMatch(Double::isNaN);
        if (all) {
            together.addSquare(x);
        }
        for (int i = 0; i < y.length; i++) {
            if (Double.isNaN(y[i])) {
                continue;
            }
            if (!all) {
                alone[i] = alone[i] == null ? new SymmetricMatrix(width) : alone[i];
                alone[i].addSquare(x);
            }
            for (int j = 0; j < x.length; j++) {
                products[i][j] += x[j] * y[i];
            }
            pairs[i]++;
        }
    }

    /** The weights for each of several penalties, which several cores share. */
    List<double[][]> solve(double... penalties) {
        SymmetricMatrix[] squares = squares();
        return Arrays.stream(penalties).parallel().mapToObj(penalty -> solve(squares, penalty)).toList();
    }

    /** For each y the weights w that minimise the sum of (w·x - y)² + penalty·w²; all NaN without a pair. */
    double[][] solve(double penalty) {
        return solve(squares(), penalty);
    }

    /** For each y; one for all that have no pairs of their own. */
    private SymmetricMatrix[] squares() {
        together.addWaiting();
        return Arrays.stream(alone).map(own -> own == null ? together : together.plus(own)).toArray(SymmetricMatrix[]::new);
    }

    private double[][] solve(SymmetricMatrix[] squares, double penalty) {
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
