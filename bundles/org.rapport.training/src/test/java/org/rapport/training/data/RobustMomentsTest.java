package org.rapport.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.model.Contract;
import org.rapport.training.Planted;

class RobustMomentsTest {
    private static final int ROWS = 10_000;
    private final Random random = new Random(1);

    private static RobustMoments of(int rows, IntToDoubleFunction value) {
        float[] values = new float[2 * rows];
        for (int row = 0; row < rows; row++) {
            values[2 * row] = (float) value.applyAsDouble(row);
            values[2 * row + 1] = row % 2;
        }
        Recording planted = Planted.dyad(Planted.session("s", "e", "r"), rows, 1);
        Recording recording = planted.with(FeatureRows.of(values, 2), planted.receiver());
        return RobustMoments.of(List.of(recording.slice(0, rows / 3), recording.slice(rows / 3, rows)), 2, Recording::emitter);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e5, 1e30, -3e38, 3e38})
    void oneAbsurdValueOrSomeLeaveTheChannelAlive(double absurd) {
        for (int faults : new int[]{1, 10, 90}) {
            RobustMoments moments = of(ROWS, row -> row % (ROWS / faults) == 7 ? absurd : 5 + random.nextGaussian());
            assertThat(moments.mean(0)).isCloseTo(5, within(0.5));
            assertThat(moments.deviation(0)).isBetween(0.95, 3.0);
            assertThat(moments.deviation(1)).isCloseTo(0.5, within(1e-6));
        }
    }

    @Test
    void aDeviceThatIsWrongForATenthOfTheTimeLeavesTheChannelAliveIfItIsAbsurdlyWrong() {
        RobustMoments moments = of(ROWS, row -> row % 10 == 7 ? 1e30 : random.nextGaussian());
        assertThat(moments.deviation(0)).isBetween(0.95, 6.0);
    }

    @Test
    void ordinaryDataLoseNextToNothing() {
        List<DoubleUnaryOperator> kinds = List.of(g -> 100 + 3 * g, g -> Math.exp(0.8 * g), g -> Math.abs(g) > 1.9 ? 1 : 0,
                g -> Math.max(0, g - 1.5), g -> 1e6 + g, g -> 1e-20 * g);
        for (DoubleUnaryOperator kind : kinds) {
            float[] values = new float[ROWS];
            for (int row = 0; row < ROWS; row++) {
                values[row] = (float) kind.applyAsDouble(random.nextGaussian());
            }
            RobustMoments moments = of(ROWS, row -> values[row]);
            Recording planted = Planted.dyad(Planted.session("s", "e", "r"), ROWS, 1);
            Moments plain = Moments.of(List.of(planted.with(FeatureRows.of(values, 1), planted.receiver())), 1,
                    Recording::emitter);
            assertThat(moments.mean(0)).isCloseTo(plain.mean(0), within(1e-3 * plain.deviation(0)));
            assertThat(moments.deviation(0)).isCloseTo(plain.deviation(0), within(5e-3 * plain.deviation(0)));
        }
    }

    @Test
    void normalDataLoseNothingAtAll() {
        float[] values = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[row] = (float) (100 + 3 * random.nextGaussian());
        }
        Recording planted = Planted.dyad(Planted.session("s", "e", "r"), ROWS, 1);
        List<Recording> all = List.of(planted.with(FeatureRows.of(values, 1), planted.receiver()));
        RobustMoments robust = RobustMoments.of(all, 1, Recording::emitter);
        Moments plain = Moments.of(all, 1, Recording::emitter);
        assertThat(robust.mean(0)).isEqualTo(plain.mean(0));
        assertThat(robust.deviation(0)).isEqualTo(plain.deviation(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 1000, 10_000, 100_000})
    void whatHappenedInOneRowIsNoChange(int rows) {
        RobustMoments moments = of(rows, row -> row == 17 ? 1 : 0);
        assertThat(moments.mean(0)).isZero();
        assertThat(moments.deviation(0)).isZero();
        assertThat(moments.isEmpty(0)).isFalse();
    }

    @Test
    void noOrdinaryValueIsFurtherThanTheClip() {
        for (int every : new int[]{20, 50, 100, 300, 600}) { // 5 % to a sixth of a per cent of the rows
            RobustMoments moments = of(ROWS, row -> row % every == 0 ? 1 : 0);
            assertThat((1 - moments.mean(0)) / moments.deviation(0)).isBetween(1.0, 10.0);
        }
    }

    @Test
    void roundingIsNoChange() {
        assertThat(of(ROWS, row -> Math.nextUp(1e6f) * (row % 2) + 1e6f * (1 - row % 2)).deviation(0)).isZero();
    }

    @Test
    void missingAndInfiniteValuesAreLeftOut() {
        RobustMoments moments = of(ROWS, row -> row % 2 == 0 ? Double.NaN : row % 3 == 0 ? Double.POSITIVE_INFINITY : row % 5);
        assertThat(moments.mean(0)).isCloseTo(2, within(0.01));
        assertThat(of(ROWS, row -> Double.NaN).isEmpty(0)).isTrue();
        Contract.Input input = moments.inputs(Planted.dyads(1, 4).get(0).emitterChannels()).get(0);
        assertThat(input.std()).isEqualTo(moments.deviation(0));
    }
}
