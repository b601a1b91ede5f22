package org.rapport.model.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A weight and how the loss changes with it, in the weight's shape. */
public record Gradient(Weight weight, Operand<TFloat32> value) {
}
