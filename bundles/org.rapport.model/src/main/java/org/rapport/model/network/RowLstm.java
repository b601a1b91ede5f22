package org.rapport.model.network;

import java.util.Arrays;

/**
 * {@link FusedLstm} over a window whose rows come one after the other: what the input adds to the gates is computed once for
 * each row, however many windows have it.
 */
final class RowLstm {
    private static final int GATES = 4;

    private final FloatLayer layer;
    private final int inputs;
    private final int hidden;
    private final float[] gates;
    private final float[] cell;
    private final float[] output;

    RowLstm(LoadedWeights weights, String name) {
        layer = weights.floatLayer(name);
        hidden = layer.outputs() / GATES;
        inputs = layer.inputs() - hidden;
        gates = new float[layer.outputs()];
        cell = new float[hidden];
        output = new float[hidden];
        if (inputs < 1 || layer.outputs() % GATES != 0) {
            throw new IllegalArgumentException("the weights of " + name + " are not those of an LSTM");
        }
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

    /** Before the first row. */
    void restart() {
        Arrays.fill(cell, 0);
        Arrays.fill(output, 0);
    }

    /**
     * Goes on by one row.
     *
     * @param projected what the row adds to the gates
     * @return the output [hidden], changed by the next step
     */
    float[] step(float[] projected) {
        System.arraycopy(projected, 0, gates, 0, gates.length);
        FloatLayer.addProduct(output, 0, hidden, layer.kernel(), inputs, gates);
        Squash.sigmoid(gates, 0, 2 * hidden); // i, f
        Squash.tanh(gates, 2 * hidden, 3 * hidden); // g
        Squash.sigmoid(gates, 3 * hidden, gates.length); // o
        for (int i = 0; i < hidden; i++) {
            cell[i] = gates[hidden + i] * cell[i] + gates[i] * gates[2 * hidden + i];
        }
        System.arraycopy(cell, 0, output, 0, hidden);
        Squash.tanh(output, 0, hidden);
        for (int i = 0; i < hidden; i++) {
            output[i] *= gates[3 * hidden + i];
        }
        return output;
    }
}
