package org.rapport.model;

import java.util.List;

import org.rapport.api.signal.Role;

/** Brings signals to mean 0 and standard deviation 1 of the training split, the same way in training and live. Immutable. */
public final class Standardisation {
    /** No value of fewer than 100 million rows is so many of their standard deviations from their mean: a model never saw one. */
    private static final float IMPOSSIBLE = 10_000;

    private final float[] means;
    private final float[] scales;
    private final float clip;

    /** @param role whose columns */
    public Standardisation(Contract contract, Role role) {
        this(contract.inputs(role), contract.clip());
    }

    /**
     * For some columns.
     *
     * @param inputs the columns, in order
     * @param clip how many standard deviations from the mean a value counts at most; infinity for no limit
     */
    Standardisation(List<Contract.Input> inputs, double clip) {
        this.clip = (float) clip;
        means = new float[inputs.size()];
        scales = new float[inputs.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) inputs.get(i).mean();
            double std = inputs.get(i).std();
            scales[i] = std > 0 ? (float) (1 / std) : 0;
        }
    }

    /**
     * Standardises rows; a value that is missing (NaN) or infinite becomes 0, the training mean. One that is further from the
     * mean than the model's limit is taken to be at the limit; of a model that says no limit, one that no training can have
     * held is missing.
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
                standardised[row + column] = standardised(raw[row + column], column);
            }
        }
        return standardised;
    }

    private float standardised(float raw, int column) {
        float value = Float.isFinite(raw) ? (raw - means[column]) * scales[column] : 0;
        if (Float.isInfinite(clip)) {
            return Math.abs(value) <= IMPOSSIBLE ? value : 0;
        }
        float limited = Math.max(-clip, Math.min(clip, value));
        return Float.isFinite(limited) ? limited : 0;
    }
}
