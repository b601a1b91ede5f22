package org.rapport.model.network;

import java.util.function.UnaryOperator;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Which steps an attention gets answers from.
 *
 * @param causal whether only from the asking step and earlier ones
 * @param earlier how many of those; negative for all
 */
record Sight(boolean causal, long earlier) {
    /** All steps of the window. */
    static final Sight WHOLE = new Sight(false, -1);
    /** The asking step and all before it. */
    static final Sight PAST = new Sight(true, -1);

    private static final float NEVER = -1e9f;

    /** The asking step and those before it, this many together. */
    static Sight last(int steps) {
        return new Sight(true, steps - 1);
    }

    /** Makes the scores of all other steps so low that softmax gives them exactly 0, and with it their gradients. */
    UnaryOperator<Operand<TFloat32>> mask(Ops tf, long steps) {
        if (!causal) {
            return UnaryOperator.identity();
        }
        Operand<TFloat32> ones = tf.fill(tf.constant(new long[]{steps, steps}), tf.constant(1f));
        Operand<TFloat32> seen = tf.linalg.bandPart(ones, tf.constant(Math.min(earlier, steps - 1)), tf.constant(0L));
        Operand<TFloat32> penalty = tf.math.mul(tf.math.sub(ones, seen), tf.constant(NEVER));
        return scores -> tf.math.add(scores, penalty);
    }
}
