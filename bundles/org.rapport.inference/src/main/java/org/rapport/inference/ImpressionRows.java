package org.rapport.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;

/**
 * The columns of the stream of predictions: each target; {@code validity}, the part of the input that is valid; for each target
 * whose interval is known {@code TARGET.low} and {@code TARGET.high}, within which nine of ten moments of new people lie; and
 * {@code validity.MODALITY} for each modality.
 */
final class ImpressionRows {
    static final String VALIDITY = "validity";

    private final List<Contract.Target> targets;
    private final List<NamedModality> modalities;
    /** Of each target; NaN if it is not known. */
    private final double[] halfWidths;

    ImpressionRows(Contract contract) {
        targets = contract.targets();
        modalities = NamedModality.of(contract);
        halfWidths = targets.stream().mapToDouble(target -> halfWidth(contract, target)).toArray();
    }

    /** Half of the interval that holds nine of ten moments of new people; NaN if it is not known. */
    static double halfWidth(Contract contract, Contract.Target target) {
        return contract.evaluation().scores().getOrDefault(target.name() + ".halfWidth90", Double.NaN);
    }

    /** Whether a channel of the stream is a target. */
    static boolean isTarget(Channel channel) {
        return !channel.label().equals(VALIDITY) && !channel.label().contains(".");
    }

    List<Channel> channels() {
        List<Channel> channels = new ArrayList<>();
        targets.forEach(target -> channels.add(channel(target.name(), target.unit())));
        channels.add(channel(VALIDITY, "1"));
        for (int target = 0; target < halfWidths.length; target++) {
            if (!Double.isNaN(halfWidths[target])) {
                channels.add(channel(targets.get(target).name() + ".low", targets.get(target).unit()));
                channels.add(channel(targets.get(target).name() + ".high", targets.get(target).unit()));
            }
        }
        modalities.forEach(modality -> channels.add(channel(VALIDITY + "." + modality.name(), "1")));
        return channels;
    }

    private static Channel channel(String label, String unit) {
        // the impression is the receiver's, whoever makes it
        return new Channel(Role.RECEIVER, "Impression", label, unit, ImpressionNode.TYPE, Channel.Scale.CONTINUOUS);
    }

    /**
     * One row.
     *
     * @param prediction of each target, NaN if there is none
     * @param valid the part of each modality's values that is there, the emitter's first
     */
    float[] row(float[] prediction, double[] valid) {
        List<Float> row = new ArrayList<>();
        for (float value : prediction) {
            row.add(value);
        }
        row.add((float) Arrays.stream(valid).average().orElse(Double.NaN));
        for (int target = 0; target < halfWidths.length; target++) {
            if (!Double.isNaN(halfWidths[target])) {
                row.add((float) (prediction[target] - halfWidths[target]));
                row.add((float) (prediction[target] + halfWidths[target]));
            }
        }
        for (double one : valid) {
            row.add((float) one);
        }
        float[] values = new float[row.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(i);
        }
        return values;
    }
}
