package org.rapport.training.evaluation;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.Standardisation;
import org.rapport.model.network.LiveRows;
import org.rapport.training.data.Recording;

/** Runs a network through a whole recording row by row, as it runs live. */
final class RowByRow {
    private final LiveRows network;
    private final Contract contract;
    private final Standardisation emitter;
    private final Standardisation receiver;

    RowByRow(LiveRows network, Contract contract) {
        this.network = network;
        this.contract = contract;
        this.emitter = new Standardisation(contract, Role.EMITTER);
        this.receiver = new Standardisation(contract, Role.RECEIVER);
    }

    /**
     * What it predicts when it has certain rows.
     *
     * @param due those rows, rising
     * @return [due][targets], standardised
     */
    float[][] predict(Recording recording, int[] due) {
        float[] ofEmitter = new float[recording.emitter().width()];
        float[] ofReceiver = new float[recording.receiver().width()];
        float[][] predictions = new float[due.length][contract.targets().size()];
        double before = Double.NaN;
        int next = 0;
        for (int row = 0; next < due.length; row++) {
            if (!contract.features().follows(before, recording.times()[row])) {
                network.restart();
            }
            before = recording.times()[row];
            recording.emitter().read(row, 1, ofEmitter, 0);
            recording.receiver().read(row, 1, ofReceiver, 0);
            network.add(contract.features().row(before), emitter.apply(ofEmitter), receiver.apply(ofReceiver));
            if (row == due[next]) {
                network.predict(predictions[next++]);
            }
        }
        return predictions;
    }
}
