package org.rapport.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.tensorflow.Operand;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * O = softmax(Q·Kᵀ)·V for all heads at once, on [batch x heads x steps x columns]. Heads are narrow, so the scores are the
 * bulk of the data and memory traffic is what it costs: it runs over a few windows at a time, and its backward pass avoids the
 * generated one's products over whole score arrays (measured: a quarter faster as a whole).
 */
final class DotProductAttention implements Splice {
    /** With 16 heads and 100 steps the scores of 4 windows, 2.6 MB, stay in a core's cache. */
    private static final int WINDOWS_AT_ONCE = 4;
    private static final float NEVER = -1e9f;

    private final Algebra algebra;
    private final Operand<TFloat32> query;
    private final Operand<TFloat32> key;
    private final Operand<TFloat32> value;
    private final List<Part> parts;
    private final Operand<TFloat32> output;

    /** The same for some of the windows; {@code scores} is softmax(Q·Kᵀ). */
    private record Part(Operand<TFloat32> query, Operand<TFloat32> key, Operand<TFloat32> value, Operand<TFloat32> scores,
            Operand<TFloat32> output) {
    }

    /** @param causal whether a step gets answers from itself and earlier steps only */
    DotProductAttention(Algebra algebra, Operand<TFloat32> query, Operand<TFloat32> key, Operand<TFloat32> value,
            boolean causal) {
        this.algebra = algebra;
        this.query = query;
        this.key = key;
        this.value = value;
        this.parts = parts(causal ? pastAlone() : UnaryOperator.identity());
        this.output = algebra.concat(parts.stream().map(Part::output).toList(), 0);
    }

    private List<Part> parts(UnaryOperator<Operand<TFloat32>> mask) {
        var queries = algebra.chunks(query, WINDOWS_AT_ONCE);
        var keys = algebra.chunks(key, WINDOWS_AT_ONCE);
        var values = algebra.chunks(value, WINDOWS_AT_ONCE);
        List<Part> made = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            Operand<TFloat32> scores =
                    algebra.tf.nn.softmax(mask.apply(algebra.productTransposedRight(queries.get(i), keys.get(i))));
            made.add(new Part(queries.get(i), keys.get(i), values.get(i), scores, algebra.product(scores, values.get(i))));
        }
        return made;
    }

    /** Makes the scores of later steps so low that softmax gives them exactly 0, and with it their gradients. */
    private UnaryOperator<Operand<TFloat32>> pastAlone() {
        var tf = algebra.tf;
        long steps = query.shape().get(2);
        Operand<TFloat32> ones = tf.fill(tf.constant(new long[] {steps, steps}), tf.constant(1f));
        Operand<TFloat32> past = tf.linalg.bandPart(ones, tf.constant(-1L), tf.constant(0L));
        Operand<TFloat32> penalty = tf.math.mul(tf.math.sub(ones, past), tf.constant(NEVER));
        return scores -> tf.math.add(scores, penalty);
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

    /** With P the scores: dV = Pᵀ·dO, dS = P∘(dO·Vᵀ − rowsum(dO∘O)), dQ = dS·K, dK = dSᵀ·Q. */
    @Override
    public List<Operand<TFloat32>> backward(Operand<TFloat32> outputGradient) {
        var gradients = algebra.chunks(outputGradient, WINDOWS_AT_ONCE);
        List<Operand<TFloat32>> queryGradients = new ArrayList<>();
        List<Operand<TFloat32>> keyGradients = new ArrayList<>();
        List<Operand<TFloat32>> valueGradients = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Operand<TFloat32> scoreGradient = scoreGradient(part, gradients.get(i));
            queryGradients.add(algebra.product(scoreGradient, part.key));
            keyGradients.add(algebra.productTransposedLeft(scoreGradient, part.query));
            valueGradients.add(algebra.productTransposedLeft(part.scores, gradients.get(i)));
        }
        return List.of(algebra.concat(queryGradients, 0), algebra.concat(keyGradients, 0), algebra.concat(valueGradients, 0));
    }

    private Operand<TFloat32> scoreGradient(Part part, Operand<TFloat32> gradient) {
        var tf = algebra.tf;
        Operand<TFloat32> mean = tf.sum(tf.math.mul(gradient, part.output), tf.constant(-1), Sum.keepDims(true));
        return tf.math.mul(part.scores, tf.math.sub(algebra.productTransposedRight(gradient, part.value), mean));
    }
}
