package org.rapport.model.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Encoder} over a window whose rows come one after the other. What it makes of the window lies step after step, and
 * column after column as well.
 */
final class RowEncoder {
    private final FloatLayer dense;
    private final boolean relu;
    private final List<RowLstm> lstms = new ArrayList<>();
    private final LstmStates states;
    private final List<RowRing> projected = new ArrayList<>();
    private final int steps;
    private final int width;
    private final float[][] rows;
    private final float[][] columns;
    private float[] latest;
    /** How many of the latest rows are alike, as those of a person who is not there are. */
    private int alike;
    /** Whether {@link #rows} are of a window whose rows are all like the latest. */
    private boolean done;

    RowEncoder(NetworkShape shape, LoadedWeights weights, String name) {
        dense = weights.floatLayer(name + "_encoder");
        relu = shape.activation() == Activation.RELU;
        lstms.add(new RowLstm(weights, name + "_lstm_forward"));
        if (!shape.architecture().isCausal()) {
            lstms.add(new RowLstm(weights, name + "_lstm_backward"));
        }
        states = new LstmStates(lstms);
        steps = shape.steps();
        lstms.forEach(lstm -> projected.add(new RowRing(steps)));
        width = lstms.stream().mapToInt(RowLstm::hidden).sum();
        rows = new float[steps][width];
        columns = new float[width][steps];
        if (width != shape.width() || lstms.stream().anyMatch(lstm -> lstm.inputs() != dense.outputs())) {
            throw new IllegalArgumentException("the weights of the " + name + "'s encoder and LSTM do not belong together");
        }
    }

    void restart() {
        projected.forEach(RowRing::clear);
        latest = null;
        alike = 0;
    }

    void add(float[] signals) {
        if (Arrays.equals(signals, latest)) {
            alike++;
            projected.forEach(ring -> ring.add(ring.latest()));
            return;
        }
        latest = signals.clone();
        alike = 1;
        done = false;
        float[] encoded = new float[dense.outputs()];
        dense.apply(signals, encoded);
        if (relu) {
            FloatOutput.positive(encoded);
        }
        for (int i = 0; i < lstms.size(); i++) {
            projected.get(i).add(lstms.get(i).project(encoded));
        }
    }

    /** Runs over the window. */
    void run() {
        if (done) {
            return;
        }
        done = alike >= steps;
        states.restart();
        int hidden = width / lstms.size();
        float[][] next = new float[lstms.size()][];
        for (int i = 0; i < steps; i++) {
            for (int direction = 0; direction < next.length; direction++) {
                next[direction] = projected.get(direction).at(step(direction, i));
            }
            float[] outputs = states.step(next);
            for (int direction = 0; direction < next.length; direction++) {
                System.arraycopy(outputs, direction * hidden, rows[step(direction, i)], direction * hidden, hidden);
            }
        }
        for (int step = 0; step < steps; step++) {
            for (int column = 0; column < width; column++) {
                columns[column][step] = rows[step][column];
            }
        }
    }

    /** Of the window, where an LSTM is after {@code i} steps. */
    private int step(int direction, int i) {
        return direction == 0 ? i : steps - 1 - i;
    }

    int width() {
        return width;
    }

    /** [steps][width], changed by the next run. */
    float[][] rows() {
        return rows;
    }

    /** [width][steps], likewise. */
    float[][] columns() {
        return columns;
    }
}
