package org.rapport.model.network;

/**
 * The weights of {@link FusedLstm} over a window whose rows come one after the other: what the input adds to the gates is
 * computed once for each row, however many windows have it. {@link LstmStates} goes from row to row.
 */
final class RowLstm {
    static final int GATES = 4;

    private final FloatLayer layer;
    private final int inputs;
    private final int hidden;

    RowLstm(LoadedWeights weights, String name) {
        layer = weights.floatLayer(name);
        hidden = layer.outputs() / GATES;
        inputs = layer.inputs() - hidden;
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

    /** Adds what the last output, {@code hidden} values from the index {@code first} on, adds to the gates i, f, g, o. */
    void addLast(float[] outputs, int first, float[] gates) {
        FloatLayer.addProduct(outputs, first, hidden, layer.kernel(), inputs, gates);
    }
}
