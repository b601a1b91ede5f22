package org.rapport.xdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
    private static final int BOUNDARY_BYTES = 20;

    @TempDir
    private Path folder;
    private Path file;
    private byte[] sound;
    /** Size of the file after each chunk of samples. */
    private final List<Long> sizes = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("sound.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter numbers = writer.addStream(Headers.of(XdfFormat.INT16, 2, 1));
            XdfStreamWriter texts = writer.addStream(Headers.of(XdfFormat.STRING, 1, 0));
            for (short i = 0; i < 5; i++) {
                numbers.write(new double[]{i, Double.NaN}, new short[]{i, i, i, i});
                texts.write(new double[]{i}, new String[]{"text " + i});
                writer.flush();
                sizes.add(Files.size(file));
                writer.boundary();
            }
            numbers.write(new ClockOffset(1, 2));
        }
        sound = Files.readAllBytes(file);
    }

    private XdfFile read(byte[] bytes) throws IOException {
        return XdfReader.read(Files.write(folder.resolve("damaged.xdf"), bytes));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private byte[] withInserted(int offset, byte[] inserted) {
        return ByteBuffer.allocate(sound.length + inserted.length).put(sound, 0, offset).put(inserted)
                .put(sound, offset, sound.length - offset).array();
    }

    @Test
    void keepsAllThatIsWholeWhereverTheFileIsCut() throws IOException {
        for (int length = 4; length < sound.length; length++) {
            int cut = length;
            int chunks = (int) sizes.stream().filter(size -> size <= cut).count();

            XdfFile read = read(Arrays.copyOf(sound, cut));

            assertThat(read.streams().stream().filter(s -> s.id() == 1).mapToInt(XdfStream::samples).sum()).as("cut at %d", cut)
                    .isGreaterThanOrEqualTo(2 * chunks).isLessThanOrEqualTo(10);
            assertThat(read.streams().stream().filter(s -> s.id() == 2).mapToInt(XdfStream::samples).sum()).as("cut at %d", cut)
                    .isGreaterThanOrEqualTo(chunks).isLessThanOrEqualTo(5);
            boolean betweenHeaders = read.streams().isEmpty();
            assertThat(read.warnings().isEmpty()).as("cut at %d is told", cut).isIn(false, betweenHeaders);
        }
    }

    @Test
    void keepsTheWholeSamplesOfACutChunk() throws IOException {
        // the text sample and the second number sample go (1 + 4 bytes), the first stays
        int textChunk = 1 + 1 + 2 + 4 + 2 + 9 + 1 + 1 + 6;
        XdfFile read = read(Arrays.copyOf(sound, (int) (long) sizes.get(0) - textChunk - 3));

        assertThat(read.streams().get(0).times()).containsExactly(0);
        assertThat(read.warnings()).anyMatch(line -> line.startsWith("the file ends within a chunk at byte "));
    }

    @Test
    void goesOnAfterTheNextBoundary() throws IOException {
        byte[] damaged = sound.clone();
        // the head of the chunk after the second boundary
        Arrays.fill(damaged, (int) (long) sizes.get(1) + BOUNDARY_BYTES, (int) (long) sizes.get(1) + BOUNDARY_BYTES + 10,
                (byte) 0x7f);

        XdfFile read = read(damaged);

        assertThat(read.streams().get(0).values().longs()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 3, 3, 3, 3, 4, 4, 4, 4);
        assertThat(read.warnings()).anyMatch(line -> line.matches("bytes \\d+ to \\d+ are damaged and left out"));
    }

    @Test
    void findsABoundaryFarAway() throws IOException {
        byte[] noise = new byte[300_000];
        Arrays.fill(noise, (byte) 9);

        XdfFile read = read(withInserted((int) (long) sizes.get(0), noise));

        assertThat(read.streams().get(0).samples()).isEqualTo(10);
    }

    @Test
    void skipsUnknownChunks() throws IOException {
        XdfFile read = read(withInserted((int) (long) sizes.get(0), bytes(1, 5, 77, 0, 1, 2, 3)));

        assertThat(read.streams().get(1).samples()).isEqualTo(5);
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void believesNoLength() throws IOException {
        byte[] claim = ByteBuffer.allocate(11).order(ByteOrder.LITTLE_ENDIAN).put((byte) 8).putLong(1L << 62)
                .putShort((short) Tag.SAMPLES).array();
        byte[] negative = ByteBuffer.allocate(11).order(ByteOrder.LITTLE_ENDIAN).put((byte) 8).putLong(-2)
                .putShort((short) Tag.SAMPLES).array();

        assertThat(read(withInserted((int) (long) sizes.get(4), claim)).streams().get(0).samples()).isEqualTo(10);
        assertThat(read(withInserted((int) (long) sizes.get(4), negative)).streams().get(0).samples()).isEqualTo(10);
    }

    @Test
    void believesNoCount() throws IOException {
        byte[] claim = ByteBuffer.allocate(17).order(ByteOrder.LITTLE_ENDIAN).put((byte) 1).put((byte) 15)
                .putShort((short) Tag.SAMPLES).putInt(1).put((byte) 8).putLong(Long.MAX_VALUE).array();

        XdfFile read = read(withInserted((int) (long) sizes.get(0), claim));

        assertThat(read.streams().get(0).samples()).isEqualTo(10);
        assertThat(read.warnings()).anyMatch(line -> line.startsWith("samples are missing from the chunk at byte "));
    }

    @Test
    void readsWhatFollowsAChunkThatSaysItIsLonger() throws IOException {
        byte[] damaged = sound.clone();
        int chunk = (int) (long) sizes.get(0) + BOUNDARY_BYTES;
        damaged[chunk + 1] += 60;

        assertThat(read(damaged).streams().get(0).samples()).isEqualTo(10);
    }

    @Test
    void neverFailsOnNoise() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = sound.clone();
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            }
            assertThat(read(damaged).streams().size()).isLessThanOrEqualTo(damaged.length);
        }
    }

    @Test
    void leavesOutAStreamItCannotUnderstand() throws IOException {
        Path other = folder.resolve("other.xdf");
        try (XdfWriter writer = new XdfWriter(other)) {
            writer.addStream(Headers.of(XdfFormat.INT8, 1, 0)).write(new double[]{1}, new byte[]{1});
        }
        String latin = new String(Files.readAllBytes(other), StandardCharsets.ISO_8859_1);
        byte[] hostile = latin.replace(">int8<", ">int9<").getBytes(StandardCharsets.ISO_8859_1);

        XdfFile read = read(hostile);

        assertThat(read.streams()).isEmpty();
        assertThat(read.warnings()).containsExactly("stream 1 is left out: channel_format \"int9\" is none of float32, "
                + "double64, int8, int16, int32, int64, string");
    }

    @Test
    void readsNoDocumentTypes() {
        String bomb = "<!DOCTYPE info [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><info><name>&b;</name></info>";
        String outside = "<!DOCTYPE info [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><info><name>&a;</name></info>";

        assertThatThrownBy(() -> ChunkXml.parse(bomb)).isInstanceOf(XdfException.class);
        assertThatThrownBy(() -> ChunkXml.parse(outside)).isInstanceOf(XdfException.class);
    }

    @Test
    void saysWhatIsNoXdf() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "time,value");

        assertThatThrownBy(() -> XdfReader.read(text)).isInstanceOf(XdfException.class)
                .hasMessage(text + " is not an XDF file: it does not begin with \"XDF:\"");
        assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(XdfException.class);
    }
}
