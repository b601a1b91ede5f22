package org.rapport.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.rapport.model.Scores;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;

/** Statistics of so few numbers that each can be computed by hand. */
class SmallCasesTest {
    private static final double EXACT = 1e-9;

    private static Series series(float[] predictions, float... labels) {
        Recording recording = Planted.dyad(Planted.session("s", "e", "r"), labels.length, 1);
        return new Series(recording, IntStream.range(0, labels.length).toArray(), new float[][]{predictions},
                new float[][]{labels});
    }

    /** Predictions that are wrong by 1, 2, ... n. */
    private static List<Series> residuals(int n) {
        float[] labels = new float[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 2 == 0 ? i + 1 : -(i + 1);
        }
        return List.of(series(new float[n], labels));
    }

    @Test
    void theIntervalIsTheResidualOfRankNineTenthsOfOneMoreThanThereAre() {
        // 0.9 · 11 = 9.9: the tenth; of rank n it would be the ninth
        assertThat(Conformal.of("t", residuals(10), List.of(), 0).halfWidth()).isEqualTo(10);
        assertThat(Conformal.of("t", residuals(11), List.of(), 0).halfWidth()).isEqualTo(11); // 10.8
        assertThat(Conformal.of("t", residuals(19), List.of(), 0).halfWidth()).isEqualTo(18);
        assertThat(Conformal.of("t", residuals(20), List.of(), 0).halfWidth()).isEqualTo(19); // 18.9
        // 0.9 · 9 = 8.1 of 8: no finite interval holds nine of ten
        assertThat(Conformal.of("t", residuals(8), List.of(), 0).halfWidth()).isInfinite();
        assertThat(Conformal.of("t", residuals(9), List.of(), 0).halfWidth()).isEqualTo(9);
    }

    @Test
    void whatTheIntervalHeldIsCountedWithItsBorder() {
        Conformal interval = Conformal.of("t", residuals(10), residuals(20), 0);
        assertThat(interval.achieved()).isEqualTo(0.5); // up to 10 of 20
        assertThat(Conformal.of("t", residuals(10), List.of(series(new float[2], 1, Float.NaN)), 0).achieved()).isOne();
    }

    @Test
    void scoresAreThoseOfTheirDefinitions() {
        // means 2 and 3, variances 2/3 and 8/3, covariance 4/3: CCC = 8/3 / (10/3 + 1)
        Scores scores = Series.scores(List.of(series(new float[]{1, 2, 3}, 1, 3, 5)), 0);
        assertThat(scores.ccc()).isCloseTo(8.0 / 13, within(EXACT));
        assertThat(scores.pearson()).isCloseTo(1, within(EXACT));
        assertThat(scores.rmse()).isCloseTo(Math.sqrt(5.0 / 3), within(EXACT));
        assertThat(scores.pairs()).isEqualTo(3);
    }

    @Test
    void anIntervalGoesFromTheLowestToTheHighestFortieth() {
        double[] values = IntStream.rangeClosed(0, 40).mapToDouble(i -> i).toArray();
        assertThat(Interval.of(values)).isEqualTo(new Interval(1, 39));
        double[] some = Arrays.copyOf(values, 42);
        some[41] = Double.NaN;
        assertThat(Interval.of(some)).isEqualTo(new Interval(1, 39));
        assertThat(Interval.of(new double[0])).isEqualTo(Interval.UNKNOWN);
    }

    @Test
    void aSpreadDividesByOneLessThanThereAre() {
        assertThat(Spread.of(1, Double.NaN, 3)).isEqualTo(new Spread(2, Math.sqrt(2), 2));
        assertThat(Spread.of(5)).isEqualTo(new Spread(5, Double.NaN, 1));
    }

    @Test
    void oneDyadHasNoIntervalAndTwoAreDrawnWhole() {
        Series one = series(new float[]{1, 2, 3}, 1, 3, 5);
        assertThat(Bootstrap.scores(List.of(PairSums.of(one, 0, 0)))).isEmpty();
        PairSums sums = PairSums.of(one, 0, 0);
        List<Scores> drawn = Bootstrap.scores(List.of(sums, sums));
        assertThat(drawn).hasSize(1000).allSatisfy(scores -> {
            assertThat(scores.pairs()).isEqualTo(6);
            assertThat(scores.ccc()).isCloseTo(8.0 / 13, within(EXACT));
        });
    }

    @Test
    void ridgeIsSolvedExactlyAndAMatrixThatIsNotPositiveDefiniteIsRefused() {
        NormalEquations line = new NormalEquations(2);
        for (double x : new double[]{0, 1, 2, 3}) {
            line.add(new double[]{1, x}, 2 + 3 * x);
        }
        assertThat(line.solve(0)).containsExactly(new double[]{2, 3}, within(EXACT));
        // (XᵀX + I) w = Xᵀy: 5 6; 6 15 and 26; 54
        assertThat(line.solve(1)).containsExactly(new double[]{(26.0 * 15 - 54 * 6) / 39, (54.0 * 5 - 26 * 6) / 39},
                within(EXACT));
        NormalEquations twice = new NormalEquations(2);
        twice.add(new double[]{1, 1}, 1);
        assertThatThrownBy(() -> twice.solve(0)).isInstanceOf(ArithmeticException.class);
    }
}
