package org.rapport.model.folder;

import org.rapport.model.Contract;

/** One that predicts from the latest window. */
final class WindowedModel implements LiveModel {
    private final Model model;
    private final float[] window;

    WindowedModel(Model model) {
        this.model = model;
        Contract contract = model.contract();
        window = new float[contract.window().steps() * contract.targets().size()];
    }

    @Override
    public void restart() {
        // nothing is kept
    }

    @Override
    public void add(float[] emitter, float[] receiver) {
        // the next window has it
    }

    @Override
    public void predict(float[] emitterWindow, float[] receiverWindow, float[] out) {
        model.predict(emitterWindow, receiverWindow, window);
        System.arraycopy(window, model.contract().window().liveStep() * out.length, out, 0, out.length);
    }
}
