package org.rapport.model.folder;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A model at work on rows that come one after the other, as in a session; made by {@link Model#live}. The networks that
 * come with Rapport take each row once; any other looks at the whole window again. Used by one thread.
 */
@ProviderType
public interface LiveModel {
    /** Forgets all rows: the next one follows none. */
    void restart();

    /**
     * Takes the next row.
     *
     * @param time of the row, in seconds
     * @param emitter the emitter's channels, in their units, NaN where missing
     * @param receiver the receiver's, likewise
     */
    void add(double time, float[] emitter, float[] receiver);

    /**
     * The prediction that counts now.
     *
     * @param out takes each target of the contract, in its unit
     * @throws IllegalStateException if the model has fewer rows than it needs
     */
    void predict(float[] out);
}
