package org.rapport.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.rapport.dsp.algebra.Cholesky;

class CholeskyTest {
    @Test
    void solvesWhatItWasGivenAndReadsTheLowerTriangleOnly() {
        double[] b = {8, 13};
        new Cholesky(new double[][]{{4}, {2, 5}}).solve(b); // 4x + 2y = 8, 2x + 5y = 13
        assertThat(b).containsExactly(new double[]{0.875, 2.25}, within(1e-12));
    }

    @Test
    void refusesWhatIsNotPositiveDefinite() {
        assertThatThrownBy(() -> new Cholesky(new double[][]{{1}, {2, 4}})).isInstanceOf(ArithmeticException.class)
                .hasMessage("the matrix is not positive definite (row 2)");
        assertThatThrownBy(() -> new Cholesky(new double[][]{{Double.NaN}})).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Cholesky(new double[][]{{-1}})).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void threeRightHandSidesAreSolvedAsEachAlone() {
        Random random = new Random(5);
        double[][] matrix = new double[7][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = random.doubles(i + 1, -1, 1).toArray();
            matrix[i][i] += 4;
        }
        Cholesky factor = new Cholesky(matrix);
        double[][] alone = new double[3][];
        double[][] together = new double[3][];
        for (int side = 0; side < 3; side++) {
            alone[side] = random.doubles(7, -1, 1).toArray();
            together[side] = alone[side].clone();
            factor.solve(alone[side]);
        }
        factor.solve(together[0], together[1], together[2]);
        assertThat(together).isDeepEqualTo(alone);
    }

    /** Several columns at once, which is no reason for another number. */
    @Test
    void aLargeMatrixHasTheFactorOfTheTextbookToTheBit() {
        int size = 300;
        Random random = new Random(2);
        double[][] matrix = new double[size][];
        double[][] textbook = new double[size][];
        for (int i = 0; i < size; i++) {
            matrix[i] = random.doubles(i + 1, -1, 1).toArray();
            matrix[i][i] += size;
            textbook[i] = matrix[i].clone();
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                for (int k = 0; k < j; k++) {
                    textbook[i][j] -= textbook[i][k] * textbook[j][k];
                }
                textbook[i][j] = i == j ? Math.sqrt(textbook[i][j]) : textbook[i][j] / textbook[j][j];
            }
        }
        new Cholesky(matrix); // it becomes the factor
        assertThat(matrix).isDeepEqualTo(textbook);
    }
}
