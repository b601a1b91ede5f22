package org.rapport.recording.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final double RATE = 100;
    private final Random random = new Random(9);

    private float[] values(int samples) {
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian();
        }
        return values;
    }

    private static SampleRows rows(Envelope envelope, float[] values, double from, double to) {
        for (int i = 0; i < values.length; i++) {
            envelope.add(1000 + i / RATE, values, i);
        }
        return envelope.rows(from, to, 0, 1, 0.1);
    }

    private static double[] sorted(float[] values, int from, int to) {
        return IntStream.range(from, to).mapToDouble(i -> values[i]).filter(value -> !Double.isNaN(value)).sorted().toArray();
    }

    @Test
    void keepsPeaksHoweverOftenTwoBecomeOne() {
        for (int samples = 1; samples < 40_000; samples = samples * 3 + random.nextInt(7)) {
            float[] values = values(samples);
            Envelope envelope = Envelope.growing(1, 100, 0.001);
            SampleRows all = rows(envelope, values, 0, 1e9);
            assertThat(all.times()).isSorted().hasSizeLessThanOrEqualTo(200);
            double[] truth = sorted(values, 0, samples);
            double[] kept = sorted(all.values(), 0, all.values().length);
            if (truth.length > 0) {
                assertThat(kept[0]).isEqualTo(truth[0]);
                assertThat(kept[kept.length - 1]).isEqualTo(truth[truth.length - 1]);
            }
            assertThat(all.times()[0]).isEqualTo(1000);
            assertThat(all.times()[all.times().length - 1]).isEqualTo(1000 + (samples - 1) / RATE);
        }
    }

    @Test
    void ofFewSamplesNothingIsLost() {
        float[] values = values(80);
        Envelope envelope = Envelope.growing(1, 10_000, 0.001);
        SampleRows all = rows(envelope, values, 0, 1e9);
        assertThat(envelope.isExact()).isTrue();
        assertThat(all.values()).containsExactly(values);
    }

    @Test
    void aStretchHasTheRowBeforeAndTheRowAfter() {
        Envelope envelope = Envelope.growing(1, 10_000, 0.001);
        float[] values = new float[1000];
        Arrays.setAll(new double[1000], i -> values[i] = i);
        assertThat(rows(envelope, values, 1002.002, 1002.037).values()).containsExactly(200, 201, 202, 203, 204);
    }

    @Test
    void thinnedItHasThePeaksAndTheGaps() {
        float[] values = values(20_000);
        values[7777] = 99;
        Envelope envelope = Envelope.growing(1, 100_000, 0.001);
        for (int i = 0; i < values.length; i++) {
            envelope.add(1000 + i / RATE + (i < 10_000 ? 0 : 30), values, i);
        }
        SampleRows all = envelope.rows(0, 1e9, 0, 1, 0.1);
        SampleRows thin = Envelope.thinned(all, 1, 300, 0.1);
        assertThat(thin.times()).isSorted().hasSizeLessThan(620);
        double[] kept = sorted(thin.values(), 0, thin.values().length);
        double[] truth = sorted(values, 0, values.length);
        assertThat(kept[0]).isEqualTo(truth[0]);
        assertThat(kept[kept.length - 1]).isEqualTo(99);
        assertThat(IntStream.range(0, thin.times().length).filter(i -> thin.times()[i] > 1100 && thin.times()[i] < 1130))
                .allMatch(i -> Float.isNaN(thin.values()[i])).isNotEmpty();
        assertThat(Envelope.thinned(all, 1, 1_000_000, 0.1)).isSameAs(all);
    }
}
