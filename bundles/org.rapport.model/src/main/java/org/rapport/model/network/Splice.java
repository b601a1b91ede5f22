package org.rapport.model.network;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A part of the graph whose backward pass is written here instead of generated: TensorFlow has no gradient for it, or a slow
 * one. {@link Backpropagation} cuts the graph at its output and goes on at its inputs.
 */
@ConsumerType
public interface Splice {
    /** Its one output that other parts read. */
    Operand<TFloat32> output();

    /** What it reads from parts below. */
    List<Operand<TFloat32>> inputs();

    /** The weights inside of it. */
    List<Weight> weights();

    /** The gradients of its inputs, then those of its weights, for the gradient of its output. */
    List<Operand<TFloat32>> backward(Operand<TFloat32> outputGradient);
}
