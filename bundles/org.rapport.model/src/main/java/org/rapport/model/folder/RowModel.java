package org.rapport.model.folder;

import org.rapport.model.network.RowNetwork;

/** One whose network takes row by row. */
final class RowModel implements LiveModel {
    private final Model model;
    private final RowNetwork network;

    RowModel(Model model, RowNetwork network) {
        this.model = model;
        this.network = network;
    }

    @Override
    public void restart() {
        network.restart();
    }

    @Override
    public void add(float[] emitter, float[] receiver) {
        network.add(model.standardisedEmitter(emitter), model.standardisedReceiver(receiver));
    }

    @Override
    public void predict(float[] out) {
        network.predict(out);
        model.toUnits(out);
    }
}
