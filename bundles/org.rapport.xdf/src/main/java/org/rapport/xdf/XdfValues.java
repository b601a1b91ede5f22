package org.rapport.xdf;

/** The values of one stream, row-major, in an array of the type they have in the file; converted where another is asked for. */
public final class XdfValues {
    private final XdfFormat format;
    private final ValueArray values;

    XdfValues(XdfFormat format, ValueArray values) {
        this.format = format;
        this.values = values;
    }

    /** Values that do not come from a file, as float32; the array is kept and not copied. */
    public static XdfValues of(float[] values) {
        return new XdfValues(XdfFormat.FLOAT32, new NumberArray.Floats(values));
    }

    /** Texts that do not come from a file; the array is kept and not copied. */
    public static XdfValues of(String[] values) {
        return new XdfValues(XdfFormat.STRING, new ValueArray.Texts(values));
    }

    XdfFormat format() {
        return format;
    }

    /** How many values there are: samples times channels. */
    public int count() {
        return values.length();
    }

    /**
     * As floats: exact for float32, int8 and int16, rounded for the other numbers. Of a float32 stream this is the array that
     * holds the recording, not to be written to; of others, a new one.
     *
     * @throws IllegalStateException if they are texts
     */
    public float[] floats() {
        if (values instanceof NumberArray.Floats floats) {
            return floats.array();
        }
        NumberArray numbers = numbers();
        float[] converted = new float[numbers.length()];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = numbers.floatAt(i);
        }
        return converted;
    }

    /**
     * As doubles: exact for all numbers but int64 beyond 2^53. Of a double64 stream this is the array that holds the
     * recording, not to be written to; of others, a new one.
     *
     * @throws IllegalStateException if they are texts
     */
    public double[] doubles() {
        if (values instanceof NumberArray.Doubles doubles) {
            return doubles.array();
        }
        NumberArray numbers = numbers();
        double[] converted = new double[numbers.length()];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = numbers.doubleAt(i);
        }
        return converted;
    }

    /**
     * As integers: exact for the integer types; for the others, cut off as by a cast. Of an int64 stream this is the array
     * that holds the recording, not to be written to; of others, a new one.
     *
     * @throws IllegalStateException if they are texts
     */
    public long[] longs() {
        if (values instanceof NumberArray.Longs longs) {
            return longs.array();
        }
        NumberArray numbers = numbers();
        long[] converted = new long[numbers.length()];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = numbers.longAt(i);
        }
        return converted;
    }

    /**
     * The array that holds the texts, not to be written to.
     *
     * @throws IllegalStateException if they are numbers
     */
    public String[] strings() {
        if (values instanceof ValueArray.Texts texts) {
            return texts.array();
        }
        throw new IllegalStateException("the values are " + format.word() + ", not text");
    }

    private NumberArray numbers() {
        if (values instanceof NumberArray numbers) {
            return numbers;
        }
        throw new IllegalStateException("the values are text, not numbers");
    }
}
