package org.rapport.inference;

import java.util.ArrayList;
import java.util.List;

import org.rapport.api.signal.Channel;
import org.rapport.model.Contract;
import org.rapport.model.Modalities;

/**
 * Whether one person's input is like what the model was trained on. A channel is outside if its values of a window lie, on
 * average, more than {@value #LIMIT} standard deviations of the training from the training's mean; a modality is, if that is
 * so for a quarter of its channels that are there. What is missing is not outside.
 */
final class TrainedRange {
    /** Nobody is that far from others by being another person; another unit, gain or place of a sensor is. */
    static final double LIMIT = 6;
    private static final double SHARE = 0.25;

    private final List<Contract.Input> inputs;
    private final List<int[]> modalities;

    /** @param inputs the model's channels of this person, in order */
    TrainedRange(List<Contract.Input> inputs) {
        this.inputs = inputs;
        this.modalities = Modalities.of(inputs);
    }

    /**
     * The channels that are outside, of the modalities that are.
     *
     * @param rows a window, steps x channels, in the channels' units
     */
    List<Channel> outside(float[] rows) {
        List<Channel> found = new ArrayList<>();
        for (int[] columns : modalities) {
            List<Channel> outside = new ArrayList<>();
            int there = 0;
            for (int column : columns) {
                double distance = distance(rows, column);
                there += Double.isNaN(distance) ? 0 : 1;
                if (distance > LIMIT) {
                    outside.add(inputs.get(column).channel());
                }
            }
            if (!outside.isEmpty() && outside.size() >= SHARE * there) {
                found.addAll(outside);
            }
        }
        return found;
    }

    /** How far the values of a column are from the mean, in standard deviations; NaN if there are none. */
    private double distance(float[] rows, int column) {
        Contract.Input input = inputs.get(column);
        double sum = 0;
        int count = 0;
        for (int at = column; at < rows.length; at += inputs.size()) {
            if (!Float.isNaN(rows[at])) {
                sum += Math.abs(rows[at] - input.mean());
                count++;
            }
        }
        return count == 0 || !(input.std() > 0) ? Double.NaN : sum / count / input.std(); // what never changed tells nothing
    }
}
