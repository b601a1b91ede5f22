package org.rapport.training.evaluation;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.Standardisation;
import org.rapport.model.network.RowNetwork;
import org.rapport.training.data.Recording;

/** Runs a network that keeps its state through a whole recording, as it runs live. */
final class RowByRow {
    private final RowNetwork network;
    private final Contract contract;
    private final Standardisation emitter;
    private final Standardisation receiver;

    RowByRow(RowNetwork network, Contract contract) {
        this.network = network;
        this.contract = contract;
        this.emitter = new Standardisation(contract, Role.EMITTER);
        this.receiver = new Standardisation(contract, Role.RECEIVER);
    }

    /** What it predicts for every row, [rows][targets], standardised. */
    float[][] predict(Recording recording) {
        float[] ofEmitter = new float[recording.emitter().width()];
        float[] ofReceiver = new float[recording.receiver().width()];
        float[][] predictions = new float[recording.rows()][contract.targets().size()];
        double before = Double.NaN;
        for (int row = 0; row < predictions.length; row++) {
            if (!contract.features().follows(before, recording.times()[row])) {
                network.restart();
            }
            before = recording.times()[row];
            recording.emitter().read(row, 1, ofEmitter, 0);
            recording.receiver().read(row, 1, ofReceiver, 0);
            network.step(emitter.apply(ofEmitter), receiver.apply(ofReceiver), predictions[row]);
        }
        return predictions;
    }
}
