package org.rapport.model.network;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * {@link StandardArchitecture#GRU}: for each person a dense layer and a GRU; what both make, and what each finds in the other's
 * past, goes to the output layers. Nothing looks ahead, and the attentions look back a bounded number of steps, so that it can
 * run row by row for ever ({@link GruRows}).
 */
final class GruNetwork implements Network {
    /** The attentions that it has. */
    static final List<Attention> ATTENTIONS = List.of(Attention.EMITTER_TO_RECEIVER, Attention.RECEIVER_TO_EMITTER);

    private final Algebra algebra;
    private final Signals signals;
    private final List<DenseLayer> encoders = new ArrayList<>();
    private final List<FusedGru> grus = new ArrayList<>();
    private final Map<Attention, MultiHeadAttention> attentions = new EnumMap<>(Attention.class);
    private final List<Passage> passages;
    private final OutputLayers outputLayers;

    GruNetwork(Blueprint blueprint) {
        this(blueprint, blueprint.shape().steps());
    }

    /** @param span how many steps the attentions see, the asking one among them */
    GruNetwork(Blueprint blueprint, int span) {
        algebra = blueprint.algebra();
        NetworkShape shape = blueprint.shape();
        signals = Signals.placeholders(blueprint);
        Branches ofEmitter = new Branches(algebra.tf, recur(blueprint, Signals.EMITTER, signals.emitter()));
        Branches ofReceiver = new Branches(algebra.tf, recur(blueprint, Signals.RECEIVER, signals.receiver()));
        for (Attention attention : ATTENTIONS) {
            if (shape.attentions().contains(attention)) {
                boolean emitterAsks = attention == Attention.EMITTER_TO_RECEIVER;
                attentions.put(attention,
                        new MultiHeadAttention(algebra, blueprint.variables(), MultiHeadAttention.name(attention),
                                (emitterAsks ? ofEmitter : ofReceiver).next(), (emitterAsks ? ofReceiver : ofEmitter).next(),
                                shape.heads(), Sight.last(span)));
            }
        }
        passages = List.of(new Passage(algebra.tf, ofEmitter.next()), new Passage(algebra.tf, ofReceiver.next()));
        List<Operand<TFloat32>> all = new ArrayList<>();
        passages.forEach(passage -> all.add(passage.output()));
        attentions.values().forEach(attention -> all.add(attention.output()));
        outputLayers = new OutputLayers(blueprint, algebra.concat(all, 2));
    }

    /** [batch x steps x hidden width]. */
    private Operand<TFloat32> recur(Blueprint blueprint, String person, Placeholder<TFloat32> x) {
        NetworkShape shape = blueprint.shape();
        int batch = (int) x.shape().get(0);
        int steps = (int) x.shape().get(1);
        int columns = (int) x.shape().get(2);
        DenseLayer encoder = new DenseLayer(algebra.tf, blueprint.variables(), person + "_encoder", columns, shape.encoding());
        Operand<TFloat32> encoded = encoder.apply(algebra.reshape(x, batch * steps, columns));
        if (shape.activation() == Activation.RELU) {
            encoded = algebra.tf.nn.relu(encoded);
        }
        Operand<TFloat32> byTime = algebra.transpose(algebra.reshape(encoded, batch, steps, shape.encoding()), 1, 0, 2);
        FusedGru gru = new FusedGru(algebra, blueprint.variables(), person + "_gru", byTime, shape.width());
        encoders.add(encoder);
        grus.add(gru);
        return algebra.transpose(gru.output(), 1, 0, 2);
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
        return Map.of();
    }

    @Override
    public List<Gradient> gradients(Operand<TFloat32> loss) {
        Backpropagation backpropagation = new Backpropagation(algebra.graph, loss);
        List<Splice> besideEachOther = new ArrayList<>(passages);
        attentions.values().forEach(attention -> besideEachOther.add(attention.core()));
        backpropagation.descend("above_attention",
                Stream.concat(attentions.values().stream().flatMap(attention -> attention.resultWeights().stream()),
                        outputLayers.weights().stream()).toList(),
                besideEachOther);
        backpropagation.descend("above_gru",
                attentions.values().stream().flatMap(attention -> attention.projectionWeights().stream()).toList(), grus);
        backpropagation.descend("encoder", encoders.stream().flatMap(encoder -> encoder.weights().stream()).toList(), List.of());
        return backpropagation.gradients();
    }
}
