package org.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoresTest {

    @Test
    void followTheirDefinitions() {
        Scores scores = Scores.of(new float[]{1, 2, 3, 6}, new float[]{2, 2, 4, 4});
        // means 3 and 3, population variances 3.5 and 1, covariance 1.5
        assertThat(scores.ccc()).isCloseTo(2 * 1.5 / (3.5 + 1), within(1e-12));
        assertThat(scores.pearson()).isCloseTo(1.5 / Math.sqrt(3.5), within(1e-12));
        assertThat(scores.rmse()).isCloseTo(Math.sqrt(6 / 4.0), within(1e-12));
        assertThat(scores.pairs()).isEqualTo(4);
    }

    @Test
    void aShiftCostsConcordanceButNotCorrelation() {
        Scores scores = Scores.of(new float[]{11, 12, 13}, new float[]{1, 2, 3});
        assertThat(scores.pearson()).isCloseTo(1, within(1e-12));
        assertThat(scores.ccc()).isCloseTo(2 * (2 / 3.0) / (4 / 3.0 + 100), within(1e-12));
        assertThat(scores.rmse()).isCloseTo(10, within(1e-12));
    }

    @Test
    void sizeAndShiftAreThoseOfThePredictions() {
        Scores scores = Scores.of(new float[]{1, 2, 3, 6}, new float[]{2, 2, 4, 5});
        // population variances 3.5 and 1.6875
        assertThat(scores.sdRatio()).isCloseTo(Math.sqrt(3.5 / 1.6875), within(1e-12));
        assertThat(scores.bias()).isCloseTo(-0.25, within(1e-12));
        assertThat(Scores.of(new float[]{1, 2}, new float[]{3, 3}).sdRatio()).isNaN();
    }

    @Test
    void aRangeHoldsItsEndsAndACalibrationIsALine() {
        Range range = new Range(-1, 2);
        assertThat(range.isLimited()).isTrue();
        assertThat(Range.ANY.isLimited()).isFalse();
        assertThat(range.holds(-1) && range.holds(2) && range.holds(0)).isTrue();
        assertThat(range.holds(Math.nextDown(-1.0)) || range.holds(Math.nextUp(2.0))).isFalse();
        assertThatThrownBy(() -> new Range(2, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Calibration(2, 3).of(5)).isEqualTo(13);
        assertThat(new Calibration(1, 3).of(5)).isEqualTo(8);
        assertThat(new Calibration(2, 0).of(5)).isEqualTo(10);
        assertThat(Calibration.NONE.of(-0.0)).isEqualTo(-0.0);
    }

    @Test
    void leaveOutPairsWithMissingValues() {
        float nan = Float.NaN;
        Scores scores = Scores.of(new float[]{1, nan, 2, 5, 3, 6}, new float[]{2, 9, 2, nan, 4, 4});
        assertThat(scores).isEqualTo(Scores.of(new float[]{1, 2, 3, 6}, new float[]{2, 2, 4, 4}));
    }

    @Test
    void areNoNumberWhereThereIsNothingToCompare() {
        assertThat(new RunningScores().value())
                .isEqualTo(new Scores(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0));
        Scores constant = Scores.of(new float[]{1, 1}, new float[]{1, 1});
        assertThat(constant.ccc()).isNaN();
        assertThat(constant.pearson()).isNaN();
        assertThat(constant.rmse()).isZero();
        assertThat(Scores.of(new float[]{2, 2}, new float[]{1, 1}).ccc()).isZero();
    }

    @Test
    void stayExactFarFromZero() {
        RunningScores near = new RunningScores();
        RunningScores far = new RunningScores();
        for (int i = 0; i < 1000; i++) {
            double prediction = Math.sin(i);
            double label = Math.sin(i + 0.5);
            near.add(prediction, label);
            far.add(prediction + 1e6, label + 1e6);
        }
        assertThat(far.value().ccc()).isCloseTo(near.value().ccc(), within(1e-7));
        assertThat(far.value().pearson()).isCloseTo(near.value().pearson(), within(1e-7));
    }

    @Test
    void refuseSeriesThatAreNoPairs() {
        assertThatThrownBy(() -> Scores.of(new float[2], new float[3])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 predictions and 3 labels are no pairs");
    }
}
