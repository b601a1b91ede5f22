package org.rapport.dsp.algebra;

import java.util.Arrays;

/**
 * The Cholesky factor of a symmetric positive definite matrix that grows at its end: A = Uᵀ·U, with U upper triangular. A
 * column depends on those before it alone: the result is the same to the bit whether they came all at once or one by one.
 */
public final class GrowingCholesky {
    private static final int SMALLEST = 32;

    private double[][] factor = new double[0][];
    /** One divided by each element on the diagonal: each is divided by many times, and a product does not take as long. */
    private double[] inverse = new double[0];
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
     * @param column from its first element to that on the diagonal, one more than there are rows; that of the factor is written
     *        over it; it may be longer
     * @throws ArithmeticException if the matrix is no longer positive definite, or not of numbers; nothing is added then
     */
    public void add(double[] column) {
        forward(column, size);
        double diagonal = column[size] - product(column, column, 0, size);
        if (!(diagonal > 0)) {
            throw new ArithmeticException("the matrix is not positive definite (row " + (size + 1) + ")");
        }
        if (size == factor.length) {
            grow();
        }
        column[size] = Math.sqrt(diagonal);
        inverse[size] = 1 / column[size];
        for (int k = 0; k <= size; k++) {
            factor[k][size] = column[k];
        }
        size++;
    }

    private void grow() {
        double[][] larger = new double[Math.max(SMALLEST, 2 * size)][Math.max(SMALLEST, 2 * size)];
        for (int k = 0; k < size; k++) {
            System.arraycopy(factor[k], k, larger[k], k, size - k);
        }
        factor = larger;
        inverse = Arrays.copyOf(inverse, larger.length);
    }

    /**
     * Replaces the first elements of a right-hand side b by those of the y of Uᵀ·y = b.
     *
     * @param count how many
     */
    public void forward(double[] b, int count) {
        int k = 0;
        for (; k + 3 < count; k += 4) {
            double[] first = factor[k];
            double[] second = factor[k + 1];
            double[] third = factor[k + 2];
            double[] fourth = factor[k + 3];
            double p = b[k] * inverse[k];
            double q = (b[k + 1] - p * first[k + 1]) * inverse[k + 1];
            double r = (b[k + 2] - p * first[k + 2] - q * second[k + 2]) * inverse[k + 2];
            double s = (b[k + 3] - p * first[k + 3] - q * second[k + 3] - r * third[k + 3]) * inverse[k + 3];
            b[k] = p;
            b[k + 1] = q;
            b[k + 2] = r;
            b[k + 3] = s;
            subtract(b, p, first, q, second, r, third, s, fourth, k + 4, count);
        }
        for (; k < count; k++) {
            b[k] *= inverse[k];
            for (int j = k + 1; j < count; j++) {
                b[j] -= b[k] * factor[k][j];
            }
        }
    }

    /**
     * The same for the last of as many elements as there are rows, where those before it are replaced already.
     *
     * @param column of the factor, as {@link #add} has just left it
     */
    public void forwardLast(double[] b, double[] column) {
        int last = size - 1;
        b[last] = (b[last] - product(column, b, 0, last)) * inverse[last];
    }

    /** Replaces a right-hand side y, of as many elements as there are rows, by the x of U·x = y. */
    public void backward(double[] y) {
        for (int i = size - 1; i >= 0; i--) {
            y[i] = (y[i] - product(factor[i], y, i + 1, size)) * inverse[i];
        }
    }

    /** Takes away four rows in one pass; most of the time goes by here. */
    private static void subtract(double[] values, double p, double[] first, double q, double[] second, double r, double[] third,
            double s, double[] fourth, int from, int to) {
        for (int j = from; j < to; j++) {
            values[j] = values[j] - p * first[j] - q * second[j] - r * third[j] - s * fourth[j];
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
