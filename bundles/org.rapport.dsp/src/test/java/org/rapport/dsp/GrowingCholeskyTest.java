package org.rapport.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.rapport.dsp.algebra.GrowingCholesky;

class GrowingCholeskyTest {
    private static final int SIZE = 70;

    private final Random random = new Random(1);

    private static double element(int i, int j) {
        return 1 / (1.0 + Math.abs(i - j)) + (i == j ? 1 : 0);
    }

    /** The column that was added last. */
    private static double[] grow(GrowingCholesky factor, int size) {
        double[] column = {};
        while (factor.size() < size) {
            int last = factor.size();
            column = new double[last + 1];
            Arrays.setAll(column, i -> element(i, last));
            factor.add(column);
        }
        return column;
    }

    private static double[] solve(GrowingCholesky factor, double[] b) {
        double[] x = b.clone();
        factor.forward(x, x.length);
        factor.backward(x);
        return x;
    }

    @Test
    void solvesAtEachSize() {
        GrowingCholesky factor = new GrowingCholesky();
        for (int size = 1; size <= SIZE; size++) {
            grow(factor, size);
            double[] x = random.doubles(size).toArray();
            double[] b = new double[size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    b[i] += element(i, j) * x[j];
                }
            }
            assertThat(solve(factor, b)).containsExactly(x, within(1e-12));
        }
    }

    @Test
    void whatWasTakenAwayAndCameAgainMakesNoDifferenceToTheBit() {
        double[] b = random.doubles(SIZE).toArray();
        GrowingCholesky whole = new GrowingCholesky();
        grow(whole, SIZE);
        GrowingCholesky other = new GrowingCholesky();
        grow(other, SIZE + 10);
        other.shrink(SIZE / 2);
        grow(other, SIZE);
        assertThat(solve(other, b)).containsExactly(solve(whole, b));
    }

    @Test
    void theLastElementAloneIsThatOfAll() {
        GrowingCholesky factor = new GrowingCholesky();
        double[] all = random.doubles(SIZE).toArray();
        double[] one = all.clone();
        for (int size = 1; size <= SIZE; size++) {
            factor.forwardLast(one, grow(factor, size));
        }
        factor.forward(all, SIZE);
        assertThat(one).containsExactly(all, within(1e-14));
    }

    @Test
    void refusesWhatIsNotPositiveDefiniteAndStaysAsItWas() {
        GrowingCholesky factor = new GrowingCholesky();
        grow(factor, 1);
        assertThatThrownBy(() -> factor.add(new double[]{2, 1})).isInstanceOf(ArithmeticException.class)
                .hasMessage("the matrix is not positive definite (row 2)");
        assertThatThrownBy(() -> factor.add(new double[]{Double.NaN, 2})).isInstanceOf(ArithmeticException.class);
        assertThat(factor.size()).isEqualTo(1);
        assertThat(solve(factor, new double[]{2})).containsExactly(new double[]{1}, within(1e-15));
    }
}
