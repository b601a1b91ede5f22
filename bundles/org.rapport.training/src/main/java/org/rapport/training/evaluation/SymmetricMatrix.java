package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.rapport.dsp.algebra.Cholesky;

/**
 * A symmetric matrix of which only the lower triangle is kept, row by row. A matrix is larger than what a core has near it, and
 * so squares wait until there are some: several cores share the rows, each of which takes all that wait. No sum has its terms in
 * another order for that.
 */
final class SymmetricMatrix {
    private static final int AT_ONCE = 64;
    private static final int FOUR = 4;

    private final int size;
    private final double[][] rows;
    private final List<double[]> waiting = new ArrayList<>();

    SymmetricMatrix(int size) {
        this.size = size;
        rows = new double[size][];
        for (int i = 0; i < size; i++) {
            rows[i] = new double[i + 1];
        }
    }

    /** Adds x·xᵀ. The x must not change any more. */
    void addSquare(double[] x) {
        waiting.add(x);
        if (waiting.size() == AT_ONCE) {
            addWaiting();
        }
    }

    /** Adds those that wait; unless it is done, nobody else may use the matrix meanwhile. */
    void addWaiting() {
        if (waiting.isEmpty()) {
            return;
        }
        IntStream.range(0, size).parallel().forEach(i -> {
            int at = 0;
            for (; at + FOUR <= waiting.size(); at += FOUR) {
                add(rows[i], i, waiting.get(at), waiting.get(at + 1), waiting.get(at + 2), waiting.get(at + 3));
            }
            for (; at < waiting.size(); at++) {
                add(rows[i], i, waiting.get(at));
            }
        });
        waiting.clear();
    }

    private static void add(double[] row, int i, double[] a, double[] b, double[] c, double[] d) {
        double ai = a[i];
        double bi = b[i];
        double ci = c[i];
        double di = d[i];
        if (ai == 0 && bi == 0 && ci == 0 && di == 0) {
            return; // what is missing
        }
        for (int j = 0; j < row.length; j++) { // with <= i the compiler would take one value at a time
            row[j] = row[j] + ai * a[j] + bi * b[j] + ci * c[j] + di * d[j];
        }
    }

    private static void add(double[] row, int i, double[] x) {
        double xi = x[i];
        for (int j = 0; j < row.length; j++) {
            row[j] += xi * x[j];
        }
    }

    /** The sum of the two. */
    SymmetricMatrix plus(SymmetricMatrix other) {
        other.addWaiting();
        SymmetricMatrix sum = copy();
        for (int i = 0; i < size; i++) {
            add(sum.rows[i], other.rows[i]);
        }
        return sum;
    }

    private static void add(double[] row, double[] other) {
        for (int j = 0; j < row.length; j++) {
            row[j] += other[j];
        }
    }

    SymmetricMatrix copy() {
        addWaiting();
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
