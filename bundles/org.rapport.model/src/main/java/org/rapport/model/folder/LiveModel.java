package org.rapport.model.folder;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A model at work on rows that come one after the other, as in a session; made by {@link Model#live}. A network that keeps its
 * state takes each row once; any other looks at the whole window again. Used by one thread.
 */
@ProviderType
public interface LiveModel {
    /** Forgets all rows: the next one follows none. */
    void restart();

    /**
     * Takes the next row.
     *
     * @param emitter the emitter's channels, in their units, NaN where missing
     * @param receiver the receiver's, likewise
     */
    void add(float[] emitter, float[] receiver);

    /**
     * The prediction that counts now.
     *
     * @param emitterWindow the latest rows [steps x emitter's channels], the one added last at the end
     * @param receiverWindow the same of the receiver
     * @param out takes each target of the contract, in its unit
     */
    void predict(float[] emitterWindow, float[] receiverWindow, float[] out);
}
