package org.rapport.model.network;

/**
 * x·kernel + bias for one row, in double precision.
 *
 * @param kernel [inputs][outputs]; rows of their own for the reason that {@link FloatLayer#addProduct} gives
 * @param bias [outputs]
 */
record RowLayer(double[][] kernel, double[] bias) {
    /** Rows of the kernel that are added in one go: fewer passes over the sums. */
    private static final int AT_ONCE = 4;

    int inputs() {
        return kernel.length;
    }

    int outputs() {
        return bias.length;
    }

    /**
     * Of all parts of the row one after the other.
     *
     * @throws IllegalArgumentException if they have together another width than the layer
     */
    double[] apply(double[]... parts) {
        double[] out = new double[outputs()];
        into(out, parts);
        return out;
    }

    /** The same, written over {@code out}, which has room for just that. */
    void into(double[] out, double[]... parts) {
        int width = 0;
        for (double[] part : parts) {
            width += part.length;
        }
        if (width != inputs()) {
            throw new IllegalArgumentException("a layer of " + inputs() + " inputs gets " + width);
        }
        System.arraycopy(bias, 0, out, 0, out.length);
        int row = 0;
        for (double[] part : parts) {
            int done = 0;
            for (; done + AT_ONCE <= part.length; done += AT_ONCE, row += AT_ONCE) {
                add(part[done], kernel[row], part[done + 1], kernel[row + 1], part[done + 2], kernel[row + 2], part[done + 3],
                        kernel[row + 3], out);
            }
            for (; done < part.length; done++, row++) {
                add(part[done], kernel[row], out);
            }
        }
    }

    /** Adds in the same order as one row after the other: the same sums to the bit. */
    private static void add(double a, double[] ofA, double b, double[] ofB, double c, double[] ofC, double d, double[] ofD,
            double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = out[i] + a * ofA[i] + b * ofB[i] + c * ofC[i] + d * ofD[i];
        }
    }

    private static void add(double a, double[] ofA, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] += a * ofA[i];
        }
    }
}
