package org.rapport.dsp.algebra;

/**
 * The Cholesky factor of a symmetric positive definite matrix that grows at its end: A = Uᵀ·U, with U upper triangular. A
 * column depends on those before it alone: the result is the same to the bit whether they came all at once or one by one.
 */
public final class GrowingCholesky {
    private static final int SMALLEST = 32;

    private double[][] factor = new double[0][];
    private int size;

    /** How many rows and columns it has. */
    public int size() {
        return size;
    }

    /** Forgets all rows and columns but the first. */
    public void shrink(int count) {
        size = Math.min(size, count);
    }

    /**
     * Adds a row and a column of A.
     *
     * @param column from its first element to that on the diagonal, one more than there are rows; it is overwritten, and may be
     *        longer
     * @throws ArithmeticException if the matrix is no longer positive definite, or not of numbers; nothing is added then
     */
    public void add(double[] column) {
        double diagonal = column[size];
        forward(column, size);
        for (int k = 0; k < size; k++) {
            diagonal -= column[k] * column[k];
        }
        if (!(diagonal > 0)) {
            throw new ArithmeticException("the matrix is not positive definite (row " + (size + 1) + ")");
        }
        if (size == factor.length) {
            grow();
        }
        for (int k = 0; k < size; k++) {
            factor[k][size] = column[k];
        }
        factor[size][size] = Math.sqrt(diagonal);
        size++;
    }

    private void grow() {
        double[][] larger = new double[Math.max(SMALLEST, 2 * size)][Math.max(SMALLEST, 2 * size)];
        for (int k = 0; k < size; k++) {
            System.arraycopy(factor[k], k, larger[k], k, size - k);
        }
        factor = larger;
    }

    /**
     * Replaces the first elements of a right-hand side b by those of the y of Uᵀ·y = b.
     *
     * @param count how many
     */
    public void forward(double[] b, int count) {
        for (int k = 0; k < count; k++) {
            b[k] /= factor[k][k];
            subtract(b, b[k], factor[k], k + 1, count);
        }
    }

    /** The same for the last of as many elements as there are rows, where those before it are replaced already. */
    public void forwardLast(double[] b) {
        int last = size - 1;
        double rest = b[last];
        for (int k = 0; k < last; k++) {
            rest -= b[k] * factor[k][last];
        }
        b[last] = rest / factor[last][last];
    }

    /** Replaces a right-hand side y, of as many elements as there are rows, by the x of U·x = y. */
    public void backward(double[] y) {
        for (int i = size - 1; i >= 0; i--) {
            y[i] = (y[i] - product(factor[i], y, i + 1, size)) / factor[i][i];
        }
    }

    /** Most of the time goes by here, where both lie side by side in memory. */
    private static void subtract(double[] values, double times, double[] row, int from, int to) {
        for (int j = from; j < to; j++) {
            values[j] -= times * row[j];
        }
    }

    /** In four sums, none of which waits for another's. */
    private static double product(double[] x, double[] y, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = from;
        for (; j + 3 < to; j += 4) {
            a += x[j] * y[j];
            b += x[j + 1] * y[j + 1];
            c += x[j + 2] * y[j + 2];
            d += x[j + 3] * y[j + 3];
        }
        for (; j < to; j++) {
            a += x[j] * y[j];
        }
        return a + b + (c + d);
    }
}
