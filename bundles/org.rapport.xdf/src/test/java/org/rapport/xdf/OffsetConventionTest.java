package org.rapport.xdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offsets were measured on the device's clock, but, in files that were written here before, on the recorder's. */
class OffsetConventionTest {
    private static final String FORMER = "<?xml version=\"1.0\" ?><info><version>1.0</version></info>";
    private static final String LAB_RECORDER = "<?xml version=\"1.0\"?>\n<info><version>1.0</version></info>";
    private static final String OWN = "<?xml version=\"1.0\" ?><info><name>eye</name><channel_count>1</channel_count>"
            + "<nominal_srate>10</nominal_srate><channel_format>float32</channel_format></info>";
    @TempDir
    private Path folder;

    private static void chunk(ByteArrayOutputStream out, int tag, byte[] content) throws IOException {
        out.write(4);
        out.write(ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN).putInt(content.length + 2).putShort((short) tag).array());
        out.write(content);
    }

    private Path file(String header, String stream) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write("XDF:".getBytes(StandardCharsets.UTF_8));
        chunk(out, 1, header.getBytes(StandardCharsets.UTF_8));
        byte[] xml = stream.getBytes(StandardCharsets.UTF_8);
        chunk(out, 2, ByteBuffer.allocate(4 + xml.length).order(ByteOrder.LITTLE_ENDIAN).putInt(1).put(xml).array());
        chunk(out, 4,
                ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putInt(1).putDouble(1000).putDouble(-900_000).array());
        return Files.write(folder.resolve("f" + (header + stream).hashCode() + ".xdf"), out.toByteArray());
    }

    private static ClockOffset offset(Path file) throws IOException {
        return XdfReader.read(file).streams().get(0).clockOffsets().get(0);
    }

    @Test
    void readsWhatWasWrittenHereBefore() throws IOException {
        Path file = file(FORMER, OWN);
        assertThat(offset(file)).isEqualTo(new ClockOffset(901_000, -900_000));
        Path sound = folder.resolve("sound.xdf");
        XdfSalvage.salvage(file, sound);
        assertThat(offset(sound)).as("salvaged").isEqualTo(new ClockOffset(901_000, -900_000));
    }

    @Test
    void readsAllOthersAsLabRecorderWritesThem() throws IOException {
        assertThat(offset(file(LAB_RECORDER, OWN))).isEqualTo(new ClockOffset(1000, -900_000));
        String foreign = OWN.replace("\" ?>", "\"?>\n");
        assertThat(offset(file(FORMER, foreign))).as("another recorder's, salvaged here before")
                .isEqualTo(new ClockOffset(1000, -900_000));
    }

    @Test
    void writesAMark() throws IOException {
        Path file = folder.resolve("new.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            writer.addStream(OWN).write(new ClockOffset(1000, -900_000));
        }
        assertThat(XdfReader.read(file).header()).contains("<collection_time>device clock</collection_time>");
        assertThat(offset(file)).isEqualTo(new ClockOffset(1000, -900_000));
    }
}
