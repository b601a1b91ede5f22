package org.rapport.model.network;

/**
 * x·kernel + bias for one row, in double precision.
 *
 * @param kernel [inputs x outputs], row-major
 * @param bias [outputs]
 */
record RowLayer(float[] kernel, float[] bias) {

    int inputs() {
        return kernel.length / bias.length;
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
        double[] out = new double[bias.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = bias[i];
        }
        int row = 0;
        for (double[] part : parts) {
            for (double value : part) {
                add(value, row++, out);
            }
        }
        if (row != inputs()) {
            throw new IllegalArgumentException("a layer of " + inputs() + " inputs gets " + row);
        }
        return out;
    }

    private void add(double value, int row, double[] out) {
        int at = row * out.length;
        for (int i = 0; i < out.length; i++) {
            out[i] += value * kernel[at + i];
        }
    }
}
