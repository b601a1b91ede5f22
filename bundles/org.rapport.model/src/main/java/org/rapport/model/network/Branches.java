package org.rapport.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Hands a tensor to any number of users, so that its gradient is made of sums of two. TensorFlow adds up three or more in an
 * order that depends on which of them is there first, and rounds accordingly: the same training would end with other weights.
 */
public final class Branches {
    private final Ops tf;
    private Operand<TFloat32> rest;

    /** Of x, which has one user more by this. */
    public Branches(Ops tf, Operand<TFloat32> x) {
        this.tf = tf;
        this.rest = tf.identity(x);
    }

    /** For another user, who uses it once or twice. */
    public Operand<TFloat32> next() {
        Operand<TFloat32> branch = tf.identity(rest);
        rest = tf.identity(rest);
        return branch;
    }
}
