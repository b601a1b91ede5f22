package org.rapport.model.folder;

import org.rapport.model.network.LiveRows;

/** One whose network takes row by row. */
final class RowModel implements LiveModel {
    private final Model model;
    private final LiveRows rows;

    RowModel(Model model, LiveRows rows) {
        this.model = model;
        this.rows = rows;
    }

    @Override
    public void restart() {
        rows.restart();
    }

    @Override
    public void add(double time, float[] emitter, float[] receiver) {
        rows.add(model.contract().features().row(time), model.standardisedEmitter(emitter), model.standardisedReceiver(receiver));
    }

    @Override
    public void predict(float[] out) {
        rows.predict(out);
        model.toUnits(out);
    }
}
