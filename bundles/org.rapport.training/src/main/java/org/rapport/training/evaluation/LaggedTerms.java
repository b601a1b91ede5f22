package org.rapport.training.evaluation;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.Standardisation;
import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;

/** A 1, then both people's standardised features now and at some lags before. What is before the first row counts as missing. */
public final class LaggedTerms implements Terms {
    private final int width;
    private final Standardisation emitterStandardisation;
    private final Standardisation receiverStandardisation;
    private final int[] lags;

    /** @param lags rows back, 0 for now */
    public LaggedTerms(Contract contract, int... lags) {
        this.width = 1 + (contract.emitter().size() + contract.receiver().size()) * lags.length;
        this.emitterStandardisation = new Standardisation(contract.withMasks(false), Role.EMITTER);
        this.receiverStandardisation = new Standardisation(contract.withMasks(false), Role.RECEIVER);
        this.lags = lags.clone();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public Rows of(Recording recording) {
        return row -> {
            double[] x = new double[width];
            x[0] = 1;
            int at = 1;
            for (int lag : lags) {
                at = copy(recording.emitter(), emitterStandardisation, row - lag, x, at);
                at = copy(recording.receiver(), receiverStandardisation, row - lag, x, at);
            }
            return x;
        };
    }

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
