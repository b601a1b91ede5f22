package org.rapport.xdf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** The values of one stream, row-major. Kept as they are in the file, and converted to the type that is asked for. */
public final class XdfValues {
    private final XdfFormat format;
    private final List<byte[]> numbers;
    private final List<String[]> texts;
    private final int count;

    private XdfValues(XdfFormat format, List<byte[]> numbers, List<String[]> texts, int count) {
        this.format = format;
        this.numbers = List.copyOf(numbers);
        this.texts = List.copyOf(texts);
        this.count = count;
    }

    static XdfValues ofNumbers(XdfFormat format, List<byte[]> chunks) {
        long bytes = chunks.stream().mapToLong(chunk -> chunk.length).sum();
        return new XdfValues(format, chunks, List.of(), Math.toIntExact(bytes / format.bytes()));
    }

    static XdfValues ofTexts(List<String[]> chunks) {
        long count = chunks.stream().mapToLong(chunk -> chunk.length).sum();
        return new XdfValues(XdfFormat.STRING, List.of(), chunks, Math.toIntExact(count));
    }

    /** How many values there are: samples times channels. */
    public int count() {
        return count;
    }

    /** As floats: exact for float32, int8 and int16, rounded for the other numbers. */
    public float[] floats() {
        float[] values = new float[count];
        forEach((i, buffer) -> values[i] = switch (format) {
            case FLOAT32 -> buffer.getFloat();
            case DOUBLE64 -> (float) buffer.getDouble();
            default -> integer(buffer);
        });
        return values;
    }

    /** As doubles: exact for all numbers but int64 beyond 2^53. */
    public double[] doubles() {
        double[] values = new double[count];
        forEach((i, buffer) -> values[i] = switch (format) {
            case FLOAT32 -> buffer.getFloat();
            case DOUBLE64 -> buffer.getDouble();
            default -> integer(buffer);
        });
        return values;
    }

    /** As integers: exact for the integer types; for the others, cut off as by a cast. */
    public long[] longs() {
        long[] values = new long[count];
        forEach((i, buffer) -> values[i] = switch (format) {
            case FLOAT32 -> (long) buffer.getFloat();
            case DOUBLE64 -> (long) buffer.getDouble();
            default -> integer(buffer);
        });
        return values;
    }

    /** @throws IllegalStateException if they are numbers */
    public String[] strings() {
        if (format != XdfFormat.STRING) {
            throw new IllegalStateException("the values are " + format.word() + ", not text");
        }
        return texts.stream().flatMap(Arrays::stream).toArray(String[]::new);
    }

    private long integer(ByteBuffer buffer) {
        return switch (format) {
            case INT8 -> buffer.get();
            case INT16 -> buffer.getShort();
            case INT32 -> buffer.getInt();
            case INT64 -> buffer.getLong();
            default -> throw new IllegalStateException("the values are " + format.word() + ", not numbers");
        };
    }

    /** Takes the next value from the buffer. */
    private interface Taker {
        void take(int index, ByteBuffer buffer);
    }

    private void forEach(Taker taker) {
        if (format == XdfFormat.STRING) {
            throw new IllegalStateException("the values are text, not numbers");
        }
        int index = 0;
        for (byte[] chunk : numbers) {
            ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
            while (buffer.hasRemaining()) {
                taker.take(index++, buffer);
            }
        }
    }
}
