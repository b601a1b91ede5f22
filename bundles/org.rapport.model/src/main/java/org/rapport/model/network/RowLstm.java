package org.rapport.model.network;

import java.util.Arrays;

/**
 * The weights of {@link FusedLstm} over a window whose rows come one after the other: what the input adds to the gates is
 * computed once for each row, however many windows have it. {@link LstmStates} goes from row to row. Of the gates i, f, o, whose
 * logistic function is that of half the value's tanh, it has the half, which costs no bit: so one tanh serves all gates.
 */
final class RowLstm {
    static final int GATES = 4;
    private static final int CANDIDATE = 2;

    private final FloatLayer layer;
    private final int inputs;
    private final int hidden;

    /** @throws IllegalArgumentException if these are not the weights of an LSTM */
    RowLstm(FloatLayer weights, String name) {
        hidden = weights.outputs() / GATES;
        inputs = weights.inputs() - hidden;
        if (inputs < 1 || weights.outputs() % GATES != 0) {
            throw new IllegalArgumentException("the weights of " + name + " are not those of an LSTM");
        }
        layer = new FloatLayer(Arrays.stream(weights.kernel()).map(this::halved).toArray(float[][]::new), halved(weights.bias()));
    }

    private float[] halved(float[] gates) {
        float[] halved = gates.clone();
        for (int i = 0; i < halved.length; i++) {
            if (i / hidden != CANDIDATE) {
                halved[i] *= 0.5f;
            }
        }
        return halved;
    }

    int inputs() {
        return inputs;
    }

    int hidden() {
        return hidden;
    }

    /** What a row adds to the gates, with their bias. */
    float[] project(float[] row) {
        float[] projected = layer.bias().clone();
        FloatLayer.addProduct(row, 0, inputs, layer.kernel(), 0, projected);
        return projected;
    }

    /** Adds what the last output, {@code hidden} values from the index {@code first} on, adds to the gates i, f, g, o. */
    void addLast(float[] outputs, int first, float[] gates) {
        FloatLayer.addProduct(outputs, first, hidden, layer.kernel(), inputs, gates);
    }
}
