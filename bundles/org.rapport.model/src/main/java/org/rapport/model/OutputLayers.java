package org.rapport.model;

import java.util.List;
import java.util.stream.Stream;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The head of one target: dense, ReLU, dropout, dense to one value. */
final class OutputLayers {
    private final DenseLayer hidden;
    private final DenseLayer last;
    private final Operand<TFloat32> output;

    /**
     * Over x [rows x columns].
     *
     * @param target the number of the target
     */
    OutputLayers(Ops tf, Variables variables, Operand<TFloat32> x, int target, int units, Dropout dropout) {
        String name = "target" + target;
        hidden = new DenseLayer(tf, variables, name + "_hidden", (int) x.shape().get(1), units);
        last = new DenseLayer(tf, variables, name + "_output", units, 1);
        output = last.apply(dropout.apply(tf.nn.relu(hidden.apply(x)), target));
    }

    /** [rows x 1]. */
    Operand<TFloat32> output() {
        return output;
    }

    List<Weight> weights() {
        return Stream.of(hidden, last).flatMap(layer -> layer.weights().stream()).toList();
    }
}
