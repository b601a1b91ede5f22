package org.rapport.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PageClockTest {
    private static final double PAGE = 1_790_000_000;
    private final PageClock clock = new PageClock();

    /** A wave whose question took so long to go and to come back. */
    private void wave(double page, double offset, double there, double back) {
        double heard = page + offset + there;
        clock.add(page, heard, heard + 0.0001, heard + 0.0001 + back - offset);
    }

    @Test
    void takesTheShortestOfTheLastTwelve() {
        wave(PAGE, -PAGE, 0.020, 0.002);
        assertThat(clock.offset(PAGE)).isCloseTo(-PAGE + 0.009, within(1e-6));
        assertThat(clock.uncertainty()).isCloseTo(0.011, within(1e-6));
        wave(PAGE + 1, -PAGE, 0.0005, 0.0003);
        assertThat(clock.offset(PAGE + 1)).isCloseTo(-PAGE + 0.0001, within(1e-6));
        for (int i = 2; i < 12; i++) {
            wave(PAGE + i, -PAGE, 0.008, 0.002);
        }
        assertThat(clock.uncertainty()).isCloseTo(0.0004, within(1e-6));
        wave(PAGE + 13, -PAGE, 0.008, 0.002);
        wave(PAGE + 14, -PAGE, 0.008, 0.002);
        assertThat(clock.uncertainty()).isCloseTo(0.005, within(1e-6));
    }

    @Test
    void neverErrsByMoreThanItSays() {
        Random chance = new Random(7);
        for (int i = 0; i < 600; i++) {
            wave(PAGE + i, -PAGE, 0.0004 + 0.02 * Math.pow(chance.nextDouble(), 3),
                    0.0004 + 0.02 * Math.pow(chance.nextDouble(), 3));
            assertThat(Math.abs(clock.offset(PAGE + i) + PAGE)).isLessThanOrEqualTo(clock.uncertainty() + 1e-6);
        }
    }

    @Test
    void followsAClockThatRunsTooSlow() {
        Random chance = new Random(8);
        double drift = 80e-6;
        for (int i = 0; i < 400; i++) {
            wave(PAGE + i, -PAGE + drift * i, 0.0005 + 0.01 * chance.nextDouble(), 0.0005 + 0.01 * chance.nextDouble());
        }
        // the connection is cut for a minute: without the drift it would be 5 ms off
        assertThat(clock.offset(PAGE + 460)).isCloseTo(-PAGE + drift * 460, within(0.0035));
    }

    @Test
    void beginsAnewAfterAComputerSlept() {
        for (int i = 0; i < 100; i++) {
            wave(PAGE + i, -PAGE, 0.001, 0.001);
        }
        wave(PAGE + 100, -PAGE + 30, 0.001, 0.001);
        assertThat(clock.offset(PAGE + 100)).isCloseTo(-PAGE, within(0.001));
        wave(PAGE + 101, -PAGE + 30, 0.001, 0.001);
        wave(PAGE + 102, -PAGE + 30, 0.001, 0.001);
        assertThat(clock.offset(PAGE + 102)).isCloseTo(-PAGE + 30, within(0.001));
    }

    @Test
    void takesNothingThatCannotBe() {
        assertThat(clock.add(10, 5, 4, 11)).isFalse();
        assertThat(clock.add(10, 5, 6, 10.5)).isFalse();
        assertThat(clock.add(Double.NaN, 5, 6, 12)).isFalse();
        assertThat(clock.add(10, 5, 6, Double.POSITIVE_INFINITY)).isFalse();
        assertThat(clock.isKnown()).isFalse();
        assertThat(clock.uncertainty()).isNaN();
    }

    private static Offset<Double> within(double by) {
        return Offset.offset(by);
    }
}
