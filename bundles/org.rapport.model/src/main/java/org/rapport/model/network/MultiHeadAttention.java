package org.rapport.model.network;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Attention over time with its own projections for query, key, value and result (Vaswani et al. 2017, section 3.2.2). */
final class MultiHeadAttention {
    private final Algebra algebra;
    private final int heads;
    private final List<DenseLayer> projections;
    private final DenseLayer result;
    private final DotProductAttention core;

    /**
     * Asks {@code from} about {@code to}, both [batch x steps x width].
     *
     * @param sight which steps a step gets answers from
     */
    MultiHeadAttention(Algebra algebra, Variables variables, String name, Operand<TFloat32> from, Operand<TFloat32> to, int heads,
            Sight sight) {
        this.algebra = algebra;
        this.heads = heads;
        int width = (int) from.shape().get(2);
        projections = Stream.of("query", "key", "value")
                .map(role -> new DenseLayer(algebra.tf, variables, name + "_" + role, width, width)).toList();
        result = new DenseLayer(algebra.tf, variables, name + "_result", width, width);
        Operand<TFloat32> scale = algebra.tf.constant((float) (1 / Math.sqrt((double) width / heads)));
        core = new DotProductAttention(algebra, algebra.tf.math.mul(project(0, from), scale), project(1, to), project(2, to),
                sight);
    }

    /** What its weights' names begin with. */
    static String name(Attention attention) {
        return "attention_" + attention.name().toLowerCase(Locale.ROOT);
    }

    /** To [batch x heads x width/heads x steps]. */
    private Operand<TFloat32> project(int role, Operand<TFloat32> x) {
        int batch = (int) x.shape().get(0);
        int steps = (int) x.shape().get(1);
        int width = (int) x.shape().get(2);
        Operand<TFloat32> projected = projections.get(role).apply(algebra.reshape(x, batch * steps, width));
        return algebra.transpose(algebra.reshape(projected, batch, steps, heads, width / heads), 0, 2, 3, 1);
    }

    /** [batch x steps x width]. */
    Operand<TFloat32> output() {
        Operand<TFloat32> joined = algebra.transpose(core.output(), 0, 3, 1, 2);
        int batch = (int) joined.shape().get(0);
        int steps = (int) joined.shape().get(1);
        int width = heads * (int) joined.shape().get(3);
        return algebra.reshape(result.apply(algebra.reshape(joined, batch * steps, width)), batch, steps, width);
    }

    Splice core() {
        return core;
    }

    /** What lies below the core. */
    List<Weight> projectionWeights() {
        return projections.stream().flatMap(layer -> layer.weights().stream()).toList();
    }

    /** What lies above the core. */
    List<Weight> resultWeights() {
        return result.weights();
    }
}
