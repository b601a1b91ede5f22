package org.rapport.training;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.model.Architecture;
import org.rapport.model.Attention;
import org.rapport.model.Objective;
import org.rapport.training.data.Recording;
import org.rapport.training.fit.NetworkOptions;

/**
 * One row of the paper's Table 2: a model that is trained by itself.
 *
 * @param name short, as in files
 * @param title as in the paper
 * @param competence the paper's CCC on IMPRESSION; NaN if it is not in the paper
 * @param warmth likewise
 * @param role whose modality is left out, if one is
 * @param types the content types of that modality; empty to leave out none
 * @param network what is changed in the network
 */
record Variant(String name, String title, double competence, double warmth, Role role, Set<String> types,
        UnaryOperator<NetworkOptions> network) {
    /** The name of the model that the others are compared with. */
    static final String FULL = "full";

    private static final Set<String> FACIAL = Set.of("Face");
    private static final Set<String> AUDIO = Set.of("Audio");
    private static final Set<String> EYE = Set.of("Gaze");
    private static final Set<String> PHYSIO = Set.of("ECG", "PPG", "EDA");

    /** The baseline, the full model and the ten ablations below it, in the paper's order. */
    static List<Variant> all() {
        return List.of(
                network("lstm", "LSTM baseline (Wang and Chanel 2021)", 0.737, 0.751, options -> options.with(Architecture.LSTM)),
                network(FULL, "full", 0.770, 0.748, UnaryOperator.identity()),
                network("without-inter", "without inter-attention", 0.761, 0.741,
                        options -> options.withAttentions(EnumSet.of(Attention.EMITTER, Attention.RECEIVER))),
                network("without-intra", "without intra-attention", 0.763, 0.740,
                        options -> options.withAttentions(EnumSet.of(Attention.EMITTER_TO_RECEIVER,
                        Attention.RECEIVER_TO_EMITTER))),
                network("without-kd", "without KD loss", 0.763, 0.743,
                        options -> options.withObjective(new Objective(0, options.objective().enhancement()))),
                network("without-se", "without SE loss", 0.766, 0.745,
                        options -> options.withObjective(new Objective(options.objective().distillation(), 0))),
                modality("emitter-facial", "without facial (emitter)", 0.729, 0.717, Role.EMITTER, FACIAL),
                modality("emitter-audio", "without audio (emitter)", 0.727, 0.699, Role.EMITTER, AUDIO),
                modality("emitter-eye", "without eye (emitter)", 0.742, 0.724, Role.EMITTER, EYE),
                modality("receiver-facial", "without facial (receiver)", 0.678, 0.644, Role.RECEIVER, FACIAL),
                modality("receiver-physio", "without physio (receiver)", 0.742, 0.703, Role.RECEIVER, PHYSIO),
                modality("receiver-eye", "without eye (receiver)", 0.701, 0.662, Role.RECEIVER, EYE));
    }

    /** Not in the table: the full model for live use, none of whose predictions depends on what comes later. */
    static Variant causal() {
        return network("causal", "causal", Double.NaN, Double.NaN, options -> options.with(Architecture.CROSS_DOMAIN_CAUSAL));
    }

    private static Variant network(String name, String title, double competence, double warmth,
            UnaryOperator<NetworkOptions> network) {
        return new Variant(name, title, competence, warmth, Role.EMITTER, Set.of(), network);
    }

    private static Variant modality(String name, String title, double competence, double warmth, Role role, Set<String> types) {
        return new Variant(name, title, competence, warmth, role, types, UnaryOperator.identity());
    }

    boolean leavesOutModality() {
        return !types.isEmpty();
    }

    boolean leavesOut(Channel channel) {
        return channel.role() == role && types.contains(channel.type());
    }

    /** Why these data have no such variant. */
    Optional<String> impossible(Recording recording) {
        List<Channel> channels = role == Role.EMITTER ? recording.emitterChannels() : recording.receiverChannels();
        long out = channels.stream().filter(this::leavesOut).count();
        if (leavesOutModality() && out == 0) {
            return Optional.of("not in this study");
        }
        return out == channels.size() ? Optional.of("nothing else of the " + role.word() + " is in this study")
                : Optional.empty();
    }

    /** The data that it learns from and is tested on. */
    Recording apply(Recording recording) {
        return leavesOutModality() ? recording.without(this::leavesOut) : recording;
    }
}
