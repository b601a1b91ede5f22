package org.rapport.model.network;

import org.osgi.annotation.versioning.ConsumerType;

/** A network that keeps its state from row to row, at the same cost for each row. Used by one thread. */
@ConsumerType
public interface RowNetwork {
    /** Forgets all rows: the next one is the first. */
    void restart();

    /**
     * Takes the next row.
     *
     * @param emitter its K values, standardised, without NaN
     * @param receiver its L values, likewise
     * @param out takes the prediction for this row, each target, standardised
     */
    void step(float[] emitter, float[] receiver, float[] out);
}
