package org.rapport.model.network;

import java.util.List;
import java.util.Map;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The three losses of a network (section 4 of the paper) and their weighted sum, as scalars of the graph. The two that compare
 * attentions are NaN, and not in the sum, for a network that has none.
 */
final class Losses {
    private final Algebra algebra;
    private final Ops tf;
    private final Operand<TFloat32> task;
    private final Operand<TFloat32> distillation;
    private final Operand<TFloat32> enhancement;
    private final Operand<TFloat32> total;

    /** @param labels [batch x steps x 2], NaN where there is none */
    Losses(Algebra algebra, Network network, Operand<TFloat32> labels, Objective objective) {
        this.algebra = algebra;
        this.tf = algebra.tf;
        task = task(network.prediction(), labels);
        Map<Attention, Operand<TFloat32>> attended = network.attended();
        if (attended.isEmpty()) {
            distillation = tf.constant(Float.NaN);
            enhancement = tf.constant(Float.NaN);
            total = tf.identity(task);
            return;
        }
        distillation = distillation(attended.get(Attention.EMITTER), attended.get(Attention.RECEIVER));
        enhancement = tf.math.add(
                divergence(attended.get(Attention.EMITTER_TO_RECEIVER), attended.get(Attention.EMITTER)),
                divergence(attended.get(Attention.RECEIVER_TO_EMITTER), attended.get(Attention.RECEIVER)));
        total = tf.math.add(task, tf.math.add(weighted(distillation, objective.distillation()),
                weighted(enhancement, objective.enhancement())));
    }

    private Operand<TFloat32> task(Operand<TFloat32> prediction, Operand<TFloat32> labels) {
        Operand<TFloat32> zeros = tf.zerosLike(labels);
        var missing = tf.math.isNan(labels);
        Operand<TFloat32> labelled = tf.select(missing, zeros, tf.onesLike(labels));
        // NaN is replaced before the difference: 0 * NaN would still be NaN in the gradient
        Operand<TFloat32> errors = tf.math.squaredDifference(prediction, tf.select(missing, zeros, labels));
        var overBatchAndSteps = tf.constant(new int[] {0, 1});
        Operand<TFloat32> sums = tf.sum(tf.math.mul(errors, labelled), overBatchAndSteps);
        Operand<TFloat32> counts = tf.math.maximum(tf.sum(labelled, overBatchAndSteps), tf.constant(1f));
        return algebra.sum(tf.math.div(sums, counts));
    }

    /** MSE(He, Hr) + MSE(Hr, He), which are the same number and pull on both sides. */
    private Operand<TFloat32> distillation(Operand<TFloat32> emitter, Operand<TFloat32> receiver) {
        return tf.math.mul(tf.constant(2f), algebra.mean(tf.math.squaredDifference(emitter, receiver)));
    }

    /** KL(P(p) || P(q)), P the softmax over time of each column: summed over time, mean over columns and batch. */
    private Operand<TFloat32> divergence(Operand<TFloat32> p, Operand<TFloat32> q) {
        Operand<TFloat32> logP = tf.nn.logSoftmax(timeInRows(p));
        Operand<TFloat32> logQ = tf.nn.logSoftmax(timeInRows(q));
        Operand<TFloat32> terms = tf.math.mul(tf.math.exp(logP), tf.math.sub(logP, logQ));
        return algebra.mean(tf.sum(terms, tf.constant(1)));
    }

    /** Flat, because TensorFlow's gradient of logSoftmax sums over axis 1 and so is wrong for more than two axes. */
    private Operand<TFloat32> timeInRows(Operand<TFloat32> x) {
        int steps = (int) x.shape().get(1);
        return algebra.reshape(algebra.transpose(x, 0, 2, 1), (int) x.shape().size() / steps, steps);
    }

    private Operand<TFloat32> weighted(Operand<TFloat32> loss, double weight) {
        return tf.math.mul(tf.constant((float) weight), loss);
    }

    Operand<TFloat32> total() {
        return total;
    }

    /** Task, distillation, enhancement, total. */
    List<Operand<TFloat32>> all() {
        return List.of(task, distillation, enhancement, total);
    }
}
