package org.rapport.model.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.tensorflow.Operand;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * O = V·softmax(Qᵀ·K)ᵀ for all heads at once, on [batch x heads x columns x steps]. Heads are narrow, so the scores are the
 * bulk of the data and memory traffic is what it costs: it runs over a few windows at a time, and its backward pass avoids the
 * generated one's products over whole score arrays. Steps are the last axis because a processor multiplies long rows faster
 * than the narrow ones of a head.
 */
final class DotProductAttention implements Splice {
    /** With 16 heads and 100 steps the scores of 2 windows are 1.3 MB and stay in a core's cache. */
    private static final int WINDOWS_AT_ONCE = 2;
    private static final int COLUMNS = 2;

    private final Algebra algebra;
    private final Operand<TFloat32> query;
    private final Operand<TFloat32> key;
    private final Operand<TFloat32> value;
    private final List<Part> parts;
    private final Operand<TFloat32> output;

    /** The same for some of the windows; {@code scores} is softmax(Qᵀ·K), [batch x heads x steps asking x steps asked]. */
    private record Part(Operand<TFloat32> query, Operand<TFloat32> key, Operand<TFloat32> scores, Operand<TFloat32> output) {
    }

    /** @param sight which steps a step gets answers from */
    DotProductAttention(Algebra algebra, Operand<TFloat32> query, Operand<TFloat32> key, Operand<TFloat32> value, Sight sight) {
        this.algebra = algebra;
        this.query = query;
        this.key = key;
        this.value = value;
        this.parts = parts(sight.mask(algebra.tf, query.shape().get(3)));
        this.output = algebra.concat(parts.stream().map(Part::output).toList(), 0);
    }

    private List<Part> parts(UnaryOperator<Operand<TFloat32>> mask) {
        var queries = algebra.chunks(query, WINDOWS_AT_ONCE);
        var keys = algebra.chunks(key, WINDOWS_AT_ONCE);
        var values = algebra.chunks(value, WINDOWS_AT_ONCE);
        List<Part> made = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            Operand<TFloat32> scores = algebra.tf.nn
                    .softmax(mask.apply(algebra.productTransposedLeft(queries.get(i), keys.get(i))));
            made.add(new Part(queries.get(i), keys.get(i), scores, algebra.productTransposedRight(values.get(i), scores)));
        }
        return made;
    }

    @Override
    public Operand<TFloat32> output() {
        return output;
    }

    @Override
    public List<Operand<TFloat32>> inputs() {
        return List.of(query, key, value);
    }

    @Override
    public List<Weight> weights() {
        return List.of();
    }

    /**
     * With P the scores and dP = dOᵀ·V: dV = dO·P, dS = P∘(dP − d) where d = columnsum(dO∘O), dQ = K·dSᵀ, dK = Q·dS.
     * The subtraction costs nothing as one more row of the product: dP − d = [dO, −d]ᵀ·[V, 1].
     */
    @Override
    public List<Operand<TFloat32>> backward(Operand<TFloat32> outputGradient) {
        var tf = algebra.tf;
        Operand<TFloat32> minusSums = tf.math
                .neg(tf.sum(tf.math.mul(outputGradient, output), tf.constant(COLUMNS), Sum.keepDims(true)));
        var gradients = algebra.chunks(outputGradient, WINDOWS_AT_ONCE);
        var gradientsAndSums = algebra.chunks(algebra.concat(List.of(outputGradient, minusSums), COLUMNS), WINDOWS_AT_ONCE);
        var valuesAndOnes = algebra.chunks(algebra.concat(List.of(value, tf.onesLike(minusSums)), COLUMNS), WINDOWS_AT_ONCE);
        List<Operand<TFloat32>> queryGradients = new ArrayList<>();
        List<Operand<TFloat32>> keyGradients = new ArrayList<>();
        List<Operand<TFloat32>> valueGradients = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Operand<TFloat32> scoreGradient = tf.math.mul(part.scores,
                    algebra.productTransposedLeft(gradientsAndSums.get(i), valuesAndOnes.get(i)));
            queryGradients.add(algebra.productTransposedRight(part.key, scoreGradient));
            keyGradients.add(algebra.product(part.query, scoreGradient));
            valueGradients.add(algebra.product(gradients.get(i), part.scores));
        }
        return List.of(algebra.concat(queryGradients, 0), algebra.concat(keyGradients, 0), algebra.concat(valueGradients, 0));
    }
}
