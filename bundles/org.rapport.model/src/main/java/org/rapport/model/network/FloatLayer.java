package org.rapport.model.network;

/**
 * x·kernel + bias in single precision.
 *
 * @param kernel [inputs][outputs]
 * @param bias [outputs]
 */
record FloatLayer(float[][] kernel, float[] bias) {
    /** Rows of a matrix that are added in one go: fewer passes over the sums. With more than 5 the compiler gives up. */
    private static final int AT_ONCE = 4;

    int inputs() {
        return kernel.length;
    }

    int outputs() {
        return bias.length;
    }

    /**
     * Of one row.
     *
     * @param out takes [outputs]
     * @throws IllegalArgumentException if the row has another width than the layer
     */
    void apply(float[] x, float[] out) {
        if (x.length != inputs()) {
            throw new IllegalArgumentException("a layer of " + inputs() + " inputs gets " + x.length);
        }
        System.arraycopy(bias, 0, out, 0, bias.length);
        addProduct(x, 0, x.length, kernel, 0, out);
    }

    /**
     * Adds x·matrix to sums, always in the same order. It runs along whole rows of the matrix, each an array of its own,
     * because that is what the compiler turns into a processor's instructions for many values at a time (5 times as fast here
     * as rows of one long array).
     *
     * @param x of which {@code count} values from the index {@code first} on are taken
     * @param matrix rows as long as sums; the first value's is at {@code row}
     */
    static void addProduct(float[] x, int first, int count, float[][] matrix, int row, float[] sums) {
        int done = 0;
        for (; done + AT_ONCE <= count; done += AT_ONCE) {
            int value = first + done;
            int at = row + done;
            add(x[value], matrix[at], x[value + 1], matrix[at + 1], x[value + 2], matrix[at + 2], x[value + 3], matrix[at + 3],
                    sums);
        }
        for (; done < count; done++) {
            add(x[first + done], matrix[row + done], sums);
        }
    }

    private static void add(float a, float[] ofA, float b, float[] ofB, float c, float[] ofC, float d, float[] ofD,
            float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += a * ofA[i] + b * ofB[i] + c * ofC[i] + d * ofD[i];
        }
    }

    private static void add(float a, float[] ofA, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += a * ofA[i];
        }
    }

    /** one·other; four sums, so that none waits for the other's last term. */
    static float dot(float[] one, float[] other) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 4 <= one.length; i += 4) {
            a += one[i] * other[i];
            b += one[i + 1] * other[i + 1];
            c += one[i + 2] * other[i + 2];
            d += one[i + 3] * other[i + 3];
        }
        for (; i < one.length; i++) {
            a += one[i] * other[i];
        }
        return a + b + (c + d);
    }
}
