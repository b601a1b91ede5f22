package org.rapport.xdf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An array of the type that the values of a stream have. */
sealed interface ValueArray permits NumberArray, ValueArray.Texts {
    /** More bytes than any marker has: a larger count is damage. */
    int LONGEST_TEXT = 1 << 24;

    int length();

    static ValueArray allocate(XdfFormat format, int length) {
        return switch (format) {
            case FLOAT32 -> new NumberArray.Floats(new float[length]);
            case DOUBLE64 -> new NumberArray.Doubles(new double[length]);
            case INT8 -> new NumberArray.Bytes(new byte[length]);
            case INT16 -> new NumberArray.Shorts(new short[length]);
            case INT32 -> new NumberArray.Ints(new int[length]);
            case INT64 -> new NumberArray.Longs(new long[length]);
            case STRING -> new Texts(new String[length]);
        };
    }

    /**
     * Goes past values without taking them.
     *
     * @throws BufferUnderflowException if some are cut off
     */
    static void skip(XdfFormat format, int count, ByteBuffer from) {
        if (format == XdfFormat.STRING) {
            for (int i = 0; i < count; i++) {
                long bytes = VariableIntegers.count(from);
                if (bytes > LONGEST_TEXT) {
                    throw new BufferUnderflowException();
                }
                skip(bytes, from);
            }
        } else {
            skip((long) count * format.bytes(), from);
        }
    }

    private static void skip(long bytes, ByteBuffer from) {
        if (bytes > from.remaining()) {
            throw new BufferUnderflowException();
        }
        from.position(from.position() + (int) bytes);
    }

    /** Texts of any length. */
    record Texts(String[] array) implements ValueArray {
        @Override
        public int length() {
            return array.length;
        }

        /** Takes the texts of whole samples, of so many texts each, and leaves out their time stamps. */
        void take(int first, int samples, int channels, ByteBuffer from) {
            for (int sample = 0; sample < samples; sample++) {
                int stamp = from.get();
                from.position(from.position() + stamp);
                for (int i = 0; i < channels; i++) {
                    byte[] bytes = new byte[(int) VariableIntegers.count(from)];
                    from.get(bytes);
                    array[first + sample * channels + i] = new String(bytes, StandardCharsets.UTF_8);
                }
            }
        }
    }
}
