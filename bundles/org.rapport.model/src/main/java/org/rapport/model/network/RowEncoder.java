package org.rapport.model.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Encoder} over a window whose rows come one after the other; an {@link EncoderPass} runs its LSTMs over the window. What
 * it makes of that lies step after step, and column after column as well.
 */
final class RowEncoder {
    private final FloatLayer dense;
    private final boolean relu;
    private final List<RowLstm> lstms = new ArrayList<>();
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
    private long runs;

    RowEncoder(NetworkShape shape, LoadedWeights weights, String name) {
        dense = weights.floatLayer(name + "_encoder");
        relu = shape.activation() == Activation.RELU;
        lstms.add(weights.lstm(name + "_lstm_forward"));
        if (!shape.architecture().isCausal()) {
            lstms.add(weights.lstm(name + "_lstm_backward"));
        }
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

    /** Whether the window is another one than at the last pass. */
    boolean isDue() {
        return !done;
    }

    /** One for each direction. */
    List<RowLstm> lstms() {
        return lstms;
    }

    int steps() {
        return steps;
    }

    /**
     * What the row adds to an LSTM's gates that is its next after {@code i} steps.
     *
     * @throws IllegalStateException if the window is not full
     */
    float[] projected(int direction, int i) {
        return projected.get(direction).at(step(direction, i));
    }

    /** Takes what its LSTMs tell after one more step, from the index {@code first} on. */
    void take(int i, float[] outputs, int first) {
        int hidden = width / lstms.size();
        for (int direction = 0; direction < lstms.size(); direction++) {
            System.arraycopy(outputs, first + direction * hidden, rows[step(direction, i)], direction * hidden, hidden);
        }
    }

    /** Ends a pass. */
    void finish() {
        for (int step = 0; step < steps; step++) {
            for (int column = 0; column < width; column++) {
                columns[column][step] = rows[step][column];
            }
        }
        done = alike >= steps;
        runs++;
    }

    /** Of the window, where an LSTM is after {@code i} steps. */
    private int step(int direction, int i) {
        return direction == 0 ? i : steps - 1 - i;
    }

    /** How many passes there were: what came of the last one is the same as long as this is. */
    long runs() {
        return runs;
    }

    int width() {
        return width;
    }

    /** [steps][width], changed by the next pass. */
    float[][] rows() {
        return rows;
    }

    /** [width][steps], likewise. */
    float[][] columns() {
        return columns;
    }
}
