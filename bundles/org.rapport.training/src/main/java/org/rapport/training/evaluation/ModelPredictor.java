package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.List;

import org.rapport.model.Contract;
import org.rapport.model.folder.LiveModel;
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
        float[] out = new float[targets];
        LiveModel live = model.live();
        float[] label = new float[targets];
        List<float[]> predictions = new ArrayList<>();
        List<float[]> labels = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        float[] emitterRow = new float[recording.emitter().width()];
        float[] receiverRow = new float[recording.receiver().width()];
        for (int last = 0; last < recording.rows(); last++) {
            if (last == 0 || !model.contract().features().follows(recording.times()[last - 1], recording.times()[last])) {
                live.restart();
            }
            recording.emitter().read(last, 1, emitterRow, 0);
            recording.receiver().read(last, 1, receiverRow, 0);
            live.add(recording.times()[last], emitterRow, receiverRow);
            int row = last - steps + 1;
            if (row < 0 || !isPredicted(recording, row)) {
                continue;
            }
            live.predict(out);
            recording.labels().read(row + window.liveStep(), 1, label, 0);
            rows.add(row + window.liveStep());
            predictions.add(out.clone());
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
