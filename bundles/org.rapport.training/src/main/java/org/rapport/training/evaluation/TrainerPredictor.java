package org.rapport.training.evaluation;

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
        float[][] predicted = networks.live(live).map(network -> new RowByRow(network, contract).predict(recording, due))
                .orElseGet(() -> byWindow(windows));
        Series series = new Series(recording, IntStream.range(0, windows.count()).map(i -> windows.row(i) + live).toArray(),
                new float[targets][windows.count()], new float[targets][windows.count()]);
        float[] labels = recording.labels().toArray();
        for (int i = 0; i < windows.count(); i++) {
            for (int target = 0; target < targets; target++) {
                Contract.Target unit = contract.targets().get(target);
                double label = labels[series.rows()[i] * targets + target];
                series.predictions()[target][i] = unit.inUnits(predicted[i][target]);
                // as the network was shown it
                series.labels()[target][i] = unit.with(Calibration.NONE).inUnits((float) ((label - unit.mean()) / unit.std()));
            }
        }
        return series;
    }

    /** [windows][targets], standardised. */
    private float[][] byWindow(Windows windows) {
        int targets = contract.targets().size();
        int steps = contract.window().steps();
        float[][] predictions = new float[windows.count()][targets];
        for (int from = 0; from < windows.count(); from += AT_ONCE) {
            int[] numbers = IntStream.range(from, Math.min(windows.count(), from + AT_ONCE)).toArray();
            Batch batch = windows.batch(numbers);
            float[] predicted = networks.predict(batch.emitter(), batch.receiver());
            for (int i = 0; i < numbers.length; i++) {
                int at = (i * steps + contract.window().liveStep()) * targets;
                System.arraycopy(predicted, at, predictions[from + i], 0, targets);
            }
        }
        return predictions;
    }
}
