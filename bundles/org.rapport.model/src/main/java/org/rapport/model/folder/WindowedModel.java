package org.rapport.model.folder;

import org.rapport.model.Contract;

/** One that predicts from the latest window, whole. */
final class WindowedModel implements LiveModel {
    private final Model model;
    private final float[] emitterWindow;
    private final float[] receiverWindow;
    private final float[] predicted;
    private int filled;

    WindowedModel(Model model) {
        this.model = model;
        Contract contract = model.contract();
        int steps = contract.window().steps();
        emitterWindow = new float[steps * contract.emitter().size()];
        receiverWindow = new float[steps * contract.receiver().size()];
        predicted = new float[steps * contract.targets().size()];
    }

    @Override
    public void restart() {
        filled = 0;
    }

    @Override
    public void add(double time, float[] emitter, float[] receiver) {
        push(emitterWindow, emitter);
        push(receiverWindow, receiver);
        filled = Math.min(steps(), filled + 1);
    }

    private int steps() {
        return model.contract().window().steps();
    }

    private static void push(float[] window, float[] row) {
        System.arraycopy(window, row.length, window, 0, window.length - row.length);
        System.arraycopy(row, 0, window, window.length - row.length, row.length);
    }

    @Override
    public void predict(float[] out) {
        if (filled < steps()) {
            throw new IllegalStateException("the window has " + filled + " of " + steps() + " rows");
        }
        model.predict(emitterWindow, receiverWindow, predicted);
        System.arraycopy(predicted, model.contract().window().liveStep() * out.length, out, 0, out.length);
    }
}
