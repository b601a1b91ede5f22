package org.rapport.model.network;

import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** One person's signals through one dense layer and an LSTM, in both directions or, if causal, forward only. */
final class Encoder {
    private final DenseLayer dense;
    private final List<? extends Splice> lstms;
    private final Operand<TFloat32> output;

    /** Over signals [batch x steps x columns]. */
    Encoder(Algebra algebra, Variables variables, String name, Placeholder<TFloat32> signals, NetworkShape shape) {
        int batch = (int) signals.shape().get(0);
        int steps = (int) signals.shape().get(1);
        int columns = (int) signals.shape().get(2);
        dense = new DenseLayer(algebra.tf, variables, name + "_encoder", columns, shape.encoding());
        Operand<TFloat32> encoded = dense.apply(algebra.reshape(signals, batch * steps, columns));
        if (shape.activation() == Activation.RELU) {
            encoded = algebra.tf.nn.relu(encoded);
        }
        Operand<TFloat32> byTime = algebra.transpose(algebra.reshape(encoded, batch, steps, shape.encoding()), 1, 0, 2);
        if (shape.architecture().isCausal()) {
            FusedLstm lstm = new FusedLstm(algebra.tf, variables, name + "_lstm_forward", byTime, shape.width());
            lstms = List.of(lstm);
            output = algebra.transpose(lstm.output(), 1, 0, 2);
        } else {
            BidirectionalLstm lstm = new BidirectionalLstm(algebra.tf, variables, name + "_lstm", byTime, shape.hidden());
            lstms = lstm.directions();
            output = algebra.transpose(lstm.output(), 1, 0, 2);
        }
    }

    /** [batch x steps x 2 hidden]. */
    Operand<TFloat32> output() {
        return output;
    }

    List<? extends Splice> lstms() {
        return lstms;
    }

    /** What lies below the LSTMs. */
    List<Weight> weights() {
        return dense.weights();
    }
}
