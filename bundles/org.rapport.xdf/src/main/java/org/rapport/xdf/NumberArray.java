package org.rapport.xdf;

/** An array of numbers of one of the types that XDF has, read as any of the types that a caller may want. */
sealed interface NumberArray extends ValueArray {
    /** Takes values from where they are in a file; the first of them goes to {@code first}. */
    void take(int first, int count, NumberViews from, int position);

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
        public void take(int first, int count, NumberViews from, int position) {
            from.floats(position).get(position / Float.BYTES, array, first, count);
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
        public void take(int first, int count, NumberViews from, int position) {
            from.doubles(position).get(position / Double.BYTES, array, first, count);
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
        public void take(int first, int count, NumberViews from, int position) {
            from.bytes().get(position, array, first, count);
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
        public void take(int first, int count, NumberViews from, int position) {
            from.shorts(position).get(position / Short.BYTES, array, first, count);
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
        public void take(int first, int count, NumberViews from, int position) {
            from.ints(position).get(position / Integer.BYTES, array, first, count);
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
        public void take(int first, int count, NumberViews from, int position) {
            from.longs(position).get(position / Long.BYTES, array, first, count);
        }

        @Override
        public long longAt(int index) {
            return array[index];
        }
    }
}
