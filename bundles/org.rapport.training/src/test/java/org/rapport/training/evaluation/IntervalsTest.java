package org.rapport.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.model.Scores;
import org.rapport.training.Planted;
import org.rapport.training.data.Session;

/**
 * Intervals, spreads and calibrations to the last digits. Expected values are those of {@code src/test/python/intervals.py}, in
 * NumPy and SciPy 1.17.1, that was written from the definitions alone (Efron 1982 with Student's quantile; Dunn, Wasserman and
 * Ramdas 2022).
 */
class IntervalsTest {
    private static final double EXACT = 1e-6;
    private static final int DYADS = 12;

    private static Series series(Session session, float[] predictions, float[] labels) {
        return new Series(Planted.dyad(session, labels.length, 1), IntStream.range(0, labels.length).toArray(),
                new float[][]{predictions}, new float[][]{labels});
    }

    private static Session session(int dyad) {
        return Planted.session("s" + dyad, "e" + dyad, "r" + dyad);
    }

    private static Series dyad(int dyad, boolean worse) {
        float[] predictions = new float[5];
        float[] labels = new float[5];
        for (int i = 0; i < 5; i++) {
            labels[i] = (float) Math.sin(dyad + i);
            predictions[i] = (float) (0.8 * Math.sin(dyad + i) + 0.1 * Math.cos(3 * dyad + 2 * i) + 0.02 * dyad);
            if (worse) {
                predictions[i] = (float) (0.5 * predictions[i] + 0.1 * Math.cos(i));
            }
        }
        return series(session(dyad), predictions, labels);
    }

    private static List<Series> dyads(boolean worse) {
        return IntStream.range(0, DYADS).mapToObj(i -> dyad(i, worse)).toList();
    }

    private static List<PairSums> sums(boolean worse) {
        List<Series> series = dyads(worse);
        return List.copyOf(Jackknife.dyads(series, 0, new Raters(series)).values());
    }

    private static void isFrom(Interval interval, double low, double high) {
        assertThat(interval.isKnown()).isTrue();
        assertThat(interval.low()).isCloseTo(low, within(EXACT));
        assertThat(interval.high()).isCloseTo(high, within(EXACT));
    }

    @Test
    void ofScoresTheyAreThoseOfTheJackknife() {
        isFrom(Jackknife.ofCorrelation(sums(false), Scores::ccc), 0.9285553520663629, 0.9646868501674166);
        isFrom(Jackknife.ofSize(sums(false), Scores::rmse), 0.17487462259879688, 0.24345712406116782);
        isFrom(Jackknife.ofDifference(sums(false), sums(true), Scores::ccc), 0.20608626812201433, 0.3350376178246557);
        assertThat(Interval.UNKNOWN.isKnown()).isFalse();
    }

    @Test
    void aDifferenceIsOfTheDyadsThatBothHave() {
        Condition one = Condition.of("one", "", List.of("t"), dyads(false));
        Condition other = Condition.of("other", "", List.of("t"), dyads(true));
        Difference difference = Difference.between(one, other, 0);
        assertThat(difference.ccc()).isCloseTo(0.270561942973335, within(EXACT));
        isFrom(difference.interval(), 0.20608626812201433, 0.3350376178246557);
        assertThat(Difference.between(other, one, 0, Scores::ccc).ccc()).isCloseTo(-0.270561942973335, within(EXACT));
        Condition more = Condition.of("more", "", List.of("t"),
                Stream.concat(dyads(true).stream(), Stream.of(dyad(50, true))).toList());
        isFrom(Difference.between(one, more, 0).interval(), 0.20608626812201433, 0.3350376178246557);
        Condition nobody = Condition.of("nobody", "", List.of("t"), List.of(dyad(50, true)));
        assertThat(Difference.between(one, nobody, 0).ccc()).isNaN();
        assertThat(Difference.between(one, nobody, 0).interval().isKnown()).isFalse();
    }

    @Test
    void aDyadIsAllThatOneRaterSaidAndOneWithoutLabelsIsNone() {
        List<Series> some = List.of(series(Planted.session("a", "e0", "r0"), new float[]{1, 2}, new float[]{1, 3}),
                series(Planted.session("b", "e1", "r0"), new float[]{3}, new float[]{5}),
                series(Planted.session("c", "e2", "r1"), new float[]{3}, new float[]{Float.NaN}));
        Map<String, PairSums> dyads = Jackknife.dyads(some, 0, new Raters(some));
        assertThat(dyads).hasSize(1);
        Scores scores = dyads.values().iterator().next().scores();
        assertThat(scores.pairs()).isEqualTo(3);
        assertThat(scores.ccc()).isCloseTo(8.0 / 13, within(EXACT));
    }

    @Test
    void labelsFarFromZeroLoseNoDigits() {
        float[] labels = {65536, 65536.5f, 65537};
        List<Series> far = List.of(series(session(0), new float[]{65536, 65536.25f, 65536.5f}, labels));
        // deviations of -0.25, 0, 0.25 and -0.5, 0, 0.5, means 0.25 apart
        assertThat(Jackknife.dyads(far, 0, new Raters(far)).values().iterator().next().scores().ccc())
                .isCloseTo(2 * 0.25 / 3 / (0.125 / 3 + 0.5 / 3 + 0.0625), within(1e-12));
    }

    /** Residuals in quarters, more of them for some. */
    private static List<Series> residuals(int dyads) {
        List<Series> all = new ArrayList<>();
        for (int dyad = 0; dyad < dyads; dyad++) {
            float[] labels = new float[3 + dyad % 4];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = (i % 2 == 0 ? 1 : -1) * ((dyad * 7 + i * 3) % 20 + 1) / 4f;
            }
            float[] predictions = new float[labels.length];
            Arrays.fill(predictions, 8);
            for (int i = 0; i < labels.length; i++) {
                labels[i] += 8;
            }
            all.add(series(session(dyad), predictions, labels));
        }
        return all;
    }

    @Test
    void ofPredictionsTheyAreHierarchicalConformal() {
        for (double[] one : new double[][]{{10, 4.25, 0.905}, {11, 4.545, 0.8954545454545454}, {12, 4.5, 0.9208333333333334},
                {14, 4.5, 0.9321428571428572}, {15, 4.5, 0.9233333333333335}}) {
            Conformal found = Conformal.of("t", residuals((int) one[0]), 0);
            assertThat(found.dyads()).isEqualTo((int) one[0]);
            assertThat(found.halfWidth()).as("of %s dyads", one[0]).isCloseTo(one[1], within(EXACT));
            if (one[0] > 10) { // without one of ten there are nine, and without one of these none is known
                assertThat(found.achieved()).as("held of %s dyads", one[0]).isCloseTo(one[2], within(EXACT));
            }
        }
        List<Series> turned = new ArrayList<>(residuals(10));
        Collections.reverse(turned);
        assertThat(Conformal.of("t", turned, 0).halfWidth()).as("in another order").isCloseTo(4.25, within(EXACT));
        assertThat(Conformal.of("t", residuals(9), 0).achieved()).isNaN();
        assertThat(Conformal.of("t", residuals(8), 0).halfWidth()).isNaN();
    }

    @Test
    void ofManySamplesItTakesAsManyThatAreEvenlySpread() {
        List<Series> all = new ArrayList<>();
        List<Series> half = new ArrayList<>();
        for (int dyad = 0; dyad < 10; dyad++) {
            float[] labels = new float[4000];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = (i + 1) * (1 + dyad / 10f);
            }
            all.add(series(session(dyad), new float[4000], labels));
            float[] second = new float[2000];
            for (int i = 0; i < second.length; i++) {
                second[i] = labels[2 * i + 1];
            }
            half.add(series(session(dyad), new float[2000], second));
        }
        assertThat(Conformal.of("t", all, 0)).isEqualTo(Conformal.of("t", half, 0));
        assertThat(Conformal.of("t", half, 0).halfWidth()).isBetween(5000.0, 6000.0);
    }

    @Test
    void aSpreadIsThatOfItsDeviations() {
        assertThat(Spread.of(1, 2, 6)).isEqualTo(new Spread(3, Math.sqrt(7), 3));
    }

    @Test
    void aCalibrationScalesAndShiftsAsFarAsSessionsAgree() {
        // pooled deviations 2 of predictions and √5 of labels; shifts 1 and 3, whose mean 2 is known to a variance of 2 / 2
        List<Series> validation = List.of(series(session(0), new float[]{48, 52}, new float[]{49, 53}),
                series(session(1), new float[]{48, 52}, new float[]{51, 55}));
        Calibration found = Calibrating.fit(validation, List.of(new Contract.Target("t", "", 50, 2))).get(0);
        assertThat(found.slope()).isCloseTo(Math.sqrt(5) / 2, within(EXACT));
        assertThat(found.of(50)).isCloseTo(50 + 2 * (1 - 1.0 / 4), within(EXACT));
        // where predictions are not around the centre, what is scaled moves them: by (√5 / 2 - 1) · 10
        Calibration aside = Calibrating.fit(validation, List.of(new Contract.Target("t", "", 60, 2))).get(0);
        double mean = 2 + (Math.sqrt(5) / 2 - 1) * 10;
        assertThat(aside.of(60)).isCloseTo(60 + mean * (1 - 1 / (mean * mean)), within(EXACT));
        List<Contract.Target> targets = Calibrating.targets(List.of(new Contract.Target("t", "", 50, 2)), List.of(found));
        assertThat(targets.get(0).calibration()).isEqualTo(found);
        assertThat(Calibrating.isUsed(targets)).isTrue();
        assertThat(Calibrating.isUsed(List.of(new Contract.Target("t", "", 50, 2)))).isFalse();
    }

    @Test
    void aCalibrationGrowsPredictionsLessWhereChanceDecidesIt() {
        for (double[] one : new double[][]{{3, 2.0740243827313596, 1.2433720559806651},
                {4, 2.1577777622510674, 1.2632342675011288}, {12, 2.3699782426012184, 1.2367151251162838}}) {
            List<Contract.Target> targets = List.of(new Contract.Target("t", "", 0, 1));
            assertThat(Calibrating.fit(dyads(true).subList(0, (int) one[0]), targets).get(0).slope()).isCloseTo(one[1],
                    within(EXACT));
            assertThat(Calibrating.fit(dyads(false).subList(0, (int) one[0]), targets).get(0).slope()).isCloseTo(one[2],
                    within(EXACT));
        }
        // predictions of the right size, but for each session's own: 100 studies of four sessions
        Random random = new Random(17);
        double plain = 0;
        double drawn = 0;
        for (int study = 0; study < 100; study++) {
            List<Series> sessions = IntStream.range(0, 4).mapToObj(i -> ofSize(session(i), random)).toList();
            double found = Calibrating.fit(sessions, List.of(new Contract.Target("t", "", 0, 1))).get(0).slope();
            plain += Math.pow(Math.log(Series.scores(sessions, 0).sdRatio()), 2);
            drawn += Math.pow(Math.log(found), 2);
        }
        assertThat(drawn).isLessThan(0.5 * plain);
    }

    private static Series ofSize(Session session, Random random) {
        double size = Math.exp(0.3 * random.nextGaussian());
        float[] labels = new float[50];
        float[] predictions = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            double felt = random.nextGaussian();
            labels[i] = (float) felt;
            predictions[i] = (float) (size * (0.9 * felt + 0.436 * random.nextGaussian()));
        }
        return series(session, predictions, labels);
    }
}
