package org.lsl4j.internal.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.lsl4j.ChannelFormat;
import org.lsl4j.internal.base.Limits;

/**
 * Turns a caller's values into a <em>record</em>: the values of one sample as they go over the wire, little-endian,
 * without tag and time stamp. Its buffer is used again for each sample; not for use by several threads at once.
 */
public final class SampleEncoder {
    private final ChannelFormat format;
    private final int channels;
    private ByteBuffer record;

    public SampleEncoder(ChannelFormat format, int channels) {
        this.format = format;
        this.channels = channels;
        this.record = allocate(Math.max(256, format.bytes() * channels));
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The record of the sample that begins at {@code offset}; good until the next call.
     *
     * @param values an array of a primitive number type or of strings
     * @throws IllegalArgumentException if the format cannot hold such values
     */
    public ByteBuffer encode(Object values, int offset) {
        record.clear();
        if (format == ChannelFormat.STRING) {
            putTexts(values, offset);
        } else if (values instanceof float[] floats) {
            put(floats, offset);
        } else if (values instanceof double[] doubles) {
            put(doubles, offset);
        } else if (values instanceof long[] longs) {
            put(longs, offset);
        } else if (values instanceof int[] ints) {
            put(ints, offset);
        } else if (values instanceof short[] shorts) {
            put(shorts, offset);
        } else if (values instanceof byte[] bytes) {
            put(bytes, offset);
        } else {
            throw new IllegalArgumentException("a stream of " + format.text() + " takes numbers, not texts");
        }
        return record.flip();
    }

    private void put(float[] values, int offset) {
        if (format == ChannelFormat.FLOAT32) {
            record.asFloatBuffer().put(values, offset, channels);
            record.position(channels * Float.BYTES);
        } else {
            for (int i = 0; i < channels; i++) {
                putReal(values[offset + i]);
            }
        }
    }

    private void put(double[] values, int offset) {
        if (format == ChannelFormat.DOUBLE64) {
            record.asDoubleBuffer().put(values, offset, channels);
            record.position(channels * Double.BYTES);
        } else {
            for (int i = 0; i < channels; i++) {
                putReal(values[offset + i]);
            }
        }
    }

    private void put(long[] values, int offset) {
        for (int i = 0; i < channels; i++) {
            putInteger(values[offset + i]);
        }
    }

    private void put(int[] values, int offset) {
        if (format == ChannelFormat.INT32) {
            record.asIntBuffer().put(values, offset, channels);
            record.position(channels * Integer.BYTES);
        } else {
            for (int i = 0; i < channels; i++) {
                putInteger(values[offset + i]);
            }
        }
    }

    private void put(short[] values, int offset) {
        if (format == ChannelFormat.INT16) {
            record.asShortBuffer().put(values, offset, channels);
            record.position(channels * Short.BYTES);
        } else {
            for (int i = 0; i < channels; i++) {
                putInteger(values[offset + i]);
            }
        }
    }

    private void put(byte[] values, int offset) {
        if (format == ChannelFormat.INT8) {
            record.put(values, offset, channels);
        } else {
            for (int i = 0; i < channels; i++) {
                putInteger(values[offset + i]);
            }
        }
    }

    private void putReal(double value) {
        switch (format) {
            case FLOAT32 -> record.putFloat((float) value);
            case DOUBLE64 -> record.putDouble(value);
            default -> {
                if (Double.isNaN(value)) {
                    throw new IllegalArgumentException("a stream of " + format.text() + " cannot carry NaN");
                }
                putInteger((long) value);
            }
        }
    }

    private void putInteger(long value) {
        switch (format) {
            case FLOAT32 -> record.putFloat(value);
            case DOUBLE64 -> record.putDouble(value);
            case INT64 -> record.putLong(value);
            case INT32 -> record.putInt((int) clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case INT16 -> record.putShort((short) clamp(value, Short.MIN_VALUE, Short.MAX_VALUE));
            case INT8 -> record.put((byte) clamp(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case STRING -> throw new AssertionError(format);
        }
    }

    static long clamp(long value, long low, long high) {
        return Math.max(low, Math.min(high, value));
    }

    private void putTexts(Object values, int offset) {
        if (!(values instanceof String[] texts)) {
            throw new IllegalArgumentException("a stream of texts takes no numbers");
        }
        for (int i = 0; i < channels; i++) {
            byte[] text = texts[offset + i].getBytes(StandardCharsets.UTF_8);
            reserve(text.length + 5L);
            // the widths that the native library writes; readers take any
            if (text.length <= 255) {
                record.put((byte) 1).put((byte) text.length);
            } else {
                record.put((byte) 4).putInt(text.length);
            }
            record.put(text);
        }
    }

    private void reserve(long bytes) {
        long needed = record.position() + bytes;
        if (needed > Limits.SAMPLE) {
            throw new IllegalArgumentException("a sample of texts is longer than " + Limits.SAMPLE + " bytes");
        }
        if (needed > record.capacity()) {
            record = allocate((int) Math.min(Limits.SAMPLE, Math.max(needed, 2L * record.capacity()))).put(record.flip());
        }
    }
}
