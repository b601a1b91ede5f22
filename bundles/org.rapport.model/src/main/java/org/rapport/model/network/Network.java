package org.rapport.model.network;

import java.util.List;
import java.util.Map;

import org.osgi.annotation.versioning.ConsumerType;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network as a graph, from both people's signals to the predictions. */
@ConsumerType
public interface Network {
    /** What it is fed, made by {@link Signals#placeholders}. */
    Signals signals();

    /** [batch x steps x targets], as {@link OutputLayers} make it. */
    Operand<TFloat32> prediction();

    /** What each attention makes of its inputs, [batch x steps x 2 hidden]; all four, or none if the network has none. */
    Map<Attention, Operand<TFloat32>> attended();

    /** The gradients of all weights, from the loss downwards. */
    List<Gradient> gradients(Operand<TFloat32> loss);
}
