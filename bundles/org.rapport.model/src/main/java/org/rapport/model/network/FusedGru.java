package org.rapport.model.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.GRUBlockCell;
import org.tensorflow.op.nn.GRUBlockCellGrad;
import org.tensorflow.types.TFloat32;

/**
 * One GRU layer forward in time (Cho et al. 2014), a fused op for each step, which has a backward op but no registered gradient.
 * r, u = sigmoid([x, h]·gates + bias); c = tanh([x, r∘h]·candidate + bias); h = u∘h + (1 - u)∘c.
 */
final class FusedGru implements Splice {
    private static final int ROWS = 0;
    private static final int COLUMNS = 2;

    private final Algebra algebra;
    private final Ops tf;
    private final Operand<TFloat32> x;
    private final Weight gates;
    private final Weight gatesBias;
    private final Weight candidate;
    private final Weight candidateBias;
    /** What goes into each step, and what it makes of it. */
    private final List<? extends Operand<TFloat32>> inputs;
    private final List<Operand<TFloat32>> before = new ArrayList<>();
    private final List<GRUBlockCell<TFloat32>> steps = new ArrayList<>();
    private final Operand<TFloat32> output;

    /** Over x [steps x batch x inputs]. */
    FusedGru(Algebra algebra, Variables variables, String name, Operand<TFloat32> x, int hidden) {
        this.algebra = algebra;
        this.tf = algebra.tf;
        this.x = x;
        int columns = (int) x.shape().get(COLUMNS) + hidden;
        gates = variables.matrix(name + "_gates_kernel", columns, 2 * hidden, columns, hidden);
        gatesBias = variables.vector(name + "_gates_bias", ones(2 * hidden));
        candidate = variables.matrix(name + "_candidate_kernel", columns, hidden, columns, hidden);
        candidateBias = variables.vector(name + "_candidate_bias", new float[hidden]);
        inputs = tf.unstack(x, x.shape().get(0)).output();
        Operand<TFloat32> last = tf.fill(tf.constant(new int[]{(int) x.shape().get(1), hidden}), tf.constant(0f));
        for (Operand<TFloat32> input : inputs) {
            before.add(last);
            steps.add(
                    tf.nn.gRUBlockCell(input, last, gates.value(), candidate.value(), gatesBias.value(), candidateBias.value()));
            last = steps.get(steps.size() - 1).h();
        }
        output = stack(GRUBlockCell::h);
    }

    /** So that a fresh network remembers. */
    private static float[] ones(int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** [steps x batch x hidden]. */
    @Override
    public Operand<TFloat32> output() {
        return output;
    }

    @Override
    public List<Operand<TFloat32>> inputs() {
        return List.of(x);
    }

    @Override
    public List<Weight> weights() {
        return List.of(gates, gatesBias, candidate, candidateBias);
    }

    @Override
    public List<Operand<TFloat32>> backward(Operand<TFloat32> outputGradient) {
        List<? extends Operand<TFloat32>> fromAbove = tf.unstack(outputGradient, x.shape().get(0)).output();
        List<Operand<TFloat32>> ofInputs = new ArrayList<>();
        List<Operand<TFloat32>> ofGates = new ArrayList<>();
        List<Operand<TFloat32>> ofCandidates = new ArrayList<>();
        Operand<TFloat32> fromLater = null;
        for (int step = steps.size() - 1; step >= 0; step--) {
            Operand<TFloat32> both = fromLater == null ? fromAbove.get(step) : tf.math.add(fromAbove.get(step), fromLater);
            GRUBlockCell<TFloat32> forward = steps.get(step);
            GRUBlockCellGrad<TFloat32> back = tf.nn.gRUBlockCellGrad(inputs.get(step), before.get(step), gates.value(),
                    candidate.value(), gatesBias.value(), candidateBias.value(), forward.r(), forward.u(), forward.c(), both);
            ofInputs.add(back.dX());
            ofGates.add(back.dRBarUBar());
            ofCandidates.add(back.dCBar());
            fromLater = back.dHPrev();
        }
        Operand<TFloat32> resets = stack(GRUBlockCell::r);
        Operand<TFloat32> states = tf.stack(before);
        Operand<TFloat32> gateGradients = rows(inOrder(ofGates));
        Operand<TFloat32> candidateGradients = rows(inOrder(ofCandidates));
        return List.of(inOrder(ofInputs), products(states, gateGradients), sums(gateGradients),
                products(tf.math.mul(resets, states), candidateGradients), sums(candidateGradients));
    }

    /** One of the results of all steps, [steps x batch x hidden]. */
    private Operand<TFloat32> stack(Function<GRUBlockCell<TFloat32>, Operand<TFloat32>> result) {
        return tf.stack(steps.stream().map(result).toList());
    }

    private Operand<TFloat32> inOrder(List<Operand<TFloat32>> backwards) {
        Collections.reverse(backwards);
        return tf.stack(backwards);
    }

    /** [steps·batch x columns]. */
    private Operand<TFloat32> rows(Operand<TFloat32> x) {
        int columns = (int) x.shape().get(COLUMNS);
        return algebra.reshape(x, (int) x.shape().size() / columns, columns);
    }

    /** Of a kernel: over all steps and windows, what went in times the gradient of what came out. */
    private Operand<TFloat32> products(Operand<TFloat32> states, Operand<TFloat32> gradients) {
        return algebra.productTransposedLeft(rows(algebra.concat(List.of(x, states), COLUMNS)), gradients);
    }

    private Operand<TFloat32> sums(Operand<TFloat32> gradients) {
        return tf.sum(gradients, tf.constant(ROWS));
    }
}
