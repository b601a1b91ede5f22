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

    /** Numbers in pieces of whole values as they are in the file, or texts; the other list is empty. */
    XdfValues(XdfFormat format, List<byte[]> numbers, List<String[]> texts) {
        this.format = format;
        this.numbers = List.copyOf(numbers);
        this.texts = List.copyOf(texts);
        count = Math.toIntExact(format == XdfFormat.STRING
                ? texts.stream().mapToLong(piece -> piece.length).sum()
                : numbers.stream().mapToLong(piece -> piece.length).sum() / format.bytes());
    }

    /** Values that do not come from a file, as float32. */
    public static XdfValues of(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return ofNumbers(XdfFormat.FLOAT32, bytes.array());
    }

    /** Texts that do not come from a file. */
    public static XdfValues of(String[] values) {
        return ofTexts(values.clone());
    }

    static XdfValues ofNumbers(XdfFormat format, byte[] chunk) {
        return new XdfValues(format, List.of(chunk), List.of());
    }

    static XdfValues ofTexts(String[] chunk) {
        return new XdfValues(XdfFormat.STRING, List.of(), List.<String[]>of(chunk));
    }

    List<byte[]> numbers() {
        return numbers;
    }

    List<String[]> texts() {
        return texts;
    }

    XdfFormat format() {
        return format;
    }

    /** How many values there are: samples times channels. */
    public int count() {
        return count;
    }

    /** As floats: exact for float32, int8 and int16, rounded for the other numbers. */
    public float[] floats() {
        float[] values = new float[count];
        if (format == XdfFormat.FLOAT32) {
            forEachPiece((first, bytes) -> bytes.asFloatBuffer().get(values, first, bytes.remaining() / Float.BYTES));
        } else {
            forEach((i, bytes) -> values[i] = format == XdfFormat.DOUBLE64 ? (float) bytes.getDouble() : integer(bytes));
        }
        return values;
    }

    /** As doubles: exact for all numbers but int64 beyond 2^53. */
    public double[] doubles() {
        double[] values = new double[count];
        if (format == XdfFormat.DOUBLE64) {
            forEachPiece((first, bytes) -> bytes.asDoubleBuffer().get(values, first, bytes.remaining() / Double.BYTES));
        } else {
            forEach((i, bytes) -> values[i] = format == XdfFormat.FLOAT32 ? bytes.getFloat() : integer(bytes));
        }
        return values;
    }

    /** As integers: exact for the integer types; for the others, cut off as by a cast. */
    public long[] longs() {
        long[] values = new long[count];
        forEach((i, bytes) -> values[i] = switch (format) {
            case FLOAT32 -> (long) bytes.getFloat();
            case DOUBLE64 -> (long) bytes.getDouble();
            default -> integer(bytes);
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

    private long integer(ByteBuffer bytes) {
        return switch (format) {
            case INT8 -> bytes.get();
            case INT16 -> bytes.getShort();
            case INT32 -> bytes.getInt();
            case INT64 -> bytes.getLong();
            default -> throw new IllegalStateException("the values are " + format.word() + ", not integers");
        };
    }

    /** Takes values from bytes. */
    private interface Taker {
        void take(int index, ByteBuffer bytes);
    }

    /** Calls {@code taker} for every value. */
    private void forEach(Taker taker) {
        forEachPiece((first, bytes) -> {
            for (int index = first; bytes.hasRemaining(); index++) {
                taker.take(index, bytes);
            }
        });
    }

    /** Calls {@code taker} with the index of the first value and the bytes of every piece. */
    private void forEachPiece(Taker taker) {
        if (format == XdfFormat.STRING) {
            throw new IllegalStateException("the values are text, not numbers");
        }
        int first = 0;
        for (byte[] piece : numbers) {
            taker.take(first, ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN));
            first += piece.length / format.bytes();
        }
    }
}
