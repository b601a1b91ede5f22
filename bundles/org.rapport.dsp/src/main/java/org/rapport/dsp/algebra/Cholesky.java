package org.rapport.dsp.algebra;

/** The Cholesky factor of a symmetric positive definite matrix: A = L·Lᵀ. */
public final class Cholesky {
    private final double[][] factor;

    /**
     * Factors a matrix.
     *
     * @param matrix rows of which only the lower triangle is read, so they may be as short as that; it is overwritten
     * @throws ArithmeticException if it is not positive definite, or not of numbers
     */
    public Cholesky(double[][] matrix) {
        factor = matrix;
        for (int j = 0; j < matrix.length; j++) {
            double[] row = matrix[j];
            double diagonal = row[j];
            for (int k = 0; k < j; k++) {
                diagonal -= row[k] * row[k];
            }
            if (!(diagonal > 0)) {
                throw new ArithmeticException("the matrix is not positive definite (row " + (j + 1) + ")");
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

    /** Replaces a right-hand side b by the x of A·x = b. */
    public void solve(double[] b) {
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
