package org.rapport.xdf;

import java.nio.ByteBuffer;

/** An array of numbers of one of the types that XDF has, read as any of the types that a caller may want. */
sealed interface NumberArray extends ValueArray {
    float floatAt(int index);

    double doubleAt(int index);

    long longAt(int index);

    /** Numbers without a fraction. */
    sealed interface Integers extends NumberArray {
        @Override
        default float floatAt(int index) {
            return longAt(index);
        }

        @Override
        default double doubleAt(int index) {
            return longAt(index);
        }
    }

    /** float32. */
    record Floats(float[] array) implements NumberArray {
        @Override
        public int length() {
            return array.length;
        }

        @Override
        public void take(int first, int count, ByteBuffer from) {
            from.asFloatBuffer().get(array, first, count);
            from.position(from.position() + count * Float.BYTES);
        }

        @Override
        public float floatAt(int index) {
            return array[index];
        }

        @Override
        public double doubleAt(int index) {
            return array[index];
        }

        @Override
        public long longAt(int index) {
            return (long) array[index];
        }
    }

    /** double64. */
    record Doubles(double[] array) implements NumberArray {
        @Override
        public int length() {
            return array.length;
        }

        @Override
        public void take(int first, int count, ByteBuffer from) {
            from.asDoubleBuffer().get(array, first, count);
            from.position(from.position() + count * Double.BYTES);
        }

        @Override
        public float floatAt(int index) {
            return (float) array[index];
        }

        @Override
        public double doubleAt(int index) {
            return array[index];
        }

        @Override
        public long longAt(int index) {
            return (long) array[index];
        }
    }

    /** int8. */
    record Bytes(byte[] array) implements Integers {
        @Override
        public int length() {
            return array.length;
        }

        @Override
        public void take(int first, int count, ByteBuffer from) {
            from.get(array, first, count);
        }

        @Override
        public long longAt(int index) {
            return array[index];
        }
    }

    /** int16. */
    record Shorts(short[] array) implements Integers {
        @Override
        public int length() {
            return array.length;
        }

        @Override
        public void take(int first, int count, ByteBuffer from) {
            from.asShortBuffer().get(array, first, count);
            from.position(from.position() + count * Short.BYTES);
        }

        @Override
        public long longAt(int index) {
            return array[index];
        }
    }

    /** int32. */
    record Ints(int[] array) implements Integers {
        @Override
        public int length() {
            return array.length;
        }

        @Override
        public void take(int first, int count, ByteBuffer from) {
            from.asIntBuffer().get(array, first, count);
            from.position(from.position() + count * Integer.BYTES);
        }

        @Override
        public long longAt(int index) {
            return array[index];
        }
    }

    /** int64. */
    record Longs(long[] array) implements Integers {
        @Override
        public int length() {
            return array.length;
        }

        @Override
        public void take(int first, int count, ByteBuffer from) {
            from.asLongBuffer().get(array, first, count);
            from.position(from.position() + count * Long.BYTES);
        }

        @Override
        public long longAt(int index) {
            return array[index];
        }
    }
}
