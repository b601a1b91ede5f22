package org.rapport.model.network;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * What a network is fed.
 *
 * @param emitter [batch x steps x K]
 * @param receiver [batch x steps x L]
 */
public record Signals(Placeholder<TFloat32> emitter, Placeholder<TFloat32> receiver) {
    static final String EMITTER = "emitter";
    static final String RECEIVER = "receiver";

    /** For a fixed number of windows at a time, which is a tenth faster than an open one. */
    public static Signals placeholders(Blueprint blueprint) {
        Ops tf = blueprint.algebra().tf;
        NetworkShape shape = blueprint.shape();
        int batch = blueprint.batch();
        return new Signals(placeholder(tf, EMITTER, Shape.of(batch, shape.steps(), shape.emitterWidth())),
                placeholder(tf, RECEIVER, Shape.of(batch, shape.steps(), shape.receiverWidth())));
    }

    private static Placeholder<TFloat32> placeholder(Ops tf, String name, Shape shape) {
        return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
    }
}
