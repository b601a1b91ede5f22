package org.rapport.training.evaluation;

import java.util.Optional;
import java.util.stream.IntStream;

import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.model.network.Batch;
import org.rapport.model.network.Ensemble;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Windows;

/**
 * Predicts with networks in training, as they will be used live: row by row if they can, else of each window only the step whose
 * prediction counts.
 */
public final class TrainerPredictor implements Predictor {
    private static final int AT_ONCE = 64;

    private final Ensemble networks;
    private final Contract contract;
    private final int hop;

    /** @param hop rows from one prediction to the next */
    public TrainerPredictor(Ensemble networks, Contract contract, int hop) {
        this.networks = networks;
        this.contract = contract;
        this.hop = hop;
    }

    @Override
    public Series predict(Recording recording) {
        Windows windows = Windows.due(recording, contract, hop);
        int targets = contract.targets().size();
        int live = contract.window().liveStep();
        int[] due = IntStream.range(0, windows.count()).map(i -> windows.row(i) + contract.window().steps() - 1).toArray();
        Optional<float[][]> rows = networks.live(live).map(network -> new RowByRow(network, contract).predict(recording, due));
        Series series = new Series(recording, IntStream.range(0, windows.count()).map(i -> windows.row(i) + live).toArray(),
                new float[targets][windows.count()], new float[targets][windows.count()]);
        for (int from = 0; from < windows.count(); from += AT_ONCE) {
            int[] numbers = IntStream.range(from, Math.min(windows.count(), from + AT_ONCE)).toArray();
            Batch batch = windows.batch(numbers);
            float[] predicted = rows.isPresent() ? new float[0] : networks.predict(batch.emitter(), batch.receiver());
            for (int i = 0; i < numbers.length; i++) {
                for (int target = 0; target < targets; target++) {
                    int at = (i * contract.window().steps() + live) * targets + target;
                    Contract.Target unit = contract.targets().get(target);
                    float standardised = rows.isPresent() ? rows.get()[from + i][target] : predicted[at];
                    series.predictions()[target][from + i] = unit.inUnits(standardised);
                    series.labels()[target][from + i] = unit.with(Calibration.NONE).inUnits(batch.labels()[at]);
                }
            }
        }
        return series;
    }
}
