package org.rapport.xdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.testkit.HostileFiles;
import org.rapport.testkit.Mutator;

/** A file read in sections of any size, by runs of sound chunks, gives to the bit what it gives chunk by chunk. */
class WholeFileTest {
    private static final int MUTANTS = 500;
    private static final int MAX_BYTES = 32_768;
    private static final int[] SECTION_BYTES = {1, 150, 2000, 1 << 20};
    private static final int CHANNELS = 64;
    private static final int SAMPLES = 80_000;

    @TempDir
    private Path folder;

    private void sameInAllSections(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("r.xdf"), bytes);
        Visited visited = new Visited();
        List<String> warnings = XdfReader.read(file, visited);
        for (int sectionBytes : SECTION_BYTES) {
            try (FileChannel channel = FileChannel.open(file)) {
                XdfFile whole = new WholeFile(new FileWindow(channel, channel.size()), sectionBytes).read();
                assertThat(whole.warnings()).isEqualTo(warnings);
                visited.check(whole);
            }
        }
    }

    @Test
    void mutantsOfRecordings() throws IOException {
        List<byte[]> corpus = HostileFiles.corpus(Path.of("src", "test", "resources", "corpus"));
        for (byte[] sound : corpus) {
            sameInAllSections(sound);
        }
        Mutator mutator = new Mutator(5, corpus, MAX_BYTES);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutator.next();
            System.arraycopy(Tag.magic(), 0, mutant, 0, Math.min(mutant.length, Tag.magic().length));
            if (mutant.length >= Tag.magic().length) {
                sameInAllSections(mutant);
            }
        }
    }

    /** Few stamps, boundaries, and a stream of texts between; some bytes changed. */
    @Test
    void damagedRecordingsWithFewStamps() throws IOException {
        byte[] sound = fewStamps();
        sameInAllSections(sound);
        Random random = new Random(7);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] damaged = sound.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                damaged[Tag.magic().length + random.nextInt(damaged.length - Tag.magic().length)] = (byte) random.nextInt(10);
            }
            sameInAllSections(damaged);
        }
    }

    private byte[] fewStamps() throws IOException {
        Path file = folder.resolve("few.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter numbers = writer.addStream(Headers.of(XdfFormat.FLOAT32, 3, 300));
            XdfStreamWriter texts = writer.addStream(Headers.of(XdfFormat.STRING, 1, 10));
            for (int chunk = 0; chunk < 60; chunk++) {
                double stamp = chunk % 9 == 4 ? 100 + chunk / 3.0 : Double.NaN;
                float value = chunk / 7f;
                numbers.write(new double[]{Double.NaN, stamp, Double.NaN}, new float[]{value, 1, 2, 3, 4, value, 6, 7, 8});
                texts.write(new double[]{chunk % 3 == 0 ? chunk : Double.NaN}, new String[]{"text " + chunk});
                if (chunk % 10 == 0) {
                    writer.boundary();
                }
            }
        }
        return Files.readAllBytes(file);
    }

    @Test
    void chunksWhoseLengthFitsAndWhoseBytesDoNot() throws IOException {
        byte[] stampThatIsMissing = {0, 1, 0, 2, 9, 9, 9, 9, 9, 9, 9, 9};
        byte[] stampOfFiveBytes = {5, 1, 0, 2};
        byte[] stampThatIsCut = {0, 1, 8, 2, 2};
        byte[] valueThatIsCut = {0, 1, 0};
        for (byte[] samples : List.of(stampThatIsMissing, stampOfFiveBytes, stampThatIsCut, valueThatIsCut)) {
            byte[] lying = withChunkOfTwo(samples);

            sameInAllSections(lying);
            assertThat(XdfReader.read(Files.write(folder.resolve("lying.xdf"), lying)).warnings()).anyMatch(line -> line.matches(
                    "samples are missing from the chunk at byte \\d+|" + "the chunk at byte \\d+ is longer than its samples"));
        }
    }

    /** A sound recording with one more chunk, of two samples of a byte. */
    private byte[] withChunkOfTwo(byte[] samples) throws IOException {
        Path file = Files.createTempDirectory(folder, "one").resolve("one.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            writer.addStream(Headers.of(XdfFormat.INT8, 1, 1)).write(new double[]{1}, new byte[]{1});
        }
        byte[] sound = Files.readAllBytes(file);
        ByteBuffer more = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        more.put((byte) 1).put((byte) (Tag.BYTES + Integer.BYTES + 2 + samples.length)).putShort((short) Tag.SAMPLES).putInt(1);
        more.put((byte) 1).put((byte) 2).put(samples);
        more.put((byte) 1).put((byte) (Tag.BYTES + Tag.boundary().length)).putShort((short) Tag.BOUNDARY).put(Tag.boundary());
        return ByteBuffer.allocate(sound.length + more.position()).put(sound).put(more.flip()).array();
    }

    /** So many samples that room for them is made before they are counted. */
    @Test
    void aFooterThatLiesIsNotBelieved() throws IOException {
        Path file = folder.resolve("long.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter stream = writer.addStream(Headers.of(XdfFormat.FLOAT32, CHANNELS, 1000));
            for (int i = 0; i < SAMPLES; i += 100) {
                double[] times = new double[100];
                Arrays.fill(times, i);
                stream.write(times, new float[100 * CHANNELS]);
            }
        }
        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(FooterCounts.of(new FileWindow(channel, channel.size()))).isEqualTo(Map.of(1, (long) SAMPLES));
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String lie : List.of("80001", "79999", "00001", "99999", "-8000", "8e+04")) {
            Files.writeString(file, text.replace("<sample_count>80000<", "<sample_count>" + lie + "<"),
                    StandardCharsets.ISO_8859_1);

            XdfFile read = XdfReader.read(file);

            assertThat(read.streams().get(0).samples()).isEqualTo(SAMPLES);
            assertThat(read.streams().get(0).times()).startsWith(0).endsWith(SAMPLES - 100);
            assertThat(read.warnings()).containsExactly(
                    "stream 1 (test & \u00e4) was closed with " + lie + " samples, of which " + SAMPLES + " are there");
        }
    }
}
