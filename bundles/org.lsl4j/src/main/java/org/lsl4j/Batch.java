package org.lsl4j;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes that go out together. It grows only for a sample that is larger than any batch. */
final class Batch {
    private static final int BYTES = 64 << 10;

    private ByteBuffer bytes = allocate(BYTES);

    private static ByteBuffer allocate(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What is in it, up to the position. */
    ByteBuffer bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return bytes.position() == 0;
    }

    /** Makes room, unless there is something in it that had better go out first. */
    boolean hasRoom(int more) {
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
    ByteBuffer reserve(int more) {
        if (more > bytes.remaining()) {
            bytes = allocate(bytes.position() + more).put(bytes.flip());
        }
        return bytes;
    }
}
