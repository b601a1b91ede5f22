package org.rapport.inference;

import java.util.ArrayList;
import java.util.Arrays;
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
    private final float[] rows;
    private final List<int[]> modalities;
    private int[] source;
    private int filled;

    /** @param inputs the model's channels of this person, in order */
    InputWindow(List<Contract.Input> inputs, int steps) {
        this.inputs = inputs;
        this.steps = steps;
        this.rows = new float[steps * inputs.size()];
        this.modalities = Modalities.of(inputs);
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
        filled = 0;
    }

    /** Takes a row; the oldest of a full window goes. */
    void add(Block block, int sample) {
        int width = inputs.size();
        if (filled == steps) {
            System.arraycopy(rows, width, rows, 0, (steps - 1) * width);
            filled--;
        }
        for (int i = 0; i < width; i++) {
            rows[filled * width + i] = source[i] < 0 ? Float.NaN : block.value(sample, source[i]);
        }
        filled++;
    }

    /** The row that was added last. */
    float[] latest() {
        return Arrays.copyOfRange(rows, (filled - 1) * inputs.size(), filled * inputs.size());
    }

    boolean isFull() {
        return filled == steps;
    }

    /** How many channels it has. */
    int width() {
        return inputs.size();
    }

    /** The window, steps x channels; valid until the next row. */
    float[] rows() {
        return rows;
    }

    /** The part of valid values of each modality. */
    double[] valid() {
        return modalities.stream().mapToDouble(this::valid).toArray();
    }

    private double valid(int[] columns) {
        int valid = 0;
        for (int step = 0; step < steps; step++) {
            for (int column : columns) {
                valid += Float.isNaN(rows[step * inputs.size() + column]) ? 0 : 1;
            }
        }
        return (double) valid / (steps * columns.length);
    }
}
