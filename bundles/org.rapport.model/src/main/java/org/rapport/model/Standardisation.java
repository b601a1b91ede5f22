package org.rapport.model;

import java.util.List;

import org.rapport.api.signal.Role;

/**
 * Makes a network's columns of signals, the same way in training and live: signals at mean 0 and standard deviation 1 of the
 * training split, then the masks if the model has them, 1 where a modality is there and 0 where it is missing. Immutable.
 */
public final class Standardisation {
    /** No value of fewer than 100 million rows is so many of their standard deviations from their mean: a model never saw one. */
    private static final float IMPOSSIBLE = 10_000;

    private final float[] means;
    private final float[] scales;
    private final float clip;
    /** The columns of each modality that has a mask. */
    private final List<int[]> masked;

    /** @param role whose columns */
    public Standardisation(Contract contract, Role role) {
        this(contract.inputs(role), contract.clip(), contract.masks());
    }

    /**
     * For some columns.
     *
     * @param inputs the columns, in order
     * @param clip how many standard deviations from the mean a value counts at most; infinity for no limit
     * @param masks whether each modality has a mask
     */
    Standardisation(List<Contract.Input> inputs, double clip, boolean masks) {
        this.clip = (float) clip;
        masked = masks ? Modalities.of(inputs) : List.of();
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
     * held is missing. A modality is missing in a row that has no number of it.
     *
     * @param raw rows one after the other, in the channels' units
     * @return as many new rows, each as wide as {@link Contract#columns} says
     * @throws IllegalArgumentException if {@code raw} is no whole number of rows
     */
    public float[] apply(float[] raw) {
        if (raw.length % means.length != 0) {
            throw new IllegalArgumentException(raw.length + " values are no whole rows of " + means.length);
        }
        float[] made = new float[raw.length / means.length * (means.length + masked.size())];
        int at = 0;
        for (int row = 0; row < raw.length; row += means.length) {
            for (int column = 0; column < means.length; column++) {
                made[at++] = standardised(raw[row + column], column);
            }
            for (int[] modality : masked) {
                made[at++] = isThere(raw, row, modality) ? 1 : 0;
            }
        }
        return made;
    }

    private static boolean isThere(float[] raw, int row, int... modality) {
        for (int column : modality) {
            if (Float.isFinite(raw[row + column])) {
                return true;
            }
        }
        return false;
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
