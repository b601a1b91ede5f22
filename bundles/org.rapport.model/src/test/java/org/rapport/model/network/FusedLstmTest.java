package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The fused op against the equations of an LSTM, in plain Java: order of gates, initial bias, both directions. */
class FusedLstmTest {
    private static final int STEPS = 7;
    private static final int BATCH = 3;
    private static final int INPUTS = 5;
    private static final int HIDDEN = 4;

    @Test
    void isAnLstmInBothDirections() {
        float[] x = Planted.noise(new Random(1), STEPS * BATCH * INPUTS);
        try (Graph graph = new Graph(); Session session = new Session(graph, false)) {
            Ops tf = Ops.create(graph);
            Variables variables = new Variables(tf, 1);
            var input = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(STEPS, BATCH, INPUTS)));
            BidirectionalLstm lstm = new BidirectionalLstm(tf, variables, "lstm", input, HIDDEN);
            variables.initialise(session);
            Session.Runner runner = session.runner().fetch(lstm.output());
            lstm.directions().forEach(direction -> direction.weights().forEach(weight -> runner.fetch(weight.value())));
            try (TFloat32 fed = TFloat32.tensorOf(Shape.of(STEPS, BATCH, INPUTS), DataBuffers.of(x));
                    Result result = runner.feed(input, fed).run()) {
                TFloat32 output = (TFloat32) result.get(0);
                double[][][] forward = lstm(x, (TFloat32) result.get(1), (TFloat32) result.get(2), false);
                double[][][] backward = lstm(x, (TFloat32) result.get(3), (TFloat32) result.get(4), true);
                for (int t = 0; t < STEPS; t++) {
                    for (int b = 0; b < BATCH; b++) {
                        for (int j = 0; j < HIDDEN; j++) {
                            assertThat((double) output.getFloat(t, b, j)).isCloseTo(forward[t][b][j], within(1e-6));
                            assertThat((double) output.getFloat(t, b, HIDDEN + j)).isCloseTo(backward[t][b][j], within(1e-6));
                        }
                    }
                }
            }
        }
    }

    private static double[][][] lstm(float[] x, TFloat32 kernel, TFloat32 bias, boolean backward) {
        double[][][] outputs = new double[STEPS][BATCH][];
        for (int b = 0; b < BATCH; b++) {
            double[] h = new double[HIDDEN];
            double[] c = new double[HIDDEN];
            for (int i = 0; i < STEPS; i++) {
                int t = backward ? STEPS - 1 - i : i;
                double[] gates = gates(x, (t * BATCH + b) * INPUTS, h, kernel, bias);
                h = new double[HIDDEN];
                for (int j = 0; j < HIDDEN; j++) {
                    c[j] = sigmoid(gates[HIDDEN + j]) * c[j] + sigmoid(gates[j]) * Math.tanh(gates[2 * HIDDEN + j]);
                    h[j] = sigmoid(gates[3 * HIDDEN + j]) * Math.tanh(c[j]);
                }
                outputs[t][b] = h;
            }
        }
        return outputs;
    }

    private static double[] gates(float[] x, int first, double[] h, TFloat32 kernel, TFloat32 bias) {
        double[] gates = new double[4 * HIDDEN];
        for (int k = 0; k < gates.length; k++) {
            boolean forget = k >= HIDDEN && k < 2 * HIDDEN;
            assertThat(bias.getFloat(k)).isEqualTo(forget ? 1 : 0);
            gates[k] = forget ? 1 : 0;
            for (int i = 0; i < INPUTS; i++) {
                gates[k] += x[first + i] * kernel.getFloat(i, k);
            }
            for (int j = 0; j < HIDDEN; j++) {
                gates[k] += h[j] * kernel.getFloat(INPUTS + j, k);
            }
        }
        return gates;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}
