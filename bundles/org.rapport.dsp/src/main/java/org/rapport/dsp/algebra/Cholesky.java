package org.rapport.dsp.algebra;

/** The Cholesky factor of a symmetric positive definite matrix: A = L·Lᵀ. */
public final class Cholesky {
    /** Columns that a row of a large matrix takes in one go. With more the compiler gives up. */
    private static final int AT_ONCE = 4;
    /** Columns that a large matrix takes at once. */
    private static final int PANEL = 12 * AT_ONCE;
    /** Rows of a matrix that does not stay near the processor. */
    private static final int LARGE = 256;

    private final double[][] factor;

    /**
     * Factors a matrix.
     *
     * @param matrix rows of which only the lower triangle is read, so they may be as short as that; it becomes the
     *        factor from then on
     * @throws ArithmeticException if it is not positive definite, or not of numbers
     */
    public Cholesky(double[][] matrix) {
        factor = matrix;
        int size = matrix.length;
        // column by column, so that no sum waits for its last term; each sum has its terms in the order of the textbook. A large
        // matrix takes some columns at once, so that each of its rows comes near the processor once for all of them
        int panel = size > LARGE ? PANEL : size;
        double[][] columns = new double[size > LARGE ? PANEL : 1][size];
        for (int from = 0; from < size; from += panel) {
            int to = Math.min(size, from + panel);
            for (int k = from; k < to; k++) {
                double[] column = columns[(k - from) % columns.length];
                divide(matrix, k, column);
                for (int i = k + 1; i < size; i++) {
                    subtract(matrix[i], column, column[i], k + 1, Math.min(i + 1, to));
                }
            }
            for (int i = to; i < size; i++) {
                for (int k = 0; k < PANEL; k += AT_ONCE) {
                    subtract(matrix[i], columns[k], columns[k + 1], columns[k + 2], columns[k + 3], to, i + 1);
                }
            }
        }
    }

    private static void divide(double[][] matrix, int k, double[] column) {
        double diagonal = matrix[k][k];
        if (!(diagonal > 0)) {
            throw new ArithmeticException("the matrix is not positive definite (row " + (k + 1) + ")");
        }
        double root = Math.sqrt(diagonal);
        matrix[k][k] = root;
        for (int i = k + 1; i < matrix.length; i++) {
            column[i] = matrix[i][k] / root;
            matrix[i][k] = column[i];
        }
    }

    /** With {@code <=} for the end the compiler would take one value at a time. */
    private static void subtract(double[] row, double[] column, double times, int from, int to) {
        for (int j = from; j < to; j++) {
            row[j] -= times * column[j];
        }
    }

    /** The same of four columns, one after the other. */
    private static void subtract(double[] row, double[] a, double[] b, double[] c, double[] d, int from, int to) {
        double timesA = a[to - 1];
        double timesB = b[to - 1];
        double timesC = c[to - 1];
        double timesD = d[to - 1];
        for (int j = from; j < to; j++) {
            row[j] = row[j] - timesA * a[j] - timesB * b[j] - timesC * c[j] - timesD * d[j];
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

    /** The same for three at once, which takes little more time than one. */
    public void solve(double[] b, double[] c, double[] d) {
        int size = b.length;
        for (int i = 0; i < size; i++) {
            double[] row = factor[i];
            double x = b[i];
            double y = c[i];
            double z = d[i];
            for (int k = 0; k < i; k++) {
                double part = row[k];
                x -= part * b[k];
                y -= part * c[k];
                z -= part * d[k];
            }
            b[i] = x / row[i];
            c[i] = y / row[i];
            d[i] = z / row[i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double x = b[i];
            double y = c[i];
            double z = d[i];
            for (int k = i + 1; k < size; k++) {
                double part = factor[k][i];
                x -= part * b[k];
                y -= part * c[k];
                z -= part * d[k];
            }
            b[i] = x / factor[i][i];
            c[i] = y / factor[i][i];
            d[i] = z / factor[i][i];
        }
    }
}
