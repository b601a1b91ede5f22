package org.rapport.model.network;

import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** x·W + b. */
public final class DenseLayer {
    private final Ops tf;
    private final Weight kernel;
    private final Weight bias;

    public DenseLayer(Ops tf, Variables variables, String name, int inputs, int outputs) {
        this.tf = tf;
        this.kernel = variables.matrix(name + "_kernel", inputs, outputs, inputs, outputs);
        this.bias = variables.vector(name + "_bias", new float[outputs]);
    }

    /** From [rows x inputs] to [rows x outputs]. */
    public Operand<TFloat32> apply(Operand<TFloat32> x) {
        return tf.nn.biasAdd(tf.linalg.matMul(x, kernel.value()), bias.value());
    }

    public List<Weight> weights() {
        return List.of(kernel, bias);
    }
}
