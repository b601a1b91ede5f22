package org.rapport.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.StreamDescription;
import org.rapport.model.Contract;
import org.rapport.model.Extractor;
import org.rapport.model.Modalities;

/**
 * The latest rows of one person, in the columns that the model was trained on. A column whose device is not there is NaN.
 */
final class InputWindow {
    private final List<Contract.Input> inputs;
    private final int steps;
    private final Deque<float[]> rows = new ArrayDeque<>();
    private final List<int[]> modalities;
    /** Values of each modality that are there, of all rows. */
    private final int[] valid;
    private int[] source;

    /** @param inputs the model's channels of this person, in order */
    InputWindow(List<Contract.Input> inputs, int steps) {
        this.inputs = inputs;
        this.steps = steps;
        this.modalities = Modalities.of(inputs);
        this.valid = new int[modalities.size()];
        this.source = new int[inputs.size()];
    }

    /**
     * Finds the model's channels in a stream.
     *
     * @return the channels that the stream lacks
     * @throws IllegalArgumentException if a channel is there but is not what the model was trained on; one line
     */
    List<Channel> connect(StreamDescription stream) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < stream.channels().size(); i++) {
            columns.put(stream.channels().get(i).path(), i);
        }
        List<Channel> missing = new ArrayList<>();
        int[] found = new int[inputs.size()];
        for (int i = 0; i < found.length; i++) {
            Channel wanted = inputs.get(i).channel();
            found[i] = columns.getOrDefault(wanted.path(), -1);
            if (found[i] < 0) {
                missing.add(wanted);
            } else {
                compare(wanted, stream.channels().get(found[i]));
            }
        }
        source = found;
        return missing;
    }

    private static void compare(Channel wanted, Channel got) {
        if (!wanted.unit().equals(got.unit())) {
            throw new IllegalArgumentException(
                    "channel " + wanted.path() + " comes in \"" + got.unit() + "\", but the model was trained on \""
                            + wanted.unit() + "\"; use a device of that unit or a model trained on this one");
        }
        if (!Extractor.same(wanted, got)) {
            throw new IllegalArgumentException(
                    "channel " + wanted.path() + " is computed by \"" + got.extractor() + "\", but the model was trained on \""
                            + wanted.extractor() + "\"; use that program or a model trained on this one");
        }
    }

    /** Forgets all rows: the next window begins with the next row. */
    void clear() {
        rows.clear();
        Arrays.fill(valid, 0);
    }

    /** Takes a row; the oldest of a full window goes. */
    void add(Block block, int sample) {
        if (rows.size() == steps) {
            count(rows.removeFirst(), -1);
        }
        float[] row = new float[inputs.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = source[i] < 0 ? Float.NaN : block.value(sample, source[i]);
        }
        rows.addLast(row);
        count(row, 1);
    }

    private void count(float[] row, int sign) {
        for (int modality = 0; modality < valid.length; modality++) {
            for (int column : modalities.get(modality)) {
                valid[modality] += Float.isNaN(row[column]) ? 0 : sign;
            }
        }
    }

    /** The row that was added last, not to be changed. */
    float[] latest() {
        return rows.getLast();
    }

    boolean isFull() {
        return rows.size() == steps;
    }

    /** How many channels it has. */
    int width() {
        return inputs.size();
    }

    /** The window's rows, the oldest first, not to be changed; valid until the next row. */
    Collection<float[]> rows() {
        return Collections.unmodifiableCollection(rows);
    }

    /** The part of valid values of each modality, of a full window. */
    double[] valid() {
        double[] parts = new double[valid.length];
        for (int modality = 0; modality < parts.length; modality++) {
            parts[modality] = (double) valid[modality] / (steps * modalities.get(modality).length);
        }
        return parts;
    }
}
