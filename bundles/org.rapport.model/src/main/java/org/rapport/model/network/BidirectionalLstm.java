package org.rapport.model.network;

import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** One LSTM forward and one backward in time, side by side. */
final class BidirectionalLstm {
    private final Ops tf;
    private final FusedLstm forward;
    private final FusedLstm backward;

    /** Over x [steps x batch x inputs]. */
    BidirectionalLstm(Ops tf, Variables variables, String name, Operand<TFloat32> x, int hidden) {
        this.tf = tf;
        forward = new FusedLstm(tf, variables, name + "_forward", x, hidden);
        backward = new FusedLstm(tf, variables, name + "_backward", reverse(x), hidden);
    }

    /** [steps x batch x 2 hidden]. */
    Operand<TFloat32> output() {
        return tf.concat(List.of(forward.output(), reverse(backward.output())), tf.constant(2));
    }

    List<Splice> directions() {
        return List.of(forward, backward);
    }

    private Operand<TFloat32> reverse(Operand<TFloat32> x) {
        return tf.reverse(x, tf.constant(new int[]{0}));
    }
}
