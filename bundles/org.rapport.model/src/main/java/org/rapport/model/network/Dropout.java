package org.rapport.model.network;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Leaves out units at random. */
@ProviderType
@FunctionalInterface
public interface Dropout {
    /** Leaves out nothing. */
    Dropout NONE = (x, stream) -> x;

    /** @param stream tells apart the uses within one step */
    Operand<TFloat32> apply(Operand<TFloat32> x, int stream);

    /**
     * Dropout whose choice depends on the seed and the number of the step alone, so that a resumed training goes on bit by bit
     * as if it had not been interrupted.
     *
     * @param seed the seed of the training
     * @param step the number of the step, a scalar
     * @param keep the part of the units to keep, a scalar; the rest are left out, and those that stay make up for them
     */
    static Dropout seeded(Ops tf, long seed, Operand<TInt64> step, Operand<TFloat32> keep) {
        return (x, stream) -> {
            Operand<TInt64> seeds = tf.stack(List.of(tf.constant(seed * 31 + stream), step));
            Operand<TFloat32> uniform = tf.random.statelessRandomUniform(tf.constant(x.shape().asArray()), seeds);
            return tf.math.div(tf.math.mul(x, tf.math.floor(tf.math.add(uniform, keep))), keep);
        };
    }
}
