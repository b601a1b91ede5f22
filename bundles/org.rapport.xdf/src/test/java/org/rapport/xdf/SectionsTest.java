package org.rapport.xdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file so large that it is read in several sections at once gives what it gives chunk by chunk. */
class SectionsTest {
    private static final int CHUNKS = 3000;
    private static final int CHANNELS = 64;
    private static final int CHUNK_SAMPLES = 30;

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        Random random = new Random(1);
        file = folder.resolve("large.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter floats = writer.addStream(Headers.of(XdfFormat.FLOAT32, CHANNELS, 500));
            XdfStreamWriter texts = writer.addStream(Headers.of(XdfFormat.STRING, 2, 0));
            XdfStreamWriter late = null;
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                float[] values = new float[CHUNK_SAMPLES * CHANNELS];
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextFloat();
                }
                double[] times = new double[CHUNK_SAMPLES];
                Arrays.fill(times, Double.NaN); // most stamps depend on a chunk far before
                times[5] = chunk % 700 == 0 ? chunk : Double.NaN;
                floats.write(times, values);
                texts.write(new double[]{chunk}, new String[]{"text " + chunk, "\u00e4".repeat(chunk % 300)});
                if (chunk == CHUNKS / 2) {
                    late = writer.addStream(Headers.of(XdfFormat.INT16, 1, 0));
                }
                if (late != null) {
                    late.write(new double[]{chunk}, new short[]{(short) chunk});
                }
                if (chunk % 50 == 0) {
                    writer.boundary();
                }
            }
        }
    }

    /** Compares a recording with what comes chunk by chunk. */
    private static final class Comparison implements XdfVisitor {
        private final Map<Integer, XdfStream> whole;
        private final Map<Integer, Integer> seen = new HashMap<>();

        Comparison(XdfFile whole) {
            this.whole = whole.streams().stream().collect(Collectors.toMap(XdfStream::id, stream -> stream));
        }

        @Override
        public void stream(int id, String xml, StreamHeader header) {
            assertThat(whole.get(id).header()).isEqualTo(xml);
            seen.put(id, 0);
        }

        @Override
        public void samples(int id, double[] times, XdfValues values) {
            XdfStream stream = whole.get(id);
            int from = seen.get(id);
            int to = from + times.length;
            int first = from * stream.channelCount();
            int last = to * stream.channelCount();
            assertThat(Arrays.equals(stream.times(), from, to, times, 0, times.length)).as("times").isTrue();
            assertThat(switch (stream.format()) {
                case STRING -> Arrays.equals(stream.values().strings(), first, last, values.strings(), 0, values.count());
                case FLOAT32 -> Arrays.equals(stream.values().floats(), first, last, values.floats(), 0, values.count());
                default -> Arrays.equals(stream.values().longs(), first, last, values.longs(), 0, values.count());
            }).as("values").isTrue();
            seen.put(id, to);
        }
    }

    private static XdfFile readBothWays(Path file) throws IOException {
        XdfFile whole = XdfReader.read(file);
        Comparison comparison = new Comparison(whole);
        assertThat(XdfReader.read(file, comparison)).isEqualTo(whole.warnings());
        for (XdfStream stream : whole.streams()) {
            assertThat(comparison.seen).containsEntry(stream.id(), stream.samples());
        }
        readInParts(file, whole);
        return whole;
    }

    /** From the last part to the first, each by itself. */
    private static void readInParts(Path file, XdfFile whole) throws IOException {
        Comparison once = new Comparison(whole);
        List<Double> progress = new ArrayList<>();
        try (XdfParts parts = XdfParts.of(file, once, progress::add)) {
            assertThat(parts.warnings()).isEqualTo(whole.warnings());
            assertThat(parts.count()).isGreaterThan(20);
            assertThat(progress).isSorted().last().isEqualTo(1.0);
            List<Map<Integer, Integer>> before = new ArrayList<>();
            Comparison inOrder = new Comparison(whole);
            whole.streams().forEach(stream -> inOrder.seen.put(stream.id(), 0));
            for (int part = 0; part < parts.count(); part++) {
                before.add(Map.copyOf(inOrder.seen));
                Map<Integer, Integer> counts = new HashMap<>(inOrder.seen);
                parts.read(part, id -> true, inOrder);
                inOrder.seen.forEach((id, count) -> assertThat(count).isGreaterThanOrEqualTo(counts.get(id)));
            }
            assertThat(inOrder.seen).isEqualTo(once.seen);
            int texts = whole.streams().get(1).id();
            for (int part = parts.count() - 1; part >= 0; part--) {
                Comparison alone = new Comparison(whole);
                alone.seen.putAll(before.get(part));
                parts.read(part, id -> id == texts, alone);
                int next = part + 1 < parts.count() ? before.get(part + 1).get(texts) : once.seen.get(texts);
                assertThat(alone.seen.get(texts)).isEqualTo(next);
                assertThat(alone.seen.get(whole.streams().get(0).id())).as("not asked for").isIn(0,
                        before.get(part).get(whole.streams().get(0).id()));
            }
        }
    }

    @Test
    void readsASoundFile() throws IOException {
        XdfFile read = readBothWays(file);

        assertThat(read.warnings()).isEmpty();
        assertThat(read.streams()).extracting(XdfStream::samples).containsExactly(CHUNKS * CHUNK_SAMPLES, CHUNKS, CHUNKS / 2);
        assertThat(read.streams().get(0).times()[CHUNKS * CHUNK_SAMPLES - 1]).as("derived across sections")
                .isCloseTo(2800 + ((CHUNKS - 2800) * CHUNK_SAMPLES - 6) / 500.0, within(1e-6));
    }

    @Test
    void readsADamagedFile() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            bytes[1000 + random.nextInt(bytes.length - 1000)] = (byte) random.nextInt();
        }
        Path damaged = Files.write(folder.resolve("damaged.xdf"), Arrays.copyOf(bytes, bytes.length - 12_345));

        XdfFile read = readBothWays(damaged);

        assertThat(read.warnings()).isNotEmpty();
        assertThat(read.streams().get(0).samples()).isBetween(CHUNKS * CHUNK_SAMPLES / 2, CHUNKS * CHUNK_SAMPLES);
    }
}
