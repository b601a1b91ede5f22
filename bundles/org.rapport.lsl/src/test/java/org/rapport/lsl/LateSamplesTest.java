package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;

/** Chunks pushed with one stamp each: those of their samples are even, but chunks overlap and leave holes by their jitter. */
class LateSamplesTest {
    private static final double NAN = Double.NaN;

    private static StreamQuality quality(double rate, int chunk, double late, int lossEvery, int seconds) {
        Random random = new Random(5);
        StreamMeter meter = new StreamMeter(StreamId.of("s"), rate);
        long lost = 0;
        for (int i = 0; i * chunk < rate * seconds; i++) {
            if (lossEvery > 0 && i % lossEvery == lossEvery - 1 && (i + lossEvery) * chunk < rate * seconds) {
                lost += chunk;
                continue;
            }
            // a busy computer pushes most chunks soon, and some much later
            double push = (i + 1) * chunk / rate * 1.00005
                    + late * (random.nextInt(20) == 0 ? random.nextDouble() : 0.05 * random.nextDouble());
            for (int k = 1; k <= chunk; k++) {
                meter.add(100 + push - (chunk - k) / rate);
            }
        }
        return meter.quality(0, 0, NAN, NAN, lost);
    }

    @ParameterizedTest
    @CsvSource({"16000, 320, 0.05", "16000, 320, 0.3", "600, 4, 0.03", "250, 63, 0.2", "2000, 20, 0.1", "30, 1, 0.1",
            "48000, 480, 0.4"})
    void lateChunksLoseNothing(double rate, int chunk, double late) {
        StreamQuality quality = quality(rate, chunk, late, 0, 120);
        assertThat((double) quality.missing() / quality.samples()).isLessThan(0.001);
    }

    @ParameterizedTest
    @CsvSource({"16000, 320, 0.01, 400", "600, 4, 0.003, 300", "130, 73, 0.1, 40", "30, 1, 0.003, 100", "250, 63, 0.05, 20"})
    void lostOnesAreCounted(double rate, int chunk, double late, int lossEvery) {
        StreamQuality quality = quality(rate, chunk, late, lossEvery, 120);
        double lost = quality.uncertainty(); // carried there by this test
        assertThat((double) quality.missing()).isCloseTo(lost, within(0.1 * lost + 1));
    }
}
