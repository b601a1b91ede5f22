package org.rapport.training.evaluation;

import java.util.Arrays;

/** Least squares of y on x, collected pair by pair. */
final class NormalEquations {
    private final SymmetricMatrix squares;
    private final double[] products;
    private long pairs;

    /** @param width of x */
    NormalEquations(int width) {
        squares = new SymmetricMatrix(width);
        products = new double[width];
    }

    /** Takes a pair; one whose y is NaN is left out. */
    void add(double[] x, double y) {
        if (Double.isNaN(y)) {
            return;
        }
        squares.addSquare(x);
        for (int i = 0; i < products.length; i++) {
            products[i] += x[i] * y;
        }
        pairs++;
    }

    /** The weights w that minimise the sum of (w·x - y)² + penalty·w²; all NaN without a pair. */
    double[] solve(double penalty) {
        if (pairs == 0) {
            double[] unknown = new double[products.length];
            Arrays.fill(unknown, Double.NaN);
            return unknown;
        }
        return squares.solve(penalty, products);
    }
}
