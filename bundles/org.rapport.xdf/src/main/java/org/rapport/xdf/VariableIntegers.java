package org.rapport.xdf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** The integers of variable length that XDF counts with. */
final class VariableIntegers {
    private VariableIntegers() {
    }

    /** An unsigned integer of 1, 4 or 8 bytes; one beyond the range of a long comes out negative. */
    static long unsigned(ByteBuffer buffer, int bytes) {
        return switch (bytes) {
            case Byte.BYTES -> Byte.toUnsignedLong(buffer.get());
            case Integer.BYTES -> Integer.toUnsignedLong(buffer.getInt());
            case Long.BYTES -> buffer.getLong();
            default -> throw new IllegalArgumentException(bytes + " bytes");
        };
    }

    /**
     * A count, preceded by how many bytes it takes.
     *
     * @throws BufferUnderflowException if it is cut off or makes no sense
     */
    static long count(ByteBuffer buffer) {
        int bytes = buffer.get();
        if (bytes != Byte.BYTES && bytes != Integer.BYTES && bytes != Long.BYTES) {
            throw new BufferUnderflowException();
        }
        long count = unsigned(buffer, bytes);
        if (count < 0) {
            throw new BufferUnderflowException();
        }
        return count;
    }
}
