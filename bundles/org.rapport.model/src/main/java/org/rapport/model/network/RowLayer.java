package org.rapport.model.network;

/**
 * x·kernel + bias for one row, in double precision.
 *
 * @param kernel [inputs][outputs]; rows of their own for the reason that {@link FloatLayer#addProduct} gives
 * @param bias [outputs]
 */
record RowLayer(double[][] kernel, double[] bias) {

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
        int width = 0;
        for (double[] part : parts) {
            width += part.length;
        }
        if (width != inputs()) {
            throw new IllegalArgumentException("a layer of " + inputs() + " inputs gets " + width);
        }
        double[] out = bias.clone();
        int row = 0;
        for (double[] part : parts) {
            for (double value : part) {
                add(value, kernel[row++], out);
            }
        }
        return out;
    }

    private static void add(double value, double[] row, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] += value * row[i];
        }
    }
}
