package org.rapport.model.network;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The losses of a network (section 4 of the paper, and others), each a scalar of its graph. */
final class Formulas {
    private final Algebra algebra;
    private final Ops tf;
    private final Branches prediction;
    private final Operand<TFloat32> labels;
    private final Map<Attention, Branches> attended = new EnumMap<>(Attention.class);

    /** @param labels [batch x steps x targets], NaN where there is none */
    Formulas(Algebra algebra, Network network, Operand<TFloat32> labels) {
        this.algebra = algebra;
        this.tf = algebra.tf;
        this.prediction = new Branches(tf, network.prediction());
        this.labels = labels;
        network.attended().forEach((attention, output) -> attended.put(attention, new Branches(tf, output)));
    }

    Operand<TFloat32> squaredError() {
        Operand<TFloat32> labelled = labelled();
        Operand<TFloat32> errors = tf.math.squaredDifference(prediction.next(), known());
        return algebra.sum(mean(errors, labelled));
    }

    /** q (|error| - q / 2), q the error's size but at most 1: mean over what is labelled, sum over the targets. */
    Operand<TFloat32> huber() {
        Operand<TFloat32> labelled = labelled();
        Operand<TFloat32> size = tf.math.abs(tf.math.sub(prediction.next(), known()));
        Operand<TFloat32> small = tf.math.minimum(size, tf.constant(1f));
        return algebra.sum(mean(tf.math.mul(small, tf.math.sub(size, tf.math.mul(small, tf.constant(0.5f)))), labelled));
    }

    /** 1 - 2 cov / (var + var + (mean - mean)²) of each target; 0 for one without a label in the batch. */
    Operand<TFloat32> discordance() {
        Operand<TFloat32> labelled = labelled();
        Operand<TFloat32> label = known();
        Operand<TFloat32> predicted = prediction.next();
        Operand<TFloat32> predictionMean = mean(predicted, labelled);
        Operand<TFloat32> labelMean = mean(label, labelled);
        Operand<TFloat32> fromPrediction = tf.math.sub(predicted, predictionMean);
        Operand<TFloat32> fromLabel = tf.math.sub(label, labelMean);
        Operand<TFloat32> covariance = mean(tf.math.mul(fromPrediction, fromLabel), labelled);
        Operand<TFloat32> spread = tf.math.add(
                tf.math.add(mean(tf.math.square(fromPrediction), labelled), mean(tf.math.square(fromLabel), labelled)),
                tf.math.squaredDifference(predictionMean, labelMean));
        // where neither changes it is 0, not 0/0
        Operand<TFloat32> ccc = tf.math.div(tf.math.mul(tf.constant(2f), covariance), tf.math.add(spread, tf.constant(1e-8f)));
        Operand<TFloat32> any = tf.math.minimum(counts(labelled), tf.constant(1f));
        return algebra.sum(tf.math.mul(tf.math.sub(tf.constant(1f), ccc), any));
    }

    /** MSE(He, Hr) + MSE(Hr, He), which are the same number and pull on both sides. */
    Optional<Operand<TFloat32>> distillation() {
        return attended.isEmpty() ? Optional.empty() : Optional.of(tf.math.mul(tf.constant(2f),
                algebra.mean(tf.math.squaredDifference(branch(Attention.EMITTER), branch(Attention.RECEIVER)))));
    }

    /** P the softmax over time of each column: summed over time, mean over columns and batch. */
    Optional<Operand<TFloat32>> enhancement() {
        return enhancement(this::timeInRows);
    }

    /** P the softmax over the columns of each step: summed over columns, mean over steps and batch. */
    Optional<Operand<TFloat32>> enhancementByStep() {
        return enhancement(this::columnsInRows);
    }

    private Optional<Operand<TFloat32>> enhancement(UnaryOperator<Operand<TFloat32>> rows) {
        return attended.isEmpty() ? Optional.empty()
                : Optional.of(tf.math.add(
                        divergence(rows.apply(branch(Attention.EMITTER_TO_RECEIVER)), rows.apply(branch(Attention.EMITTER))),
                        divergence(rows.apply(branch(Attention.RECEIVER_TO_EMITTER)), rows.apply(branch(Attention.RECEIVER)))));
    }

    private Operand<TFloat32> branch(Attention attention) {
        return attended.get(attention).next();
    }

    /** KL(P(p) || P(q)), P the softmax of a row: mean over the rows. */
    private Operand<TFloat32> divergence(Operand<TFloat32> p, Operand<TFloat32> q) {
        Operand<TFloat32> logP = tf.nn.logSoftmax(p);
        Operand<TFloat32> logQ = tf.nn.logSoftmax(q);
        Operand<TFloat32> terms = tf.math.mul(tf.math.exp(logP), tf.math.sub(logP, logQ));
        return algebra.mean(tf.sum(terms, tf.constant(1)));
    }

    /** Flat, because TensorFlow's gradient of logSoftmax sums over axis 1 and so is wrong for more than two axes. */
    private Operand<TFloat32> timeInRows(Operand<TFloat32> x) {
        int steps = (int) x.shape().get(1);
        return algebra.reshape(algebra.transpose(x, 0, 2, 1), (int) x.shape().size() / steps, steps);
    }

    private Operand<TFloat32> columnsInRows(Operand<TFloat32> x) {
        int columns = (int) x.shape().get(2);
        return algebra.reshape(x, (int) x.shape().size() / columns, columns);
    }

    /** 1 where there is a label, else 0. */
    private Operand<TFloat32> labelled() {
        return tf.select(missing(), tf.zerosLike(labels), tf.onesLike(labels));
    }

    /** The labels, and 0 where there is none: NaN must go before any difference, as 0 * NaN is still NaN in a gradient. */
    private Operand<TFloat32> known() {
        return tf.select(missing(), tf.zerosLike(labels), labels);
    }

    private Operand<TBool> missing() {
        return tf.math.isNan(labels);
    }

    /** The mean of each target over what is labelled, [targets]. */
    private Operand<TFloat32> mean(Operand<TFloat32> x, Operand<TFloat32> labelled) {
        Operand<TFloat32> sums = tf.sum(tf.math.mul(x, labelled), overBatchAndSteps());
        return tf.math.div(sums, tf.math.maximum(counts(labelled), tf.constant(1f)));
    }

    private Operand<TFloat32> counts(Operand<TFloat32> labelled) {
        return tf.sum(labelled, overBatchAndSteps());
    }

    private Operand<TInt32> overBatchAndSteps() {
        return tf.constant(new int[]{0, 1});
    }
}
