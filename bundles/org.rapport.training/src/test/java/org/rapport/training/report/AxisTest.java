package org.rapport.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void ticksAreRoundAndInside() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            double low = random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4);
            Axis axis = new Axis(low, low + Math.pow(10, random.nextInt(7) - 3) * (0.1 + random.nextDouble()), 0, 100);
            List<Double> ticks = axis.ticks();
            assertThat(ticks).as(axis.toString()).hasSizeBetween(2, 10);
            assertThat(ticks.stream().map(axis::label).distinct().count()).as("labels differ").isEqualTo(ticks.size());
            ticks.forEach(tick -> assertThat(axis.place(tick)).isBetween(-1e-6, 100 + 1e-6));
        }
    }

    @Test
    void labelsHaveAsManyDigitsAsNeeded() {
        Axis axis = Axis.of(List.of(new double[]{-0.21, Double.NaN, 0.84}), 0, 100).rounded();
        assertThat(axis.ticks().stream().map(axis::label)).containsExactly("-0.4", "-0.2", "0.0", "0.2", "0.4", "0.6", "0.8",
                "1.0");
        Axis epochs = new Axis(1, 40, 0, 100);
        assertThat(epochs.ticks().stream().map(epochs::label)).containsExactly("5", "10", "15", "20", "25", "30", "35", "40");
    }

    @Test
    void nothingAndOneValueHaveAnAxisToo() {
        assertThat(Axis.of(List.of(new double[]{Double.NaN}), 0, 100).ticks()).hasSizeGreaterThan(2);
        assertThat(Axis.of(List.of(new double[]{3}), 0, 100).place(3)).isCloseTo(0, within(1e-9));
    }
}
