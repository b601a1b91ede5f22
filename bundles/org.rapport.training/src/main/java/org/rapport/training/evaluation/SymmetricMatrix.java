package org.rapport.training.evaluation;

import org.rapport.dsp.algebra.Cholesky;

/** A symmetric matrix of which only the lower triangle is kept, row by row. */
final class SymmetricMatrix {
    private final int size;
    private final double[][] rows;

    SymmetricMatrix(int size) {
        this.size = size;
        rows = new double[size][];
        for (int i = 0; i < size; i++) {
            rows[i] = new double[i + 1];
        }
    }

    /** Adds x·xᵀ. */
    void addSquare(double[] x) {
        for (int i = 0; i < size; i++) {
            double xi = x[i];
            if (xi != 0) {
                double[] row = rows[i];
                for (int j = 0; j <= i; j++) {
                    row[j] += xi * x[j];
                }
            }
        }
    }

    SymmetricMatrix copy() {
        SymmetricMatrix copy = new SymmetricMatrix(size);
        for (int i = 0; i < size; i++) {
            copy.rows[i] = rows[i].clone();
        }
        return copy;
    }

    /**
     * Solves (A + d·I)·x = b for several b by Cholesky's decomposition.
     *
     * @param diagonal d
     * @throws ArithmeticException if the sum is not positive definite
     */
    double[][] solve(double diagonal, double[]... b) {
        double[][] sum = copy().rows;
        for (int i = 0; i < size; i++) {
            sum[i][i] += diagonal;
        }
        Cholesky factor = new Cholesky(sum);
        double[][] x = new double[b.length][];
        for (int i = 0; i < b.length; i++) {
            x[i] = b[i].clone();
            factor.solve(x[i]);
        }
        return x;
    }
}
