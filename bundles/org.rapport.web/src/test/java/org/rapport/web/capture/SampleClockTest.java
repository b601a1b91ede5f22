package org.rapport.web.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Microphones whose crystals are off, told of by a page that is not sure. */
class SampleClockTest {
    private static final double RATE = 16_000;
    private static final double PERIOD = 1 / RATE;

    /** An hour of sound by a crystal of the given error, in messages of 40 ms. */
    @Property(tries = 40)
    void anHourDoesNotDrift(@ForAll @IntRange(min = -150, max = 150) int ppm,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random random = new Random(seed);
        SampleClock clock = new SampleClock(RATE);
        double actual = PERIOD / (1 + ppm * 1e-6);
        double last = Double.NEGATIVE_INFINITY;
        double settled = 0;
        double end = 0;
        for (long frame = 0; frame < 3600 * RATE; frame += 640) {
            double jitter = 0.0003 * random.nextGaussian() + (frame < 3 * RATE ? 0.02 * random.nextDouble() : 0);
            double[] times = clock.next(frame, 640, 100 + frame * actual + jitter);
            assertThat(times[0] - last).isGreaterThan(0);
            assertThat(times[639] - times[0]).isBetween(639 * 0.94 * PERIOD, 639 * 1.01 * PERIOD);
            last = times[639];
            double error = Math.abs(times[0] - (100 + frame * actual));
            if (frame > 30 * RATE) {
                settled = Math.max(settled, error);
            }
            end = error;
        }
        assertThat(settled).isLessThan(0.002);
        assertThat(end).isLessThan(0.002);
        assertThat(clock.jumps()).isZero();
    }

    /** So features of a voice find no break: they allow for half a sample. */
    @Test
    void blocksFollowEachOtherEvenly() {
        SampleClock clock = new SampleClock(RATE);
        Random random = new Random(4);
        double last = Double.NaN;
        for (long frame = 0; frame < 60 * RATE; frame += 320) {
            double[] times = clock.next(frame, 320, 5 + frame * PERIOD + 0.001 * random.nextGaussian());
            if (frame > 0) {
                assertThat(times[0] - last - PERIOD).isBetween(-0.5 * PERIOD, 0.1 * PERIOD);
            }
            last = times[319];
        }
    }

    @Test
    void missingSamplesAreTimeThatPassed() {
        SampleClock clock = new SampleClock(RATE);
        clock.next(0, 320, 5);
        assertThat(clock.next(16_000, 320, 6)[0]).isCloseTo(6, within(1e-6));
        assertThat(clock.jumps()).isZero();
    }

    @Test
    void aComputerThatSleptIsAJumpForwards() {
        SampleClock clock = new SampleClock(RATE);
        clock.next(0, 320, 5);
        assertThat(clock.next(320, 320, 65.02)[0]).isEqualTo(65.02);
        assertThat(clock.jumps()).isOne();
    }

    @Test
    void aClockThatWasSetBackNeverTurnsTimeRound() {
        SampleClock clock = new SampleClock(RATE);
        double last = clock.next(0, 320, 5)[319];
        for (long frame = 320; frame < 60 * RATE; frame += 320) {
            double[] times = clock.next(frame, 320, 4 + frame * PERIOD);
            assertThat(times[0]).isGreaterThan(last);
            last = times[319];
        }
        assertThat(last).isCloseTo(4 + 60, within(0.005));
    }
}
