package org.rapport.dsp.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FunctionalsTest {

    @Test
    void areWhatTheirNamesSay() {
        double slope = 2 / 17.5; // the sums of squares about the middles: 17.5 in time, 22 in value
        double variance = 22 / 6.0;
        assertThat(Functionals.of(new double[]{1, 0, 5, 4, 0, 2})).containsExactly(new double[]{5, 0, 5, 2, 1, 2, // the first of equal values counts
                slope, 2 - 2.5 * slope, variance - slope * slope * 17.5 / 6, Math.sqrt(variance),
                18 / 6.0 / Math.pow(variance, 1.5), 130 / 6.0 / (variance * variance)}, within(1e-12));
    }

    @Test
    void ofAConstantAreZeroWhereNothingVaries() {
        assertThat(Functionals.of(new double[]{3, 3, 3})).containsExactly(3, 3, 0, 0, 0, 3, 0, 3, 0, 0, 0, 0);
    }

    @Test
    void ofAContourWithAMissingValueAreMissing() {
        assertThat(Functionals.of(new double[]{3, Double.NaN, 3})).hasSize(12).containsOnly(Double.NaN);
    }
}
