package org.rapport.model.folder;

import org.rapport.model.network.RowNetwork;

/** One that keeps its state from row to row. */
final class StreamedModel implements LiveModel {
    private final Model model;
    private final RowNetwork network;
    private final float[] latest;

    StreamedModel(Model model, RowNetwork network) {
        this.model = model;
        this.network = network;
        latest = new float[model.contract().targets().size()];
    }

    @Override
    public void restart() {
        network.restart();
    }

    @Override
    public void add(float[] emitter, float[] receiver) {
        network.step(model.standardisedEmitter(emitter), model.standardisedReceiver(receiver), latest);
    }

    @Override
    public void predict(float[] emitterWindow, float[] receiverWindow, float[] out) {
        System.arraycopy(latest, 0, out, 0, out.length);
        model.toUnits(out);
    }
}
