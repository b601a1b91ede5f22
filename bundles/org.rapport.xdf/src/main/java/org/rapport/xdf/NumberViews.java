package org.rapport.xdf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * Bytes seen as little-endian numbers, which may begin at any of them. The views are made once: to make one for each sample takes
 * longer than to copy its values.
 */
final class NumberViews {
    private final ByteBuffer bytes;
    private final FloatBuffer[] floats = new FloatBuffer[Float.BYTES];
    private final DoubleBuffer[] doubles = new DoubleBuffer[Double.BYTES];
    private final ShortBuffer[] shorts = new ShortBuffer[Short.BYTES];
    private final IntBuffer[] ints = new IntBuffer[Integer.BYTES];
    private final LongBuffer[] longs = new LongBuffer[Long.BYTES];

    /** @param formats what the bytes are to be seen as */
    NumberViews(ByteBuffer bytes, XdfFormat... formats) {
        this.bytes = bytes.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
        for (XdfFormat format : formats) {
            for (int shift = 0; shift < Math.min(format.bytes(), bytes.capacity()); shift++) {
                add(format, shift);
            }
        }
    }

    private void add(XdfFormat format, int shift) {
        ByteBuffer from = bytes.slice(shift, bytes.capacity() - shift).order(ByteOrder.LITTLE_ENDIAN);
        switch (format) {
            case FLOAT32 -> floats[shift] = from.asFloatBuffer();
            case DOUBLE64 -> doubles[shift] = from.asDoubleBuffer();
            case INT16 -> shorts[shift] = from.asShortBuffer();
            case INT32 -> ints[shift] = from.asIntBuffer();
            case INT64 -> longs[shift] = from.asLongBuffer();
            case INT8, STRING -> {
                // as they are
            }
        }
    }

    /** All the bytes. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** Floats of which one begins at {@code position}: the one whose number is that divided by the bytes of a float. */
    FloatBuffer floats(int position) {
        return floats[position % Float.BYTES];
    }

    /** As {@link #floats}. */
    DoubleBuffer doubles(int position) {
        return doubles[position % Double.BYTES];
    }

    /** As {@link #floats}. */
    ShortBuffer shorts(int position) {
        return shorts[position % Short.BYTES];
    }

    /** As {@link #floats}. */
    IntBuffer ints(int position) {
        return ints[position % Integer.BYTES];
    }

    /** As {@link #floats}. */
    LongBuffer longs(int position) {
        return longs[position % Long.BYTES];
    }
}
