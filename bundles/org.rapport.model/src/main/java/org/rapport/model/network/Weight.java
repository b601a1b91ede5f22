package org.rapport.model.network;

import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * A trained array.
 *
 * @param variable where it is kept
 * @param value what the layers read, and gradients are taken of: the ops do not accept the variable itself everywhere
 */
public record Weight(Variable<TFloat32> variable, Operand<TFloat32> value) {

    /** What checkpoints and exported weights call it. */
    public String name() {
        return variable.op().name();
    }

    Output<TFloat32> output() {
        return value.asOutput();
    }
}
