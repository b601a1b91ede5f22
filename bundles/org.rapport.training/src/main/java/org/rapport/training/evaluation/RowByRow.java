package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.Standardisation;
import org.rapport.model.network.LiveRows;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Recording;

/** Runs a network through a whole recording row by row, as it runs live. */
final class RowByRow {
    private final LiveRows network;
    private final Contract contract;
    private final Standardisation emitter;
    private final Standardisation receiver;
    private final List<Beside> others = new ArrayList<>();

    /** Predicts another form of the recording, which differs in one person's signals. */
    private record Beside(LiveRows network, Recording recording, int[] due, boolean sameEmitter, float[][] predictions) {
    }

    RowByRow(LiveRows network, Contract contract) {
        this.network = network;
        this.contract = contract;
        this.emitter = new Standardisation(contract, Role.EMITTER);
        this.receiver = new Standardisation(contract, Role.RECEIVER);
    }

    /**
     * Has another form of the recording predicted in the same pass.
     *
     * @param due rows of it, rising, that are due in the recording as well
     * @return [due][targets], standardised, once the recording is predicted; empty if the network cannot
     */
    Optional<float[][]> beside(Recording form, int[] due, boolean sameEmitter) {
        Optional<LiveRows> other = network.beside(sameEmitter);
        float[][] predictions = new float[due.length][contract.targets().size()];
        other.ifPresent(rows -> others.add(new Beside(rows, form, due, sameEmitter, predictions)));
        return other.map(rows -> predictions);
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
        int[] done = new int[others.size()];
        double before = Double.NaN;
        int next = 0;
        for (int row = 0; next < due.length; row++) {
            if (!contract.features().follows(before, recording.times()[row])) {
                network.restart();
                others.forEach(other -> other.network.restart());
            }
            before = recording.times()[row];
            long number = contract.features().row(before);
            recording.emitter().read(row, 1, ofEmitter, 0);
            recording.receiver().read(row, 1, ofReceiver, 0);
            float[] e = emitter.apply(ofEmitter);
            float[] r = receiver.apply(ofReceiver);
            network.add(number, e, r);
            if (row == due[next]) {
                network.predict(predictions[next++]);
            }
            for (int i = 0; i < done.length; i++) {
                Beside other = others.get(i);
                if (done[i] < other.due.length) {
                    add(other, number, row, e, r);
                    if (row == other.due[done[i]]) {
                        other.network.predict(other.predictions[done[i]++]);
                    }
                }
            }
        }
        return predictions;
    }

    private void add(Beside other, long number, int row, float[] ofEmitter, float[] ofReceiver) {
        FeatureRows rows = other.sameEmitter ? other.recording.receiver() : other.recording.emitter();
        float[] values = new float[rows.width()];
        rows.read(row, 1, values, 0);
        other.network.add(number, other.sameEmitter ? ofEmitter : emitter.apply(values),
                other.sameEmitter ? receiver.apply(values) : ofReceiver);
    }
}
