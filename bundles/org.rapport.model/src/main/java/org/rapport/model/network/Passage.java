package org.rapport.model.network;

import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Hands on what it gets: where a path goes past other splices, it is cut beside them. */
final class Passage implements Splice {
    private final Operand<TFloat32> input;
    private final Operand<TFloat32> output;

    Passage(Ops tf, Operand<TFloat32> x) {
        input = tf.identity(x);
        output = tf.identity(input);
    }

    @Override
    public Operand<TFloat32> output() {
        return output;
    }

    @Override
    public List<Operand<TFloat32>> inputs() {
        return List.of(input);
    }

    @Override
    public List<Weight> weights() {
        return List.of();
    }

    @Override
    public List<Operand<TFloat32>> backward(Operand<TFloat32> outputGradient) {
        return List.of(outputGradient);
    }
}
