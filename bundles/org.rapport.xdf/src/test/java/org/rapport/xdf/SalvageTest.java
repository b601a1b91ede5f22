package org.rapport.xdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalvageTest {
    private static final int STAMPED_EVERY = 4;

    @TempDir
    private Path folder;

    /** A chunk of two samples for each i; in most of them both stamps are left out. */
    private Path recording(XdfFormat format, int chunks) throws IOException {
        Path file = folder.resolve("r.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter numbers = writer.addStream(Headers.of(format, 1, 1));
            XdfStreamWriter texts = writer.addStream(Headers.of(XdfFormat.STRING, 1, 0));
            for (int i = 0; i < chunks; i++) {
                double[] times = {i % STAMPED_EVERY == 0 ? 2 * i : Double.NaN, Double.NaN};
                switch (format) {
                    case INT8 -> numbers.write(times, new byte[]{(byte) i, (byte) -i});
                    case INT16 -> numbers.write(times, new short[]{(short) i, (short) -i});
                    case INT32 -> numbers.write(times, new int[]{i, -i});
                    case INT64 -> numbers.write(times, new long[]{i, Long.MIN_VALUE + i});
                    case FLOAT32 -> numbers.write(times, new float[]{i, Float.NaN});
                    default -> numbers.write(times, new double[]{i, Math.PI});
                }
                texts.write(new double[]{i}, new String[]{"\u00e4 " + i});
                numbers.write(new ClockOffset(i, 0.001 * i));
                writer.boundary();
            }
        }
        return file;
    }

    @Test
    void copiesASoundFileOfEveryFormatAsItIs() throws IOException {
        for (XdfFormat format : XdfFormat.values()) {
            if (format == XdfFormat.STRING) {
                continue;
            }
            Path file = recording(format, 300);
            Path copy = folder.resolve("copy.xdf");

            XdfSalvage.Report report = XdfSalvage.salvage(file, copy);

            XdfFile before = XdfReader.read(file);
            XdfFile after = XdfReader.read(copy);
            assertThat(report.warnings()).isEmpty();
            assertThat(report.streams()).extracting(XdfSalvage.KeptStream::name).containsOnly("test & \u00e4");
            assertThat(report.streams()).extracting(XdfSalvage.KeptStream::samples).containsExactly(600L, 300L);
            assertThat(report.streams()).extracting(XdfSalvage.KeptStream::withoutTime).containsOnly(0L);
            assertThat(after.warnings()).isEmpty();
            assertThat(after.streams().get(0).header()).isEqualTo(before.streams().get(0).header());
            assertThat(after.streams().get(0).times()).containsExactly(before.streams().get(0).times());
            assertThat(after.streams().get(0).values().doubles()).containsExactly(before.streams().get(0).values().doubles());
            assertThat(after.streams().get(0).values().longs()).containsExactly(before.streams().get(0).values().longs());
            assertThat(after.streams().get(0).clockOffsets()).isEqualTo(before.streams().get(0).clockOffsets());
            assertThat(after.streams().get(1).values().strings()).containsExactly(before.streams().get(1).values().strings());
            Files.delete(file);
            Files.delete(copy);
        }
    }

    @Test
    void makesASoundFileOfWhateverIsLeft() throws IOException {
        byte[] whole = Files.readAllBytes(recording(XdfFormat.INT16, 20));
        XdfFile sound = XdfReader.read(folder.resolve("r.xdf"));
        for (int length = 660; length < whole.length; length += 37) {
            Path cut = Files.write(folder.resolve("cut.xdf"), Arrays.copyOf(whole, length));
            Path copy = folder.resolve("copy.xdf");

            XdfSalvage.Report report = XdfSalvage.salvage(cut, copy);

            assertThat(report.warnings()).as("cut at %d", length).isNotEmpty();
            XdfFile after = XdfReader.read(copy);
            assertThat(after.warnings()).isEmpty();
            long[] values = after.streams().get(0).values().longs();
            assertThat(values).startsWith(0).isEqualTo(Arrays.copyOf(sound.streams().get(0).values().longs(), values.length));
            Files.delete(copy);
        }
    }

    @Test
    void derivesNoStampFromASampleBeforeTheDamage() throws IOException {
        byte[] bytes = Files.readAllBytes(recording(XdfFormat.INT16, 12));
        Path damaged = folder.resolve("damaged.xdf");
        int boundary = 0;
        for (int found = 0; found < 3; boundary++) { // after the third boundary, that is after chunk 2
            found += Arrays.equals(bytes, boundary, boundary + 16, Tag.boundary(), 0, 16) ? 1 : 0;
        }
        Arrays.fill(bytes, boundary + 15, boundary + 25, (byte) 0x7f);
        Files.write(damaged, bytes);

        XdfStream read = XdfReader.read(damaged).streams().get(0);
        XdfSalvage.Report report = XdfSalvage.salvage(damaged, folder.resolve("copy.xdf"));
        XdfStream copied = XdfReader.read(folder.resolve("copy.xdf")).streams().get(0);

        assertThat(read.values().longs()).startsWith(0, 0, 1, -1, 2, -2, 4, -4);
        assertThat(read.times()).as("the next chunk is stamped").startsWith(0, 1, 2, 3, 4, 5, 8, 9);
        assertThat(copied.times()).containsExactly(read.times());
        assertThat(report.streams().get(0).withoutTime()).isZero();
    }

    @Test
    void leavesOutSamplesWhoseTimeDependsOnLostOnes() throws IOException {
        byte[] bytes = Files.readAllBytes(recording(XdfFormat.INT16, 12));
        Path damaged = folder.resolve("damaged.xdf");
        int boundary = 0;
        for (int found = 0; found < 1; boundary++) { // after chunk 0: chunk 1 is lost, 2 and 3 have no stamps
            found += Arrays.equals(bytes, boundary, boundary + 16, Tag.boundary(), 0, 16) ? 1 : 0;
        }
        Arrays.fill(bytes, boundary + 15, boundary + 25, (byte) 0x7f);
        Files.write(damaged, bytes);

        XdfStream read = XdfReader.read(damaged).streams().get(0);
        XdfSalvage.Report report = XdfSalvage.salvage(damaged, folder.resolve("copy.xdf"));
        XdfStream copied = XdfReader.read(folder.resolve("copy.xdf")).streams().get(0);

        assertThat(read.times()).startsWith(0, 1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 8, 9);
        assertThat(copied.times()).startsWith(0, 1, 8, 9);
        assertThat(report.streams().get(0).withoutTime()).isEqualTo(4);
    }

    @Test
    void streamsKeepTheirNumbersWhenAHeaderIsLost() throws IOException {
        Path file = folder.resolve("three.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            for (int number = 1; number <= 3; number++) {
                writer.boundary();
                writer.addStream(Headers.of(XdfFormat.INT16, 1, 0)).write(new double[]{number}, new short[]{(short) number});
                writer.boundary();
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int name = text.indexOf("<name>test", text.indexOf("<name>test") + 1);
        int second = text.lastIndexOf("<info>", name);
        Arrays.fill(bytes, second - 8, second, (byte) 0x7f); // length, tag and number of the chunk
        Files.write(file, bytes);

        XdfSalvage.salvage(file, folder.resolve("copy.xdf"));

        assertThat(XdfReader.read(folder.resolve("copy.xdf")).streams())
                .allSatisfy(stream -> assertThat(stream.values().longs()).containsExactly(stream.id())).extracting(XdfStream::id)
                .containsExactly(1, 3);
    }

    @Test
    void leavesNothingBehindWhereNothingCanBeRead() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "time,value");
        Path copy = folder.resolve("copy.xdf");

        assertThatThrownBy(() -> XdfSalvage.salvage(text, copy)).isInstanceOf(XdfException.class);
        assertThat(copy).doesNotExist();
    }

    @Test
    void neverOverwrites() throws IOException {
        Path file = recording(XdfFormat.INT8, 1);
        Path precious = Files.writeString(folder.resolve("copy.xdf"), "precious");

        assertThatThrownBy(() -> XdfSalvage.salvage(file, precious)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(precious).hasContent("precious");
    }

    @Test
    void anAbandonedFileEndsWithWhatWasFlushed() throws IOException {
        Path file = folder.resolve("abandoned.xdf");
        XdfWriter writer = new XdfWriter(file);
        XdfStreamWriter stream = writer.addStream(Headers.of(XdfFormat.INT8, 1, 1));
        stream.write(new double[]{1}, new byte[]{1});
        writer.flush();
        stream.write(new double[100_000], new byte[100_000]); // more than the writer's buffer: a part of it is in the file
        writer.abandon();

        XdfFile read = XdfReader.read(file);
        assertThat(read.streams().get(0).times()).containsExactly(1);
        assertThat(read.warnings()).containsExactly("stream 1 (test & \u00e4) has no footer: the recording was not closed");
    }
}
