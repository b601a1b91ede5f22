package org.rapport.training.experiment;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.rapport.api.signal.Role;
import org.rapport.model.network.StandardArchitecture;
import org.rapport.model.network.Attention;
import org.rapport.model.network.Loss;
import org.rapport.training.data.Recording;
import org.rapport.training.fit.NetworkOptions;

/**
 * A model that is trained by itself, beside others on the same data: one row of the paper's Table 2, or one of ours.
 *
 * @param name short, as in files
 * @param title as in the paper
 * @param paper the paper's CCC on IMPRESSION of each of its targets; empty if it is not in the paper
 * @param leftOut the signals that it does without
 * @param network what is changed in the network
 */
public record Variant(String name, String title, Map<String, Double> paper, Optional<LeftOut> leftOut,
        UnaryOperator<NetworkOptions> network) {
    /** The name of the model that the others are compared with. */
    public static final String FULL = "full";
    /** The name of the model whose predictions depend on no later row. */
    public static final String CAUSAL = "causal";

    private static final Set<String> FACIAL = Set.of("Face");
    private static final Set<String> AUDIO = Set.of("Audio");
    private static final Set<String> EYE = Set.of("Gaze");
    private static final Set<String> PHYSIO = Set.of("ECG", "PPG", "EDA", "RSP");

    /** Whether there is one of a name. */
    public static boolean isKnown(String name) {
        return every().anyMatch(variant -> variant.name.equals(name));
    }

    private static Stream<Variant> every() {
        return Stream.of(all(), alone(), List.of(causal())).flatMap(List::stream);
    }

    /** The one of a name, of all there are. */
    public static Variant of(String name) {
        return every().filter(variant -> variant.name.equals(name)).findFirst().orElseThrow();
    }

    /** The baseline, the full model and the ten ablations below it, in the paper's order. */
    public static List<Variant> all() {
        return List.of(
                network("lstm", "LSTM baseline (Wang and Chanel 2021)", 0.737, 0.751,
                        options -> options.with(StandardArchitecture.LSTM)),
                network(FULL, "full", 0.770, 0.748, UnaryOperator.identity()),
                network("without-inter", "without inter-attention", 0.761, 0.741,
                        options -> options.withAttentions(EnumSet.of(Attention.EMITTER, Attention.RECEIVER))),
                network("without-intra", "without intra-attention", 0.763, 0.740,
                        options -> options
                                .withAttentions(EnumSet.of(Attention.EMITTER_TO_RECEIVER, Attention.RECEIVER_TO_EMITTER))),
                network("without-kd", "without KD loss", 0.763, 0.743,
                        options -> options.withObjective(options.objective().with(Loss.DISTILLATION, 0))),
                network("without-se", "without SE loss", 0.766, 0.745,
                        options -> options
                                .withObjective(options.objective().with(Loss.ENHANCEMENT, 0).with(Loss.ENHANCEMENT_BY_STEP, 0))),
                modality("emitter-facial", "without facial (emitter)", 0.729, 0.717, Role.EMITTER, FACIAL),
                modality("emitter-audio", "without audio (emitter)", 0.727, 0.699, Role.EMITTER, AUDIO),
                modality("emitter-eye", "without eye (emitter)", 0.742, 0.724, Role.EMITTER, EYE),
                modality("receiver-facial", "without facial (receiver)", 0.678, 0.644, Role.RECEIVER, FACIAL),
                modality("receiver-physio", "without physio (receiver)", 0.742, 0.703, Role.RECEIVER, PHYSIO),
                modality("receiver-eye", "without eye (receiver)", 0.701, 0.662, Role.RECEIVER, EYE));
    }

    /** Not in the table: the full model for live use, none of whose predictions depends on what comes later. */
    public static Variant causal() {
        return new Variant(CAUSAL, "causal", Map.of(), Optional.empty(),
                options -> options.with(StandardArchitecture.CROSS_DOMAIN_CAUSAL));
    }

    /** Not in the table: what each person's signals are good for without the other's. */
    public static List<Variant> alone() {
        return List.of(alone("emitter-alone", "the emitter's signals alone", Role.RECEIVER),
                alone("receiver-alone", "the receiver's signals alone", Role.EMITTER));
    }

    private static Variant alone(String name, String title, Role other) {
        return new Variant(name, title, Map.of(), Optional.of(new LeftOut(other, Set.of())), UnaryOperator.identity());
    }

    private static Map<String, Double> paper(double competence, double warmth) {
        return Map.of("competence", competence, "warmth", warmth);
    }

    private static Variant network(String name, String title, double competence, double warmth,
            UnaryOperator<NetworkOptions> network) {
        return new Variant(name, title, paper(competence, warmth), Optional.empty(), network);
    }

    private static Variant modality(String name, String title, double competence, double warmth, Role role, Set<String> types) {
        return new Variant(name, title, paper(competence, warmth), Optional.of(new LeftOut(role, types)),
                UnaryOperator.identity());
    }

    /** Whether it learns from one person's signals. */
    public boolean isOfOnePerson() {
        return leftOut.filter(LeftOut::isWholePerson).isPresent();
    }

    /** Takes from data what this variant does without, but leaves the columns, for a model that learned with them. */
    public Optional<UnaryOperator<Recording>> blinded() {
        return leftOut.map(signals -> signals::blinded);
    }

    /** Why these data have no such variant. */
    public Optional<String> impossible(Recording recording) {
        return leftOut.flatMap(signals -> signals.impossible(recording));
    }

    /** The data that it learns from and is tested on. */
    Recording apply(Recording recording) {
        return leftOut.map(signals -> signals.apply(recording)).orElse(recording);
    }
}
