package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void soundIsSmoothThoughItsStampsAreNot() {
        EvenTimes even = new EvenTimes(48_000);
        Random random = new Random(3);
        double worst = 0;
        for (int block = 1; block <= 3000; block++) {
            double[] times = even.next(100 + block * 0.01 + 0.004 * random.nextGaussian(), 480);
            if (block > 1000) {
                worst = Math.max(worst, Math.abs(times[479] - (100 + block * 0.01)));
            }
        }
        assertThat(worst).isLessThan(0.001);
    }

    /** From the first block on, and though they are shorter than the jitter of their sending. */
    @Test
    void blocksOfSoundNeitherOverlapNorLeaveGaps() {
        EvenTimes even = new EvenTimes(16_000);
        Random random = new Random(1);
        double last = Double.NaN;
        long sent = 0;
        for (int block = 0; block < 2000; block++) {
            int samples = block % 3 == 0 ? 80 : 160;
            sent += samples;
            double[] times = even.next(100 + (sent - 1) / 16_000.0 + Math.abs(0.02 * random.nextGaussian()), samples);
            if (block > 0) {
                assertThat((times[0] - last) * 16_000).as("samples from block %s to the next", block).isCloseTo(1, within(0.06));
            }
            last = times[samples - 1];
        }
        assertThat(last).isCloseTo(100 + sent / 16_000.0, within(0.03));
    }

    @Test
    void soundAfterAGapBeginsAnew() {
        EvenTimes even = new EvenTimes(16_000);
        for (int block = 1; block <= 100; block++) {
            even.next(block * 0.01, 160);
        }
        double[] times = even.next(11, 160);
        assertThat(times[159]).isCloseTo(11, within(1e-6));
        assertThat(times[0]).isCloseTo(11 - 159 / 16_000.0, within(1e-6));
    }

    @Test
    void spreadingWhatIsSpreadChangesNothing() {
        Random random = new Random(4);
        for (int i = 0; i < 10_000; i++) {
            double first = 1e5 * random.nextDouble();
            int samples = 1 + random.nextInt(500);
            double[] times = EvenTimes.spread(first, first + (samples - 1) / 44_100.0 * (1 + 1e-4 * random.nextGaussian()),
                    samples);
            assertThat(EvenTimes.spread(times[0], times[samples - 1], samples)).isEqualTo(times);
            assertThat(times).isSorted();
        }
    }

    @Test
    void theSampleThatArrivedSoonestTellsTheOffset() {
        ArrivalOffset offset = new ArrivalOffset();
        offset.observe(1e9, 10.05);
        offset.observe(1e9 + 0.5, 10.51);
        assertThat(offset.settle(10.9)).as("still looking").isFalse();
        assertThat(offset.settle(11.1)).isTrue();
        assertThat(offset.seconds()).isCloseTo(10.01 - 1e9, within(1e-6));
    }

    @Test
    void anOffsetStaysUntilTheClocksHaveDriftedApart() {
        ArrivalOffset offset = new ArrivalOffset();
        int changes = 0;
        for (double time = 0; time < 1000; time += 0.1) {
            offset.observe(time * 1.0005, time + 100 + 0.01);
            changes += offset.settle(time + 100.01) ? 1 : 0;
        }
        assertThat(changes).as("0.5 s of drift in steps of 0.1 s and more").isBetween(3, 6);
    }

    @Test
    void aStreamThatEndsSoonGetsWhatIsKnown() {
        ArrivalOffset offset = new ArrivalOffset();
        offset.settleNow();
        assertThat(offset.isKnown()).isFalse();
        offset.observe(5, 7);
        offset.settleNow();
        assertThat(offset.seconds()).isEqualTo(2);
    }
}
