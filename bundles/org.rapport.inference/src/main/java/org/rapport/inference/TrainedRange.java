package org.rapport.inference;

import java.util.ArrayList;
import java.util.Collection;
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
    private final double[] means;

    /** @param inputs the model's channels of this person, in order */
    TrainedRange(List<Contract.Input> inputs) {
        this.inputs = inputs;
        this.modalities = Modalities.of(inputs);
        this.means = inputs.stream().mapToDouble(Contract.Input::mean).toArray();
    }

    /**
     * The channels that are outside, of the modalities that are.
     *
     * @param rows a window, in the channels' units
     */
    List<Channel> outside(Collection<float[]> rows) {
        double[] distances = distances(rows);
        List<Channel> found = new ArrayList<>();
        for (int[] columns : modalities) {
            List<Channel> outside = new ArrayList<>();
            int there = 0;
            for (int column : columns) {
                double distance = distances[column];
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

    /** How far the values of each column are from the mean, in standard deviations; NaN if there are none. */
    private double[] distances(Collection<float[]> rows) {
        double[] sums = new double[inputs.size()];
        int[] counts = new int[sums.length];
        for (float[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                if (!Float.isNaN(row[column])) {
                    sums[column] += Math.abs(row[column] - means[column]);
                    counts[column]++;
                }
            }
        }
        for (int column = 0; column < sums.length; column++) {
            double std = inputs.get(column).std();
            sums[column] = counts[column] == 0 || !(std > 0) // what never changed tells nothing
                    ? Double.NaN : sums[column] / counts[column] / std;
        }
        return sums;
    }
}
