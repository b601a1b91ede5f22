package org.rapport.model.network;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The cross-domain network (section 4 of the paper), looking at the whole window or, if causal, at the past alone. */
final class CrossDomainNetwork implements Network {
    private final Algebra algebra;
    private final Signals signals;
    private final Encoder emitterEncoder;
    private final Encoder receiverEncoder;
    private final Map<Attention, MultiHeadAttention> attentions = new EnumMap<>(Attention.class);
    private final Map<Attention, Operand<TFloat32>> attended = new EnumMap<>(Attention.class);
    private final OutputLayers outputLayers;

    CrossDomainNetwork(Blueprint blueprint) {
        algebra = blueprint.algebra();
        Variables variables = blueprint.variables();
        NetworkShape shape = blueprint.shape();
        signals = Signals.placeholders(blueprint);
        emitterEncoder = new Encoder(algebra, variables, Signals.EMITTER, signals.emitter(), shape);
        receiverEncoder = new Encoder(algebra, variables, Signals.RECEIVER, signals.receiver(), shape);
        attend(variables, shape);
        List<Operand<TFloat32>> kept = shape.attentions().stream().map(attended::get).toList();
        outputLayers = new OutputLayers(blueprint, algebra.concat(kept, 2));
    }

    private void attend(Variables variables, NetworkShape shape) {
        Branches ofEmitter = new Branches(algebra.tf, emitterEncoder.output());
        Branches ofReceiver = new Branches(algebra.tf, receiverEncoder.output());
        Sight sight = shape.architecture().isCausal() ? Sight.PAST : Sight.WHOLE;
        for (Attention attention : Attention.values()) {
            Branches from = switch (attention) {
                case EMITTER, EMITTER_TO_RECEIVER -> ofEmitter;
                case RECEIVER, RECEIVER_TO_EMITTER -> ofReceiver;
            };
            Branches to = switch (attention) {
                case EMITTER, RECEIVER_TO_EMITTER -> ofEmitter;
                case RECEIVER, EMITTER_TO_RECEIVER -> ofReceiver;
            };
            MultiHeadAttention layer = new MultiHeadAttention(algebra, variables, MultiHeadAttention.name(attention), from.next(),
                    to.next(), shape.heads(), sight);
            attentions.put(attention, layer);
            attended.put(attention, layer.output());
        }
    }

    @Override
    public Signals signals() {
        return signals;
    }

    @Override
    public Operand<TFloat32> prediction() {
        return outputLayers.prediction();
    }

    @Override
    public Map<Attention, Operand<TFloat32>> attended() {
        return Collections.unmodifiableMap(attended);
    }

    @Override
    public List<Gradient> gradients(Operand<TFloat32> loss) {
        Backpropagation backpropagation = new Backpropagation(algebra.graph, loss);
        backpropagation.descend("above_attention",
                Stream.concat(weights(attentions.values(), MultiHeadAttention::resultWeights), outputLayers.weights().stream())
                        .toList(),
                attentions.values().stream().map(MultiHeadAttention::core).toList());
        backpropagation.descend("above_lstm", weights(attentions.values(), MultiHeadAttention::projectionWeights).toList(),
                encoders().flatMap(encoder -> encoder.lstms().stream()).toList());
        backpropagation.descend("encoder", encoders().flatMap(encoder -> encoder.weights().stream()).toList(), List.of());
        return backpropagation.gradients();
    }

    private Stream<Encoder> encoders() {
        return Stream.of(emitterEncoder, receiverEncoder);
    }

    private static <T> Stream<Weight> weights(Collection<T> layers, Function<T, List<Weight>> weights) {
        return layers.stream().flatMap(layer -> weights.apply(layer).stream());
    }
}
