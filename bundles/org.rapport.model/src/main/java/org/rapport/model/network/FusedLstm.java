package org.rapport.model.network;

import java.util.Arrays;
import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.BlockLSTM;
import org.tensorflow.op.nn.BlockLSTMGrad;
import org.tensorflow.types.TFloat32;

/**
 * One LSTM layer in one direction, as TensorFlow's fused op BlockLSTMV2, which has a backward op but no registered gradient.
 * The columns of its kernel are the gates i, f, g (candidate), o; its rows the input, then the last output.
 */
final class FusedLstm implements Splice {
    private final Ops tf;
    private final Weight kernel;
    private final Weight bias;
    private final Operand<TFloat32> x;
    private final Operand<TFloat32> initialState;
    private final Operand<TFloat32> noPeephole;
    private final BlockLSTM<TFloat32> forward;

    /** Over x [steps x batch x inputs], forward in time. */
    FusedLstm(Ops tf, Variables variables, String name, Operand<TFloat32> x, int hidden) {
        this.tf = tf;
        this.x = x;
        int inputs = (int) x.shape().get(2);
        kernel = variables.matrix(name + "_kernel", inputs + hidden, 4 * hidden, inputs + hidden, hidden);
        bias = variables.vector(name + "_bias", initialBias(hidden));
        initialState = tf.fill(tf.constant(new int[]{(int) x.shape().get(1), hidden}), tf.constant(0f));
        noPeephole = tf.fill(tf.constant(new int[]{hidden}), tf.constant(0f));
        forward = tf.nn.blockLSTM(tf.constant(x.shape().get(0)), x, initialState, initialState, kernel.value(), noPeephole,
                noPeephole, noPeephole, bias.value());
    }

    /** 1 for the forget gate, so that a fresh network remembers. */
    private static float[] initialBias(int hidden) {
        float[] bias = new float[4 * hidden];
        Arrays.fill(bias, hidden, 2 * hidden, 1);
        return bias;
    }

    /** [steps x batch x hidden]. */
    @Override
    public Operand<TFloat32> output() {
        return forward.h();
    }

    @Override
    public List<Operand<TFloat32>> inputs() {
        return List.of(x);
    }

    @Override
    public List<Weight> weights() {
        return List.of(kernel, bias);
    }

    @Override
    public List<Operand<TFloat32>> backward(Operand<TFloat32> outputGradient) {
        BlockLSTMGrad<TFloat32> gradient = tf.nn.blockLSTMGrad(tf.constant(x.shape().get(0)), x, initialState, initialState,
                kernel.value(), noPeephole, noPeephole, noPeephole, bias.value(), forward.i(), forward.cs(), forward.f(),
                forward.o(), forward.ci(), forward.co(), forward.h(), tf.zerosLike(forward.cs()), outputGradient, false);
        return List.of(gradient.xGrad(), gradient.wGrad(), gradient.bGrad());
    }
}
