package org.rapport.training.evaluation;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.Standardisation;
import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;

/** The rows of a regression: a 1, then both people's standardised features at each lag. Used by one thread. */
final class Design {
    private final FeatureRows emitter;
    private final FeatureRows receiver;
    private final Standardisation emitterStandardisation;
    private final Standardisation receiverStandardisation;
    private final int[] lags;

    /** @param lags rows back, 0 for now */
    Design(Recording recording, Contract contract, int[] lags) {
        this.emitter = recording.emitter();
        this.receiver = recording.receiver();
        this.emitterStandardisation = new Standardisation(contract, Role.EMITTER);
        this.receiverStandardisation = new Standardisation(contract, Role.RECEIVER);
        this.lags = lags;
    }

    static int width(Contract contract, int[] lags) {
        return 1 + (contract.emitter().size() + contract.receiver().size()) * lags.length;
    }

    double[] row(int row) {
        double[] x = new double[1 + (emitter.width() + receiver.width()) * lags.length];
        x[0] = 1;
        int at = 1;
        for (int lag : lags) {
            at = copy(emitter, emitterStandardisation, row - lag, x, at);
            at = copy(receiver, receiverStandardisation, row - lag, x, at);
        }
        return x;
    }

    /** What was before the first row is missing, and so stays 0. */
    private static int copy(FeatureRows rows, Standardisation standardisation, int row, double[] x, int at) {
        if (row >= 0) {
            float[] raw = new float[rows.width()];
            rows.read(row, 1, raw, 0);
            float[] values = standardisation.apply(raw);
            for (int i = 0; i < values.length; i++) {
                x[at + i] = values[i];
            }
        }
        return at + rows.width();
    }
}
