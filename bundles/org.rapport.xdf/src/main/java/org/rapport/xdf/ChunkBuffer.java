package org.rapport.xdf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The content of the chunk that is being made; grows as needed and is used again for the next. Little-endian as XDF is. */
final class ChunkBuffer {
    private static final int FIRST_CAPACITY = 1 << 16;
    private static final int LENGTH_IN_ONE_BYTE = 255;

    private ByteBuffer content = allocate(FIRST_CAPACITY);

    private static ByteBuffer allocate(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Begins a chunk about one stream. */
    ChunkBuffer begin(int stream) {
        content.clear();
        return putInt(stream);
    }

    ChunkBuffer putByte(int value) {
        room(Byte.BYTES).put((byte) value);
        return this;
    }

    ChunkBuffer putShort(short value) {
        room(Short.BYTES).putShort(value);
        return this;
    }

    ChunkBuffer putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    ChunkBuffer putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    ChunkBuffer putFloat(float value) {
        room(Float.BYTES).putFloat(value);
        return this;
    }

    ChunkBuffer putDouble(double value) {
        room(Double.BYTES).putDouble(value);
        return this;
    }

    ChunkBuffer putBytes(byte[] bytes) {
        room(bytes.length).put(bytes);
        return this;
    }

    /** A count, preceded by how many bytes it takes. */
    ChunkBuffer putCount(int count) {
        return count <= LENGTH_IN_ONE_BYTE ? putByte(Byte.BYTES).putByte(count) : putByte(Integer.BYTES).putInt(count);
    }

    /** Text, preceded by its length in bytes. */
    ChunkBuffer putText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return putCount(bytes.length).putBytes(bytes);
    }

    private ByteBuffer room(int bytes) {
        if (content.remaining() < bytes) {
            int needed = Math.addExact(content.position(), bytes);
            content = allocate(Math.max(needed, (int) Math.min(2L * content.capacity(), Integer.MAX_VALUE - 8)))
                    .put(content.flip());
        }
        return content;
    }

    /** Writes the chunk: the number of bytes of its length, its length, the tag, the content. */
    void writeTo(OutputStream out, int tag) throws IOException {
        write(out, tag, content.array(), content.position());
    }

    /** Writes a chunk that belongs to no stream. */
    static void write(OutputStream out, int tag, byte[] content, int contentLength) throws IOException {
        int length = Math.addExact(contentLength, Tag.BYTES);
        ByteBuffer head = allocate(1 + Integer.BYTES + Tag.BYTES);
        if (length <= LENGTH_IN_ONE_BYTE) {
            head.put((byte) Byte.BYTES).put((byte) length);
        } else {
            head.put((byte) Integer.BYTES).putInt(length);
        }
        head.putShort((short) tag);
        out.write(head.array(), 0, head.position());
        out.write(content, 0, contentLength);
    }
}
