package org.rapport.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.folder.LiveModel;
import org.rapport.model.folder.Model;

/**
 * How much of a prediction each modality carries. The model predicts once more without each of them, as if all of its values
 * were their training means; the share is how far that moves the prediction, in parts of how far all of them do. The shares of
 * a target add up to 1; they are NaN where nothing moves it.
 */
final class ModalityShares {
    private final List<Contract.Target> targets;
    private final List<Without> modalities = new ArrayList<>();

    ModalityShares(Model model) {
        targets = model.contract().targets();
        NamedModality.of(model.contract()).forEach(modality -> modalities.add(new Without(modality, model)));
    }

    /** {@code TARGET.MODALITY} for each target and modality. */
    List<Channel> channels() {
        List<Channel> channels = new ArrayList<>();
        for (Contract.Target target : targets) {
            for (Without one : modalities) {
                channels.add(new Channel(Role.RECEIVER, "Share", target.name() + "." + one.modality.name(), "1",
                        ImpressionNode.TYPE, Channel.Scale.CONTINUOUS));
            }
        }
        return channels;
    }

    void restart() {
        modalities.forEach(one -> one.live.restart());
    }

    /** Takes the next row, as the model does. */
    void add(double time, float[] emitter, float[] receiver) {
        modalities.forEach(one -> one.live.add(time, one.without(Role.EMITTER, emitter), one.without(Role.RECEIVER, receiver)));
    }

    /**
     * The shares in a prediction, in the order of the channels.
     *
     * @param prediction what the model makes of the same rows, of each target
     */
    float[] of(float[] prediction) {
        double[][] moved = new double[targets.size()][modalities.size()];
        float[] out = new float[targets.size()];
        for (int i = 0; i < modalities.size(); i++) {
            Without one = modalities.get(i);
            one.live.predict(out);
            for (int target = 0; target < out.length; target++) {
                moved[target][i] = Math.abs(out[target] - prediction[target]);
            }
        }
        float[] shares = new float[targets.size() * modalities.size()];
        for (int i = 0; i < shares.length; i++) {
            double[] ofTarget = moved[i / modalities.size()];
            shares[i] = (float) (ofTarget[i % modalities.size()] / Arrays.stream(ofTarget).sum()); // 0/0 is NaN
        }
        return shares;
    }

    /** The model without one modality. */
    private static final class Without {
        private final NamedModality modality;
        private final LiveModel live;
        Without(NamedModality modality, Model model) {
            this.modality = modality;
            this.live = model.live();
        }

        /** A row of one person; that of the other is as it is. What is missing counts as the training mean. */
        float[] without(Role role, float[] row) {
            if (role != modality.role()) {
                return row;
            }
            float[] changed = row.clone();
            for (int column : modality.columns()) {
                changed[column] = Float.NaN;
            }
            return changed;
        }
    }
}
