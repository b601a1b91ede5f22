package org.rapport.training.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.dsp.offline.Decimation;
import org.rapport.dsp.offline.FourierResampling;

class OfflineResamplerTest {
    private static final double NOTHING = Double.NaN;

    private static Block block(double rate, Channel.Scale scale, double[] times, float... values) {
        return new Block(new StreamDescription("s", rate, List.of(new Channel(Role.RECEIVER, "Gaze", "x", "", "", scale)),
                Origin.device()), times, values, 0);
    }

    private static Block sampled(double rate, double seconds, DoubleUnaryOperator signal) {
        double[] times = IntStream.range(0, (int) Math.round(rate * seconds)).mapToDouble(i -> i / rate).toArray();
        float[] values = new float[times.length];
        for (int i = 0; i < times.length; i++) {
            values[i] = (float) signal.applyAsDouble(times[i]);
        }
        return block(rate, Channel.Scale.CONTINUOUS, times, values);
    }

    private static double[] rows(double rate, Block block) {
        return new OfflineResampler(RowGrid.over(rate, List.of(block))).channel(block, 0);
    }

    private static double[] doubles(Block block) {
        return IntStream.range(0, block.samples()).mapToDouble(i -> block.value(i, 0)).toArray();
    }

    @Test
    void aMultipleOfTheRowsIsDecimatedAsInThePaper() {
        Block signal = sampled(100, 40, time -> Math.sin(time) + Math.sin(2 * Math.PI * 30 * time));
        double[] expected = new Decimation(4).apply(doubles(signal));
        assertThat(rows(25, signal)).hasSize(1000).containsExactly(expected, within(1e-9));
    }

    @Test
    void anyOtherNumberIsDecimatedToNearThatAndThenResampled() {
        Block signal = sampled(60, 40, time -> Math.sin(time));
        double[] expected = new FourierResampling(1000).apply(new Decimation(2).apply(doubles(signal)));
        assertThat(rows(25, signal)).containsExactly(expected, within(1e-9));
    }

    @Test
    void whatIsSlowerIsResampledOnly() {
        Block signal = sampled(4, 40, time -> Math.sin(time));
        // the last of 160 samples is at 39.75 s and belongs to row 994, with which 159 samples and as many rows' time end
        double[] expected = new FourierResampling(994).apply(Arrays.copyOf(doubles(signal), 159));
        assertThat(rows(25, signal)).containsExactly(expected, within(1e-9));
    }

    @Test
    void factorsAreThoseThatDecimationDoesExactly() {
        assertThat(OfflineResampler.factors(1)).isEmpty();
        assertThat(OfflineResampler.factors(3)).containsExactly(3);
        assertThat(OfflineResampler.factors(40)).containsExactly(10, 4);
        assertThat(OfflineResampler.factors(17)).as("16, the next one").containsExactly(8, 2);
    }

    @Test
    void jitterAndLostSamplesAreBridgedAndLongGapsAreMissing() {
        double[] times = IntStream.range(0, 1200).mapToDouble(i -> i / 30.0 + 0.004 * Math.sin(i * i)).toArray();
        float[] values = new float[times.length];
        for (int i = 0; i < times.length; i++) {
            boolean lost = i % 50 == 7 || i >= 600 && i < 660;
            values[i] = lost ? Float.NaN : (float) Math.sin(times[i]);
        }
        double[] rows = rows(25, block(30, Channel.Scale.CONTINUOUS, times, values));
        for (int row = 50; row < 950; row++) {
            double time = row / 25.0;
            if (time > 20.01 && time < 21.9) {
                assertThat(rows[row]).as("row at %s s", time).isNaN();
            } else if (time < 19.5 || time > 22.5) {
                assertThat(rows[row]).as("row at %s s", time).isEqualTo(Math.sin(time), within(0.01));
            }
        }
    }

    @Test
    void aDeviceThatJoinsLateIsMissingUntilThen() {
        Block whole = sampled(30, 40, time -> 1);
        Block late = block(30, Channel.Scale.CONTINUOUS, IntStream.range(0, 900).mapToDouble(i -> 10 + i / 30.0).toArray(),
                new float[900]);
        double[] rows = new OfflineResampler(RowGrid.over(25, List.of(whole, late))).channel(late, 0);
        assertThat(rows[100]).isNaN();
        assertThat(rows[245]).isNaN();
        assertThat(rows[250]).isZero();
    }

    @Test
    void stepsAreHeld() {
        Block steps = block(0, Channel.Scale.STEPWISE, new double[]{1, 2, 30}, 5, 6, 7);
        double[] rows = rows(1, steps);
        assertThat(rows).hasSize(30).startsWith(5, 6, 6).endsWith(6, 7);
        Block regular = block(10, Channel.Scale.STEPWISE, new double[]{0, 0.1, 5, 5.1}, 1, 0, 1, Float.NaN);
        assertThat(rows(10, regular)).startsWith(1, 0, 0, 0, NOTHING).endsWith(1, 1);
    }

    @Test
    void aChannelWithoutAValueStaysMissing() {
        assertThat(rows(25, sampled(30, 10, time -> NOTHING))).hasSize(250).containsOnly(NOTHING);
    }

    @Test
    void impossibleTimesAreRefused() {
        Block jumped = block(30, Channel.Scale.CONTINUOUS, new double[]{0, 1e9}, 1, 2);
        assertThatThrownBy(() -> rows(25, jumped)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no recording of a session");
    }
}
