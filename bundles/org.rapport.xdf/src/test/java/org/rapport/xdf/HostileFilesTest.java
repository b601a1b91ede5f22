package org.rapport.xdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.testkit.HostileFiles;
import org.rapport.testkit.Mutator;

/** Recordings that broken or hostile recorders might make: read as far as they go, or refused in one line. */
class HostileFilesTest {
    private static final int MAX_BYTES = 32_768;
    private static final int SAMPLES = 10_000_000;

    @TempDir
    private Path folder;

    @Test
    void anyBytesAreReadOrRefusedInOneLine() throws Exception {
        Mutator mutator = new Mutator(3, corpus(), MAX_BYTES);
        new HostileFiles("XDF, bytes", 2_000).withstoodBy(this::readEveryWay, folder.resolve("mutant.xdf"), mutator::next);
    }

    @Test
    void anyChunksAreReadOrRefusedInOneLine() throws Exception {
        Chunks chunks = new Chunks(4, corpus());
        new HostileFiles("XDF, chunks", 2_000).withstoodBy(this::readEveryWay, folder.resolve("mutant.xdf"), chunks::next);
    }

    private static List<byte[]> corpus() throws IOException {
        return HostileFiles.corpus(Path.of("src", "test", "resources", "corpus"));
    }

    private List<String> readEveryWay(Path file) throws IOException {
        Path sound = folder.resolve("sound.xdf");
        Files.deleteIfExists(sound);
        XdfFile whole = XdfReader.read(file);
        for (XdfStream stream : whole.streams()) {
            assertThat(stream.values().count()).isEqualTo(stream.times().length * stream.channelCount());
            assertThat(ClockModel.of(stream).times(stream.times())).hasSameSizeAs(stream.times());
        }
        long[] samples = new long[1];
        List<String> warnings = XdfReader.read(file, new XdfVisitor() {
            @Override
            public void stream(int id, String xml, StreamHeader header) {
                // only the samples count
            }

            @Override
            public void samples(int id, double[] times, XdfValues values) {
                samples[0] += times.length;
            }
        });
        assertThat(samples[0]).isEqualTo(whole.streams().stream().mapToLong(stream -> stream.times().length).sum());
        XdfSalvage.salvage(file, sound);
        assertThat(XdfReader.read(sound).streams()).hasSameSizeAs(whole.streams());
        return warnings;
    }

    @Test
    @Timeout(300)
    void aChunkOfTwoGibibytesTakesNoMemory() throws Exception {
        Path file = folder.resolve("large.xdf");
        byte[] sound = Files.readAllBytes(Path.of("src", "test", "resources", "corpus", "numbers.xdf"));
        Files.write(file, sound);
        int length = Integer.MAX_VALUE - 8;
        ByteBuffer head = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte) 4).putInt(length).putShort((short) Tag.SAMPLES).putInt(1).put((byte) 4).putInt(SAMPLES).flip();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(head, sound.length);
            channel.write(ByteBuffer.allocate(1), sound.length + 5L + length - 1); // sparse: the rest is zeros
        }
        long[] samples = new long[1];
        XdfReader.read(file, new XdfVisitor() {
            @Override
            public void stream(int id, String xml, StreamHeader header) {
                // only the samples count
            }

            @Override
            public void samples(int id, double[] times, XdfValues values) {
                samples[0] += times.length;
            }
        });
        assertThat(samples[0]).isEqualTo(20 + SAMPLES);
    }

    /** Makes files of chunks whose lengths are right, and whose content and order are not. */
    private static final class Chunks {
        private final Random random;
        private final Mutator mutator;
        private final List<byte[]> chunks = new ArrayList<>();

        Chunks(long seed, List<byte[]> files) {
            random = new Random(seed);
            for (byte[] file : files) {
                split(file);
            }
            mutator = new Mutator(seed, chunks, MAX_BYTES);
        }

        private void split(byte[] file) {
            ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(Tag.magic().length);
            while (bytes.remaining() > 5) {
                int length = (int) VariableIntegers.unsigned(bytes, bytes.get());
                if (length > bytes.remaining()) {
                    return;
                }
                byte[] content = new byte[length];
                bytes.get(content);
                chunks.add(content);
            }
        }

        byte[] next() {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes("XDF:".getBytes(StandardCharsets.US_ASCII));
            int from = random.nextInt(chunks.size());
            for (int i = from; i < Math.min(chunks.size(), from + 40); i++) {
                int repeats = random.nextInt(10) == 0 ? random.nextInt(3) : 1;
                for (int k = 0; k < repeats; k++) {
                    byte[] content = random.nextInt(6) == 0 ? mutator.mutate(chunks.get(i)) : chunks.get(i);
                    write(Arrays.copyOf(content, Math.max(Tag.BYTES, content.length)), file);
                }
            }
            return file.toByteArray();
        }

        private static void write(byte[] content, ByteArrayOutputStream file) {
            ByteBuffer head = ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN).put((byte) 4).putInt(content.length);
            file.writeBytes(head.array());
            file.writeBytes(content);
        }
    }
}
