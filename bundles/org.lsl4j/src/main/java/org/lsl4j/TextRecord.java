package org.lsl4j;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Collects a sample of texts as they arrive, in the form that {@link SampleEncoder} gives them. Its memory grows with what
 * has come, not with what was announced.
 */
final class TextRecord {
    private static final int PIECE = 64 << 10;

    private ByteBuffer record = allocate(1024);

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Begins a sample. */
    void restart() {
        record.clear();
    }

    /** Takes a text of so many bytes. */
    void take(long length, FeedInput input) throws IOException {
        if (length < 0 || length > Limits.SAMPLE - record.position()) {
            throw new IOException("a text of " + length + " bytes is more than a sample may have");
        }
        reserve(5);
        if (length <= 255) {
            record.put((byte) 1).put((byte) length);
        } else {
            record.put((byte) 4).putInt((int) length);
        }
        for (int left = (int) length; left > 0;) {
            reserve(Math.min(left, PIECE));
            left -= input.transfer(Math.min(left, record.remaining()), record);
        }
    }

    /** The sample. */
    ByteBuffer finish() {
        return record.flip();
    }

    private void reserve(int bytes) {
        if (record.remaining() < bytes) {
            record = allocate(Math.max(2 * record.capacity(), record.position() + bytes)).put(record.flip());
        }
    }
}
