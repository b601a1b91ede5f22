package org.rapport.model.network;

import java.util.Arrays;
import java.util.List;

/**
 * The states of LSTMs of one width that go from row to row in step. They have nothing to do with each other, but a processor
 * goes on with the cells of all of them, side by side, in little more time than with those of one.
 */
final class LstmStates {
    private final List<RowLstm> lstms;
    private final int hidden;
    /** What adds up to the gates of one LSTM. */
    private final float[] sums;
    /** The gates of one LSTM after the other. */
    private final float[] squashed;
    /** The gates i, f, g, o, each of all LSTMs. */
    private final float[][] gates;
    private final float[] cells;
    private final float[] outputs;

    /** @param lstms at least one, all of one width */
    LstmStates(List<RowLstm> lstms) {
        this.lstms = List.copyOf(lstms);
        hidden = lstms.get(0).hidden();
        int width = lstms.size() * hidden;
        sums = new float[RowLstm.GATES * hidden];
        squashed = new float[RowLstm.GATES * width];
        gates = new float[RowLstm.GATES][width];
        cells = new float[width];
        outputs = new float[width];
        if (lstms.stream().anyMatch(lstm -> lstm.hidden() != hidden)) {
            throw new IllegalArgumentException("LSTMs of several widths do not go in step");
        }
    }

    /** Before the first row. */
    void restart() {
        Arrays.fill(cells, 0);
        Arrays.fill(outputs, 0);
    }

    /**
     * Goes on by one row of each LSTM.
     *
     * @param projected for each LSTM, what its row adds to its gates
     * @return the outputs, those of one LSTM after the other, changed by the next step
     */
    float[] step(float[]... projected) {
        for (int i = 0; i < projected.length; i++) {
            System.arraycopy(projected[i], 0, sums, 0, sums.length);
            lstms.get(i).addLast(outputs, i * hidden, sums);
            System.arraycopy(sums, 0, squashed, i * sums.length, sums.length);
        }
        Squash.tanh(squashed);
        for (int i = 0; i < projected.length; i++) {
            for (int gate = 0; gate < RowLstm.GATES; gate++) {
                System.arraycopy(squashed, i * sums.length + gate * hidden, gates[gate], i * hidden, hidden);
            }
        }
        remember(gates[0], gates[1], gates[2], cells);
        tell(gates[3], cells, outputs);
        return outputs;
    }

    /** Whole arrays, because that is what the compiler turns into a processor's instructions for many values at a time. */
    private static void remember(float[] in, float[] forget, float[] candidate, float[] cells) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Squash.logistic(forget[i]) * cells[i] + Squash.logistic(in[i]) * candidate[i];
        }
    }

    private static void tell(float[] out, float[] cells, float[] outputs) {
        for (int i = 0; i < cells.length; i++) {
            outputs[i] = Squash.logistic(out[i]) * Squash.tanh(cells[i]);
        }
    }
}
