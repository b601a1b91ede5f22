package org.rapport.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.rapport.model.Batch;
import org.rapport.model.Contract;
import org.rapport.model.Modalities;
import org.rapport.model.Standardisation;

/** Standardised windows of recordings; none spans two recordings. */
final class Windows {
    private record Window(float[] emitter, float[] receiver, float[] labels, int row) {
    }

    private final int steps;
    private final int emitterWidth;
    private final int receiverWidth;
    private final List<int[]> emitterModalities;
    private final List<int[]> receiverModalities;
    private final List<Window> windows = new ArrayList<>();

    /**
     * @param contract the inputs and targets with their distributions
     * @param hop rows from one window to the next
     */
    Windows(List<Recording> recordings, Contract contract, int hop) {
        steps = contract.window().steps();
        emitterWidth = contract.emitter().size();
        receiverWidth = contract.receiver().size();
        emitterModalities = Modalities.of(contract.emitter());
        receiverModalities = Modalities.of(contract.receiver());
        Standardisation ofEmitter = new Standardisation(contract.emitter());
        Standardisation ofReceiver = new Standardisation(contract.receiver());
        for (Recording recording : recordings) {
            float[] emitter = ofEmitter.apply(recording.emitter());
            float[] receiver = ofReceiver.apply(recording.receiver());
            float[] labels = standardised(recording.labels(), contract.targets());
            for (int row = 0; row + steps <= recording.rows(); row += hop) {
                if (hasLabels(labels, row)) {
                    windows.add(new Window(emitter, receiver, labels, row));
                }
            }
        }
    }

    private static float[] standardised(float[] labels, List<Contract.Target> targets) {
        float[] values = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            Contract.Target target = targets.get(i % targets.size());
            values[i] = (float) ((labels[i] - target.mean()) / target.std());
        }
        return values;
    }

    private boolean hasLabels(float[] labels, int row) {
        for (int i = row * 2; i < (row + steps) * 2; i++) {
            if (!Float.isNaN(labels[i])) {
                return true;
            }
        }
        return false;
    }

    int count() {
        return windows.size();
    }

    /** The numbers of all windows, shuffled, in batches of one size; a short rest waits for another epoch. */
    List<List<Integer>> batches(int size, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        List<List<Integer>> batches = new ArrayList<>();
        for (int from = 0; from + size <= order.size(); from += size) {
            batches.add(order.subList(from, from + size));
        }
        return batches;
    }

    /**
     * Copies windows into a batch.
     *
     * @param dropout the probability with which each modality of each window is taken away, as if its device were lost
     */
    Batch batch(List<Integer> numbers, double dropout, Random random) {
        float[] emitter = new float[numbers.size() * steps * emitterWidth];
        float[] receiver = new float[numbers.size() * steps * receiverWidth];
        float[] labels = new float[numbers.size() * steps * 2];
        for (int i = 0; i < numbers.size(); i++) {
            Window window = windows.get(numbers.get(i));
            copy(window.emitter, window.row, emitter, i, emitterWidth);
            copy(window.receiver, window.row, receiver, i, receiverWidth);
            copy(window.labels, window.row, labels, i, 2);
            if (dropout > 0) {
                lose(emitter, i, emitterWidth, emitterModalities, dropout, random);
                lose(receiver, i, receiverWidth, receiverModalities, dropout, random);
            }
        }
        return new Batch(emitter, receiver, labels);
    }

    private void copy(float[] rows, int row, float[] batch, int position, int width) {
        System.arraycopy(rows, row * width, batch, position * steps * width, steps * width);
    }

    /** A lost modality is its training mean, which is 0 here: what live inference makes of a lost device. */
    private void lose(float[] batch, int position, int width, List<int[]> modalities, double dropout, Random random) {
        for (int[] columns : modalities) {
            if (random.nextDouble() < dropout) {
                for (int step = 0; step < steps; step++) {
                    for (int column : columns) {
                        batch[(position * steps + step) * width + column] = 0;
                    }
                }
            }
        }
    }
}
