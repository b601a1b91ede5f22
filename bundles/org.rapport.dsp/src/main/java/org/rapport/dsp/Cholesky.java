package org.rapport.dsp;

/** The Cholesky factor of a symmetric positive definite matrix. */
final class Cholesky {
    private final double[][] factor;

    /** @param matrix of which only the lower triangle is read; it is overwritten */
    Cholesky(double[][] matrix) {
        factor = matrix;
        for (int j = 0; j < matrix.length; j++) {
            double[] row = matrix[j];
            double diagonal = row[j];
            for (int k = 0; k < j; k++) {
                diagonal -= row[k] * row[k];
            }
            row[j] = Math.sqrt(diagonal);
            for (int i = j + 1; i < matrix.length; i++) {
                double[] below = matrix[i];
                double value = below[j];
                for (int k = 0; k < j; k++) {
                    value -= below[k] * row[k];
                }
                below[j] = value / row[j];
            }
        }
    }

    /** Replaces a right-hand side by its solution. */
    void solve(double[] b) {
        for (int i = 0; i < b.length; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= factor[i][k] * b[k];
            }
            b[i] /= factor[i][i];
        }
        for (int i = b.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < b.length; k++) {
                b[i] -= factor[k][i] * b[k];
            }
            b[i] /= factor[i][i];
        }
    }
}
