package org.rapport.training.evaluation;

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

    /**
     * Solves (A + d·I)·x = b by Cholesky's decomposition.
     *
     * @param diagonal d
     * @throws ArithmeticException if the sum is not positive definite
     */
    double[] solve(double diagonal, double[] b) {
        double[][] lower = cholesky(diagonal);
        double[] x = b.clone();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                x[i] -= lower[i][j] * x[j];
            }
            x[i] /= lower[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            x[i] /= lower[i][i];
            for (int j = 0; j < i; j++) {
                x[j] -= lower[i][j] * x[i];
            }
        }
        return x;
    }

    private double[][] cholesky(double diagonal) {
        double[][] lower = new double[size][];
        for (int i = 0; i < size; i++) {
            double[] row = rows[i].clone();
            row[i] += diagonal;
            for (int j = 0; j <= i; j++) {
                double[] other = j == i ? row : lower[j];
                double sum = row[j];
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * other[k];
                }
                if (j < i) {
                    row[j] = sum / other[j];
                } else if (sum > 0) {
                    row[i] = Math.sqrt(sum);
                } else {
                    throw new ArithmeticException("the matrix is not positive definite; use a larger penalty");
                }
            }
            lower[i] = row;
        }
        return lower;
    }
}
