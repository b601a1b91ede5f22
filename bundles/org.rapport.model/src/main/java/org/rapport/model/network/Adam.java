package org.rapport.model.network;

import java.util.ArrayList;
import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma and Ba 2015, algorithm 1, as PyTorch has it): the step is rate · m̂ / (√v̂ + ε) with both moments corrected for
 * their start at 0. TensorFlow's own op adds ε before it corrects v, which makes ε 31.6 times larger in the first step; it is
 * given ε·√(1 - β₂ᵗ) here, and that is the same as correcting first.
 *
 * <p>With a decay it is AdamW (Loshchilov and Hutter 2019): before the step a matrix of weights loses rate · decay of itself.
 * Biases keep all.
 */
final class Adam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final Op update;

    /**
     * Makes one update of all weights.
     *
     * @param decay 0 for none
     * @param before what must be computed before any weight changes
     */
    Adam(Ops tf, Variables variables, List<Gradient> gradients, Operand<TFloat32> learningRate, double decay,
            List<? extends Op> before) {
        Operand<TFloat32> beta1 = tf.constant(BETA1);
        Operand<TFloat32> beta2 = tf.constant(BETA2);
        Variable<TFloat32> beta1Power = variables.state("adam_beta1_power", Shape.scalar(), BETA1);
        Variable<TFloat32> beta2Power = variables.state("adam_beta2_power", Shape.scalar(), BETA2);
        Operand<TFloat32> epsilon = tf.math.mul(tf.constant(EPSILON), tf.math.sqrt(tf.math.sub(tf.constant(1f), beta2Power)));
        Ops gated = tf.withControlDependencies(gate(gradients, before));
        List<Op> updates = new ArrayList<>();
        for (Gradient gradient : gradients) {
            Variable<TFloat32> variable = gradient.weight().variable();
            Variable<TFloat32> mean = variables.state(gradient.weight().name() + "_adam_mean", variable.shape(), 0);
            Variable<TFloat32> square = variables.state(gradient.weight().name() + "_adam_square", variable.shape(), 0);
            Ops after = decay > 0 && variable.shape().numDimensions() > 1
                    ? tf.withControlDependencies(List.of(decayed(gated, variable, learningRate, decay))) : gated;
            updates.add(after.train.applyAdam(variable, mean, square, beta1Power, beta2Power, learningRate, beta1, beta2, epsilon,
                    gradient.value()));
        }
        Ops afterwards = tf.withControlDependencies(updates);
        update = tf.withControlDependencies(List.of(afterwards.assign(beta1Power, afterwards.math.mul(beta1Power, beta1)),
                afterwards.assign(beta2Power, afterwards.math.mul(beta2Power, beta2)))).noOp();
    }

    private static Op decayed(Ops gated, Variable<TFloat32> variable, Operand<TFloat32> learningRate, double decay) {
        Operand<TFloat32> part = gated.math.mul(learningRate, gated.constant((float) decay));
        return gated.assignSub(variable, gated.math.mul(variable, part));
    }

    /** A weight changes in place, under the hands of any op that still reads it: so none may before all gradients are there. */
    private static List<Op> gate(List<Gradient> gradients, List<? extends Op> before) {
        List<Op> gate = new ArrayList<>(before);
        gradients.forEach(gradient -> gate.add(gradient.value()));
        return gate;
    }

    Op update() {
        return update;
    }
}
