package org.rapport.model;

import java.util.List;

/** Brings signals to mean 0 and standard deviation 1 of the training split, the same way in training and live. Immutable. */
public final class Standardisation {
    private final float[] means;
    private final float[] scales;

    /** @param inputs the columns, in order */
    public Standardisation(List<Contract.Input> inputs) {
        means = new float[inputs.size()];
        scales = new float[inputs.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) inputs.get(i).mean();
            double std = inputs.get(i).std();
            scales[i] = std > 0 ? (float) (1 / std) : 0;
        }
    }

    /**
     * Standardises rows; a value that is missing (NaN) or infinite becomes 0, the training mean.
     *
     * @param raw rows one after the other, in the channels' units
     * @return new rows of the same shape
     * @throws IllegalArgumentException if {@code raw} is no whole number of rows
     */
    public float[] apply(float[] raw) {
        if (raw.length % means.length != 0) {
            throw new IllegalArgumentException(raw.length + " values are no whole rows of " + means.length);
        }
        float[] standardised = new float[raw.length];
        for (int row = 0; row < raw.length; row += means.length) {
            for (int column = 0; column < means.length; column++) {
                float value = (raw[row + column] - means[column]) * scales[column];
                standardised[row + column] = Float.isFinite(value) ? value : 0;
            }
        }
        return standardised;
    }
}
