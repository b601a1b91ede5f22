package org.lsl4j.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.lsl4j.ChannelFormat;

/** Turns a record, as {@link SampleEncoder} makes it, into a caller's values. */
public final class SampleDecoder {
    private final ChannelFormat format;
    private final int channels;

    public SampleDecoder(ChannelFormat format, int channels) {
        this.format = format;
        this.channels = channels;
    }

    /**
     * Puts the values of a record where the caller wants them.
     *
     * @param values an array of a primitive number type or of strings
     * @throws IllegalArgumentException if such an array cannot hold the values
     */
    public void decode(ByteBuffer record, Object values, int offset) {
        if (values instanceof String[] texts) {
            getTexts(record, texts, offset);
        } else if (format == ChannelFormat.STRING) {
            throw new IllegalArgumentException("a stream of texts gives no numbers: pull into String[]");
        } else if (values instanceof float[] floats) {
            get(record, floats, offset);
        } else if (values instanceof double[] doubles) {
            get(record, doubles, offset);
        } else if (values instanceof long[] longs) {
            for (int i = 0; i < channels; i++) {
                longs[offset + i] = integer(record);
            }
        } else if (values instanceof int[] ints) {
            for (int i = 0; i < channels; i++) {
                ints[offset + i] = (int) SampleEncoder.clamp(integer(record), Integer.MIN_VALUE, Integer.MAX_VALUE);
            }
        } else if (values instanceof short[] shorts) {
            for (int i = 0; i < channels; i++) {
                shorts[offset + i] = (short) SampleEncoder.clamp(integer(record), Short.MIN_VALUE, Short.MAX_VALUE);
            }
        } else if (values instanceof byte[] bytes) {
            for (int i = 0; i < channels; i++) {
                bytes[offset + i] = (byte) SampleEncoder.clamp(integer(record), Byte.MIN_VALUE, Byte.MAX_VALUE);
            }
        }
    }

    private void get(ByteBuffer record, float[] values, int offset) {
        if (format == ChannelFormat.FLOAT32) {
            record.asFloatBuffer().get(values, offset, channels);
        } else {
            for (int i = 0; i < channels; i++) {
                values[offset + i] = (float) real(record);
            }
        }
    }

    private void get(ByteBuffer record, double[] values, int offset) {
        if (format == ChannelFormat.DOUBLE64) {
            record.asDoubleBuffer().get(values, offset, channels);
        } else {
            for (int i = 0; i < channels; i++) {
                values[offset + i] = real(record);
            }
        }
    }

    private double real(ByteBuffer record) {
        return switch (format) {
            case FLOAT32 -> record.getFloat();
            case DOUBLE64 -> record.getDouble();
            default -> integer(record);
        };
    }

    private long integer(ByteBuffer record) {
        return switch (format) {
            case INT64 -> record.getLong();
            case INT32 -> record.getInt();
            case INT16 -> record.getShort();
            case INT8 -> record.get();
            default -> whole(real(record));
        };
    }

    private static long whole(double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("an array of integers cannot hold NaN: pull into float[] or double[]");
        }
        return (long) value;
    }

    private void getTexts(ByteBuffer record, String[] texts, int offset) {
        if (format != ChannelFormat.STRING) {
            throw new IllegalArgumentException("a stream of " + format.text() + " gives numbers, not texts");
        }
        for (int i = 0; i < channels; i++) {
            int length = record.get() == 1 ? Byte.toUnsignedInt(record.get()) : record.getInt();
            int start = record.position();
            texts[offset + i] = new String(record.array(), record.arrayOffset() + start, length, StandardCharsets.UTF_8);
            record.position(start + length);
        }
    }
}
