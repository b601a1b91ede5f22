package org.rapport.xdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Files beyond what 32 bits can count, with or without a sign. It takes 5 GB of disk: {@code -Drapport.large=true}. */
class LargeFileTest {
    private static final long FOUR_GIB = 1L << 32;
    private static final int CHANNELS = 64;
    private static final int CHUNK = 8192;

    @TempDir
    private Path folder;

    @Test
    @EnabledIfSystemProperty(named = "rapport.large", matches = "true")
    void everySampleOfAFileOfMoreThanFourGibibytesIsRead() throws IOException {
        Path file = folder.resolve("large.xdf");
        long samples = write(file);
        assertThat(Files.size(file)).isGreaterThan(FOUR_GIB);
        Counter counter = new Counter();
        assertThat(XdfReader.read(file, counter)).isEmpty();
        assertThat(counter.samples).isEqualTo(samples);
        assertThat(counter.differs).isZero();
    }

    private static long write(Path file) throws IOException {
        long sample = 0;
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter stream = writer.addStream(Headers.of(XdfFormat.FLOAT32, CHANNELS, 1000));
            double[] times = new double[CHUNK];
            float[] values = new float[CHUNK * CHANNELS];
            while (sample * CHANNELS * Float.BYTES < FOUR_GIB + (64 << 20)) {
                for (int i = 0; i < CHUNK; i++, sample++) {
                    times[i] = sample / 1000.0;
                    values[i * CHANNELS] = mark(sample);
                    values[(i + 1) * CHANNELS - 1] = -mark(sample);
                }
                stream.write(times, values);
            }
        }
        return sample;
    }

    /** Whole numbers that a float holds. */
    private static float mark(long sample) {
        return sample % 1_000_003;
    }

    private static final class Counter implements XdfVisitor {
        private long samples;
        private long differs;

        @Override
        public void stream(int id, String xml, StreamHeader header) {
            assertThat(header.channelCount()).isEqualTo(CHANNELS);
        }

        @Override
        public void samples(int id, double[] times, XdfValues values) {
            float[] floats = values.floats();
            for (int i = 0; i < times.length; i++, samples++) {
                boolean same = Math.abs(times[i] - samples / 1000.0) < 1e-6 && floats[i * CHANNELS] == mark(samples)
                        && floats[(i + 1) * CHANNELS - 1] == -mark(samples);
                differs += same ? 0 : 1;
            }
        }
    }
}
