package org.rapport.training;

import java.util.ArrayList;
import java.util.List;

import org.rapport.model.Batch;
import org.rapport.model.Contract;
import org.rapport.model.Scores;
import org.rapport.model.Trainer;

/**
 * How well a network does as it will be used live: from each window only the step whose prediction counts live, over all
 * recordings concatenated, in label units.
 */
record Evaluation(Scores competence, Scores warmth) {
    private static final int AT_ONCE = 64;

    static Evaluation of(Trainer trainer, List<Recording> recordings, Contract contract, int hop) {
        Windows windows = new Windows(recordings, contract, hop);
        int live = contract.window().liveStep();
        int steps = contract.window().steps();
        float[][] predictions = new float[2][windows.count()];
        float[][] labels = new float[2][windows.count()];
        for (int from = 0; from < windows.count(); from += AT_ONCE) {
            List<Integer> numbers = new ArrayList<>();
            for (int i = from; i < Math.min(windows.count(), from + AT_ONCE); i++) {
                numbers.add(i);
            }
            Batch batch = windows.batch(numbers, 0, null);
            float[] predicted = trainer.predict(batch.emitter(), batch.receiver());
            for (int i = 0; i < numbers.size(); i++) {
                for (int target = 0; target < 2; target++) {
                    Contract.Target unit = contract.targets().get(target);
                    int at = (i * steps + live) * 2 + target;
                    predictions[target][from + i] = (float) (predicted[at] * unit.std() + unit.mean());
                    labels[target][from + i] = (float) (batch.labels()[at] * unit.std() + unit.mean());
                }
            }
        }
        return new Evaluation(Scores.of(predictions[0], labels[0]), Scores.of(predictions[1], labels[1]));
    }

    double meanConcordance() {
        return (competence.ccc() + warmth.ccc()) / 2;
    }
}
