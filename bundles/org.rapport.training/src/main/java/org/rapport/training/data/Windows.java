package org.rapport.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.Modalities;
import org.rapport.model.Standardisation;
import org.rapport.model.network.Batch;

/**
 * Standardised windows of recordings; none spans two recordings. A window is two numbers until it is copied into a batch, so
 * recordings in mapped files may be larger than memory.
 */
public final class Windows {
    private record Window(Recording recording, int row) {
    }

    private final int steps;
    private final int leadIn;
    private final Person emitter;
    private final Person receiver;
    private final List<Contract.Target> targets;
    private final List<Window> windows = new ArrayList<>();

    /** Tells whether a window of a recording may begin with a row. */
    @FunctionalInterface
    private interface Start {
        boolean at(Recording recording, int row);
    }

    private Windows(List<Recording> recordings, Contract contract, int leadIn, Start start) {
        steps = contract.window().steps();
        this.leadIn = leadIn;
        emitter = new Person(contract, Role.EMITTER);
        receiver = new Person(contract, Role.RECEIVER);
        targets = contract.targets();
        for (Recording recording : recordings) {
            int width = recording.labels().width();
            float[] labels = recording.labels().toArray();
            for (int row = 0; row + steps <= recording.rows(); row++) {
                if (start.at(recording, row) && recording.isUnbroken(row, steps)
                        && hasLabels(labels, (row + leadIn) * width, (row + steps) * width)) {
                    windows.add(new Window(recording, row));
                }
            }
        }
    }

    /**
     * Windows to learn from, the first of which begins with a recording's first row.
     *
     * @param contract the inputs and targets with their distributions
     * @param hop rows from one window to the next
     * @param leadIn rows at the beginning of a window whose labels are left out: a network has seen little by then
     */
    public Windows(List<Recording> recordings, Contract contract, int hop, int leadIn) {
        this(recordings, contract, leadIn, (recording, row) -> row % hop == 0);
    }

    /**
     * The windows that live inference predicts, which of them the time of their last row tells.
     *
     * @param contract the inputs and targets with their distributions
     * @param hop rows from one window to the next
     */
    public static Windows due(Recording recording, Contract contract, int hop) {
        return new Windows(List.of(recording), contract, 0,
                (one, row) -> contract.features().isDue(one.times()[row + contract.window().steps() - 1], hop));
    }

    private static boolean hasLabels(float[] labels, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Float.isNaN(labels[i])) {
                return true;
            }
        }
        return false;
    }

    public int count() {
        return windows.size();
    }

    /** Which recording a window is from. */
    public Recording recording(int window) {
        return windows.get(window).recording;
    }

    /** The first row of a window in its recording. */
    public int row(int window) {
        return windows.get(window).row;
    }

    /** How many modalities both people have together. */
    int modalities() {
        return emitter.modalities.size() + receiver.modalities.size();
    }

    /** Copies windows into a batch. */
    public Batch batch(Draw draw) {
        Batch batch = batch(draw.windows());
        for (int i = 0; i < draw.windows().length; i++) {
            boolean[] lost = draw.lost()[i];
            for (int modality = 0; modality < lost.length; modality++) {
                if (lost[modality]) {
                    lose(batch, i, modality);
                }
            }
        }
        return batch;
    }

    /** Copies windows into a batch, with all modalities. */
    public Batch batch(int... numbers) {
        Batch batch = new Batch(new float[numbers.length * steps * emitter.width],
                new float[numbers.length * steps * receiver.width], new float[numbers.length * steps * targets.size()]);
        for (int i = 0; i < numbers.length; i++) {
            Window window = windows.get(numbers[i]);
            emitter.copy(window.recording.emitter(), window.row, batch.emitter(), i);
            receiver.copy(window.recording.receiver(), window.row, batch.receiver(), i);
            copyLabels(window, batch.labels(), i);
        }
        return batch;
    }

    private void copyLabels(Window window, float[] batch, int position) {
        int from = position * steps * targets.size();
        window.recording.labels().read(window.row, steps, batch, from);
        Arrays.fill(batch, from, from + leadIn * targets.size(), Float.NaN);
        for (int i = leadIn * targets.size(); i < steps * targets.size(); i++) {
            Contract.Target target = targets.get(i % targets.size());
            batch[from + i] = (float) ((batch[from + i] - target.mean()) / target.std());
        }
    }

    private void lose(Batch batch, int position, int modality) {
        int ofEmitter = emitter.modalities.size();
        if (modality < ofEmitter) {
            emitter.lose(batch.emitter(), position, modality);
        } else {
            receiver.lose(batch.receiver(), position, modality - ofEmitter);
        }
    }

    /** The columns of one of the two. */
    private final class Person {
        private final int channels;
        /** Of the network's columns. */
        private final int width;
        private final boolean masks;
        private final List<int[]> modalities;
        private final Standardisation standardisation;

        Person(Contract contract, Role role) {
            channels = contract.inputs(role).size();
            width = contract.columns(role);
            masks = contract.masks();
            modalities = Modalities.of(contract.inputs(role));
            standardisation = new Standardisation(contract, role);
        }

        void copy(FeatureRows rows, int row, float[] batch, int position) {
            float[] raw = new float[steps * channels];
            rows.read(row, steps, raw, 0);
            System.arraycopy(standardisation.apply(raw), 0, batch, position * steps * width, steps * width);
        }

        /** A lost modality is its training mean, which is 0 here, as is its mask: what live inference makes of a lost device. */
        void lose(float[] batch, int position, int modality) {
            for (int step = 0; step < steps; step++) {
                int row = (position * steps + step) * width;
                for (int column : modalities.get(modality)) {
                    batch[row + column] = 0;
                }
                if (masks) {
                    batch[row + channels + modality] = 0;
                }
            }
        }
    }
}
