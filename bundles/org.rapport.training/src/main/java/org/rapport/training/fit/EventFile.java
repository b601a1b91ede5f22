package org.rapport.training.fit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Scalars for TensorBoard: a TFRecord file of {@code tensorflow.Event} messages. Each record is the length of its data
 * (uint64), a masked CRC-32C of the length, the data, a masked CRC-32C of the data, all little-endian; the messages are
 * written field by field in protocol buffer's wire format.
 */
final class EventFile implements AutoCloseable {
    private static final int MASK_DELTA = 0xa282ead8;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final OutputStream out;

    /** A new file in a folder. TensorBoard reads all files of a folder as one run. */
    EventFile(Path folder) throws IOException {
        long now = System.currentTimeMillis();
        out = Files.newOutputStream(folder.resolve(String.format("events.out.tfevents.%010d.%03d", now / 1000, now % 1000)));
        write(message(event(now, 0), field(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8))));
    }

    /** Writes scalars of one step, and hands them to the operating system. */
    void write(long step, Map<String, Double> scalars) throws IOException {
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        for (Map.Entry<String, Double> scalar : scalars.entrySet()) {
            byte[] name = field(1, scalar.getKey().getBytes(StandardCharsets.UTF_8));
            byte[] value = numbers(5).put((byte) (2 << 3 | FIXED32)).putFloat(scalar.getValue().floatValue()).array();
            summary.writeBytes(field(1, message(name, value)));
        }
        write(message(event(System.currentTimeMillis(), step), field(5, summary.toByteArray())));
        out.flush();
    }

    /** Fields 1, wall time in seconds, and 2, step. */
    private static byte[] event(long millis, long step) {
        byte[] time = numbers(9).put((byte) (1 << 3 | FIXED64)).putDouble(millis / 1000.0).array();
        return message(time, new byte[]{2 << 3}, varint(step));
    }

    private static byte[] field(int number, byte[] content) {
        return message(new byte[]{(byte) (number << 3 | LENGTH_DELIMITED)}, varint(content.length), content);
    }

    private static byte[] message(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (long rest = value;; rest >>>= 7) {
            if (rest < 0x80) {
                bytes.write((int) rest);
                return bytes.toByteArray();
            }
            bytes.write((int) (rest & 0x7f | 0x80));
        }
    }

    private void write(byte[] data) throws IOException {
        byte[] length = numbers(Long.BYTES).putLong(data.length).array();
        out.write(length);
        out.write(numbers(Integer.BYTES).putInt(masked(length)).array());
        out.write(data);
        out.write(numbers(Integer.BYTES).putInt(masked(data)).array());
    }

    private static int masked(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }

    private static ByteBuffer numbers(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
