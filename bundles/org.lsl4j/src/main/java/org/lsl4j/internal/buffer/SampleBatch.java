package org.lsl4j.internal.buffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes that go out together. It grows only for a sample that is larger than any batch. */
public final class SampleBatch {
    private static final int BYTES = 64 << 10;

    private ByteBuffer bytes = allocate(BYTES);

    private static ByteBuffer allocate(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What is in it, up to the position. */
    public ByteBuffer bytes() {
        return bytes;
    }

    public boolean isEmpty() {
        return bytes.position() == 0;
    }

    /** Makes room, unless there is something in it that had better go out first. */
    public boolean hasRoom(int more) {
        if (more <= bytes.remaining()) {
            return true;
        }
        if (isEmpty()) {
            reserve(more);
            return true;
        }
        return false;
    }

    /** Makes room. */
    public ByteBuffer reserve(int more) {
        if (more > bytes.remaining()) {
            bytes = allocate(bytes.position() + more).put(bytes.flip());
        }
        return bytes;
    }
}
