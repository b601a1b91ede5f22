package org.rapport.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.rapport.model.Contract;
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

    /** Dyads with one residual each, of 1, 2, ... n. */
    private static List<double[]> dyads(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> new double[]{i}).toList();
    }

    @Test
    void ofOneResidualADyadTheIntervalIsOfRankNineTenthsOfOneMoreThanThereAre() {
        // 0.9 · 9 = 8.1 of 8: no finite interval holds nine of ten
        assertThat(Conformal.halfWidth(dyads(8))).isInfinite();
        assertThat(Conformal.halfWidth(dyads(9))).isBetween(8.8, 9.0);
        // 0.9 · 11 = 9.9: between the ninth and the tenth; a much lower level would lose two of ten that are left out
        assertThat(Conformal.halfWidth(dyads(10))).isBetween(9.3, 9.9);
        assertThat(Conformal.halfWidth(dyads(19))).isCloseTo(18, within(1.0));
    }

    @Test
    void aDyadCountsTheSameHoweverManySamplesItHas() {
        List<double[]> dyads = new ArrayList<>(dyads(9));
        double[] long1 = new double[10_000];
        Arrays.fill(long1, 1);
        dyads.set(0, long1);
        assertThat(Conformal.halfWidth(dyads)).isCloseTo(Conformal.halfWidth(dyads(9)), within(EXACT));
    }

    @Test
    void whatAPromisedIntervalHeldIsCountedWithItsBorder() {
        Contract contract = contract(Map.of("t.halfWidth90", 10.0));
        float[] labels = new float[20];
        for (int i = 0; i < 20; i++) {
            labels[i] = i % 2 == 0 ? i + 1 : -(i + 1);
        }
        Conformal promised = Conformal.promised(contract, List.of(series(new float[20], labels)), 0);
        assertThat(promised.achieved()).isEqualTo(0.5); // up to 10 of 20
        assertThat(Conformal.promised(contract(Map.of()), List.of(series(new float[20], labels)), 0).achieved()).isNaN();
        assertThat(Conformal.promised(contract, List.of(series(new float[2], 1, Float.NaN)), 0).achieved()).isOne();
    }

    private static Contract contract(Map<String, Double> scores) {
        Recording some = Planted.dyads(1, 4).get(0);
        return new Contract(List.of(new Contract.Input(some.emitterChannels().get(0), 0, 1)),
                List.of(new Contract.Input(some.receiverChannels().get(0), 0, 1)), some.provenance(),
                new Contract.Window(2, 1, 0), List.of(new Contract.Target("t", "", 0, 1)), new Contract.Study("s", "0", true),
                new Contract.Evaluation("by-dyad", scores));
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
    void studentsQuantilesAreThoseOfTables() {
        assertThat(Jackknife.quantile(2)).isCloseTo(4.3027, within(1e-3));
        assertThat(Jackknife.quantile(4.5)).isCloseTo(2.6585, within(1e-3));
        assertThat(Jackknife.quantile(9)).isCloseTo(2.2622, within(1e-3));
        assertThat(Jackknife.quantile(1000)).isCloseTo(1.9623, within(1e-3));
    }

    @Test
    void aSpreadDividesByOneLessThanThereAre() {
        assertThat(Spread.of(1, Double.NaN, 3)).isEqualTo(new Spread(2, Math.sqrt(2), 2));
        assertThat(Spread.of(5)).isEqualTo(new Spread(5, Double.NaN, 1));
    }

    @Test
    void nineDyadsHaveNoIntervalAndTenThatAreAlikeHaveOneWithoutWidth() {
        PairSums sums = PairSums.of(series(new float[]{1, 2, 3}, 1, 3, 5), 0, 0);
        assertThat(Jackknife.ofCorrelation(Collections.nCopies(9, sums), Scores::ccc)).isEqualTo(Interval.UNKNOWN);
        Interval alike = Jackknife.ofCorrelation(Collections.nCopies(10, sums), Scores::ccc);
        assertThat(alike.low()).isCloseTo(8.0 / 13, within(1e-6));
        assertThat(alike.high()).isCloseTo(8.0 / 13, within(1e-6));
    }

    @Test
    void sessionsThatShareARaterAreOneDyadAndThoseThatShareWhomTheyWatchAreNot() {
        List<Series> series = new ArrayList<>();
        for (String[] pair : new String[][]{{"film", "a"}, {"film", "b"}, {"other", "a"}, {"c", "d"}, {"d", "c"}}) {
            Recording recording = Planted.dyad(Planted.session(pair[0] + pair[1], pair[0], pair[1]), 4, 1);
            series.add(new Series(recording, new int[0], new float[1][0], new float[1][0]));
        }
        assertThat(new Raters(series).groups(series).values()).extracting(List::size).containsExactly(2, 1, 2);
    }

    @Test
    void severalTargetsAreSolvedTogetherAlsoWhereOnlySomeAreKnown() {
        NormalEquations both = new NormalEquations(2, 3);
        for (double x : new double[]{0, 1, 2, 3}) {
            both.add(new double[]{1, x}, 2 + 3 * x, x == 2 ? Double.NaN : 1 - x, Double.NaN);
        }
        double[][] weights = both.solve(0);
        assertThat(weights[0]).containsExactly(new double[]{2, 3}, within(EXACT));
        assertThat(weights[1]).containsExactly(new double[]{1, -1}, within(EXACT));
        assertThat(weights[2]).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void ridgeIsSolvedExactlyAndAMatrixThatIsNotPositiveDefiniteIsRefused() {
        NormalEquations line = new NormalEquations(2, 1);
        for (double x : new double[]{0, 1, 2, 3}) {
            line.add(new double[]{1, x}, 2 + 3 * x);
        }
        assertThat(line.solve(0)[0]).containsExactly(new double[]{2, 3}, within(EXACT));
        // (XᵀX + I) w = Xᵀy: 5 6; 6 15 and 26; 54
        assertThat(line.solve(1)[0]).containsExactly(new double[]{(26.0 * 15 - 54 * 6) / 39, (54.0 * 5 - 26 * 6) / 39},
                within(EXACT));
        NormalEquations twice = new NormalEquations(2, 1);
        twice.add(new double[]{1, 1}, 1);
        assertThatThrownBy(() -> twice.solve(0)).isInstanceOf(ArithmeticException.class);
    }
}
