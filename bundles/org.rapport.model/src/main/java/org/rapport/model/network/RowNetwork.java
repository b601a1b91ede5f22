package org.rapport.model.network;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A network that takes rows one after the other, as they come in a session, and predicts from those it has when asked. It
 * needs no TensorFlow. Used by one thread.
 */
@ConsumerType
public interface RowNetwork {
    /** Forgets all rows: the next one is the first. */
    void restart();

    /**
     * Takes the next row.
     *
     * @param emitter its K values, standardised, without NaN
     * @param receiver its L values, likewise
     */
    void add(float[] emitter, float[] receiver);

    /**
     * The prediction that counts live: for the latest row, or for one a fixed number of rows before it.
     *
     * @param out takes each target, standardised
     * @throws IllegalStateException if there are fewer rows than it needs: one, or a window of them
     */
    void predict(float[] out);

    /**
     * A network of the same weights whose rows are this one's but for one person: it takes what this one makes of the other
     * person, and so predicts right after this one has, at the same row, and begins anew when this one does. Empty if there is
     * nothing to take.
     *
     * @param sameEmitter whether the emitter's rows are the same, else the receiver's are
     */
    default Optional<RowNetwork> beside(boolean sameEmitter) {
        return Optional.empty();
    }

    /** Whether a prediction depends on rows before the latest window, as that of a network with a state does. */
    default boolean isEndless() {
        return true;
    }
}
