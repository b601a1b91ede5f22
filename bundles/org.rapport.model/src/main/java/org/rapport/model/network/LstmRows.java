package org.rapport.model.network;

import java.util.List;

/** {@link LstmNetwork} for one step of the latest window: forward up to it, backward from the window's end down to it. */
final class LstmRows implements RowNetwork {
    private final RowLstm forward;
    private final RowLstm backward;
    private final LstmStates forwardState;
    private final LstmStates backwardState;
    private final RowRing ofForward;
    private final RowRing ofBackward;
    private final FloatOutput output;
    private final int step;

    /**
     * For a network of these weights.
     *
     * @param step of the window, the one that counts
     * @throws IllegalArgumentException if the weights are not those of such a network
     */
    LstmRows(NetworkShape shape, LoadedWeights weights, int step) {
        forward = weights.lstm("lstm_forward");
        backward = weights.lstm("lstm_backward");
        forwardState = new LstmStates(List.of(forward));
        backwardState = new LstmStates(List.of(backward));
        ofForward = new RowRing(shape.steps());
        ofBackward = new RowRing(shape.steps());
        output = new FloatOutput(shape, weights);
        this.step = step;
        int inputs = shape.emitterWidth() + shape.receiverWidth();
        if (forward.inputs() != inputs || backward.inputs() != inputs) {
            throw new IllegalArgumentException("the weights of the LSTM do not take " + inputs + " values");
        }
    }

    @Override
    public void restart() {
        ofForward.clear();
        ofBackward.clear();
    }

    @Override
    public void add(float[] emitter, float[] receiver) {
        float[] both = new float[emitter.length + receiver.length];
        System.arraycopy(emitter, 0, both, 0, emitter.length);
        System.arraycopy(receiver, 0, both, emitter.length, receiver.length);
        ofForward.add(forward.project(both));
        ofBackward.add(backward.project(both));
    }

    @Override
    public boolean isEndless() {
        return false;
    }

    @Override
    public void predict(float[] out) {
        float[] row = new float[forward.hidden() + backward.hidden()];
        forwardState.restart();
        for (int at = 0; at <= step; at++) {
            System.arraycopy(forwardState.step(ofForward.at(at)), 0, row, 0, forward.hidden());
        }
        backwardState.restart();
        for (int at = ofBackward.steps() - 1; at >= step; at--) {
            System.arraycopy(backwardState.step(ofBackward.at(at)), 0, row, forward.hidden(), backward.hidden());
        }
        output.apply(row, out);
    }
}
