package org.rapport.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
}
