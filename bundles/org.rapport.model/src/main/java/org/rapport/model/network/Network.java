package org.rapport.model.network;

import java.util.List;
import java.util.Map;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network as a graph, from both people's signals to the predictions. */
interface Network {
    /** The network of this shape. */
    static Network of(Algebra algebra, Variables variables, NetworkShape shape, int batch, Dropout dropout) {
        return switch (shape.architecture()) {
            case CROSS_DOMAIN, CROSS_DOMAIN_CAUSAL -> new CrossDomainNetwork(algebra, variables, shape, batch, dropout);
            case LSTM -> new LstmNetwork(algebra, variables, shape, batch, dropout);
        };
    }

    Signals signals();

    /** [batch x steps x targets]. */
    Operand<TFloat32> prediction();

    /** What each attention makes of its inputs, [batch x steps x 2 hidden]; all four, or none if the network has none. */
    Map<Attention, Operand<TFloat32>> attended();

    /** The gradients of all weights, from the loss downwards. */
    List<Gradient> gradients(Operand<TFloat32> loss);
}
