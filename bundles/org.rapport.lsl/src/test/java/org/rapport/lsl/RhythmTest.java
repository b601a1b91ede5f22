package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RhythmTest {
    private static final double SHORTEST = 0.5;

    /** Sends chunks of a length, in seconds, and fails where one is awaited for too long. */
    @ParameterizedTest
    @CsvSource({"130, 73", "16000, 320", "600, 4", "128, 256", "250, 63", "2000, 20", "64, 1", "100, 300"})
    void noChunkIsWaitedForTooLong(double rate, int chunk) {
        Random random = new Random(1);
        Rhythm rhythm = new Rhythm(rate, SHORTEST);
        double period = chunk / rate;
        double last = 0;
        for (int i = 0; i < 200; i++) {
            double now = i * period + 0.3 * period * random.nextDouble();
            if (i > 0) {
                assertThat(now - last).as("silence " + i).isLessThan(rhythm.patience());
            }
            rhythm.arrived(now, chunk);
            last = now;
        }
        assertThat(rhythm.patience()).as("and one that stops is told soon").isLessThanOrEqualTo(Math.max(SHORTEST, 3.3 * period));
    }

    /** A packet's samples come one after the other, and each is read by itself. */
    @Test
    void aPacketIsNotWaitedForTooLongHoweverItIsRead() {
        Rhythm rhythm = new Rhythm(130, SHORTEST);
        for (int i = 0; i < 100; i++) {
            for (int sample = 0; sample < 73; sample++) {
                rhythm.arrived(i * 73 / 130.0 + sample * 5e-5, 1);
            }
            if (i > 4) {
                assertThat(rhythm.patience()).isGreaterThan(73 / 130.0);
            }
        }
    }

    @Test
    void whatCameTogetherWhileTheClockWasUnknownIsForgotten() {
        Rhythm rhythm = new Rhythm(100, SHORTEST);
        rhythm.arrived(0, 70);
        assertThat(rhythm.patience()).isGreaterThan(SHORTEST);
        for (int i = 1; i <= 4; i++) {
            rhythm.arrived(i / 100.0, 1);
        }
        assertThat(rhythm.patience()).isEqualTo(SHORTEST);
    }

    @Test
    void outagesAreNotItsRhythm() {
        Rhythm rhythm = new Rhythm(100, SHORTEST);
        double now = 0;
        for (int i = 0; i < 1000; i++) {
            now += i % 50 == 49 ? 3 : 0.01;
            rhythm.arrived(now, 1);
        }
        assertThat(rhythm.patience()).isEqualTo(SHORTEST, within(1e-12));
    }

    @Test
    void eventsMayStayAwayForEver() {
        Rhythm rhythm = new Rhythm(0, Double.POSITIVE_INFINITY);
        rhythm.arrived(1, 1);
        rhythm.arrived(2, 1);
        assertThat(rhythm.patience()).isInfinite();
    }
}
