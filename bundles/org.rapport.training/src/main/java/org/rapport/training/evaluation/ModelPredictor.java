package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.rapport.model.Contract;
import org.rapport.model.folder.Model;
import org.rapport.training.data.Recording;

/**
 * Predicts with a model folder the rows that live inference predicts, by the very calls that it makes: the same numbers to the
 * bit. It predicts also where live inference does not for want of valid input.
 */
public final class ModelPredictor implements Predictor {
    private final Model model;

    public ModelPredictor(Model model) {
        this.model = model;
    }

    @Override
    public Series predict(Recording recording) {
        Contract.Window window = model.contract().window();
        int steps = window.steps();
        int targets = model.contract().targets().size();
        float[] emitter = new float[steps * recording.emitter().width()];
        float[] receiver = new float[steps * recording.receiver().width()];
        float[] out = new float[steps * targets];
        float[] label = new float[targets];
        List<float[]> predictions = new ArrayList<>();
        List<float[]> labels = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row + steps <= recording.rows(); row++) {
            if (!isPredicted(recording, row)) {
                continue;
            }
            recording.emitter().read(row, steps, emitter, 0);
            recording.receiver().read(row, steps, receiver, 0);
            model.predict(emitter, receiver, out);
            int live = window.liveStep();
            recording.labels().read(row + live, 1, label, 0);
            rows.add(row + live);
            predictions.add(Arrays.copyOfRange(out, live * targets, (live + 1) * targets));
            labels.add(label.clone());
        }
        return new Series(recording, rows.stream().mapToInt(Integer::intValue).toArray(), columns(predictions, targets),
                columns(labels, targets));
    }

    private boolean isPredicted(Recording recording, int row) {
        Contract.Window window = model.contract().window();
        return model.contract().features().isDue(recording.times()[row + window.steps() - 1], window.hop())
                && recording.isUnbroken(row, window.steps());
    }

    private static float[][] columns(List<float[]> rows, int targets) {
        float[][] columns = new float[targets][rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int target = 0; target < columns.length; target++) {
                columns[target][i] = rows.get(i)[target];
            }
        }
        return columns;
    }
}
