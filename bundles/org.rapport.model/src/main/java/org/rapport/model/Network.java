package org.rapport.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The cross-domain network (section 4 of the paper) as a graph, from both people's signals to the predictions. */
final class Network {
    static final String EMITTER = "emitter";
    static final String RECEIVER = "receiver";
    static final String PREDICTION = "prediction";

    private final Algebra algebra;
    private final Placeholder<TFloat32> emitter;
    private final Placeholder<TFloat32> receiver;
    private final Encoder emitterEncoder;
    private final Encoder receiverEncoder;
    private final Map<Attention, MultiHeadAttention> attentions = new EnumMap<>(Attention.class);
    private final Map<Attention, Operand<TFloat32>> attended = new EnumMap<>(Attention.class);
    private final List<OutputLayers> targets = new ArrayList<>();
    private final Operand<TFloat32> prediction;

    /** For a fixed number of windows at a time, which is a tenth faster than an open one. */
    Network(Algebra algebra, Variables variables, NetworkShape shape, int batch, Dropout dropout) {
        this.algebra = algebra;
        emitter = placeholder(EMITTER, batch, shape.steps(), shape.emitterWidth());
        receiver = placeholder(RECEIVER, batch, shape.steps(), shape.receiverWidth());
        emitterEncoder = new Encoder(algebra, variables, EMITTER, emitter, shape);
        receiverEncoder = new Encoder(algebra, variables, RECEIVER, receiver, shape);
        attend(variables, shape.heads());
        prediction = predict(variables, shape, batch, dropout);
    }

    private Placeholder<TFloat32> placeholder(String name, int batch, int steps, int columns) {
        return algebra.tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, steps, columns)));
    }

    private void attend(Variables variables, int heads) {
        Operand<TFloat32> ofEmitter = emitterEncoder.output();
        Operand<TFloat32> ofReceiver = receiverEncoder.output();
        for (Attention attention : Attention.values()) {
            Operand<TFloat32> from = switch (attention) {
                case EMITTER, EMITTER_TO_RECEIVER -> ofEmitter;
                case RECEIVER, RECEIVER_TO_EMITTER -> ofReceiver;
            };
            Operand<TFloat32> to = switch (attention) {
                case EMITTER, RECEIVER_TO_EMITTER -> ofEmitter;
                case RECEIVER, EMITTER_TO_RECEIVER -> ofReceiver;
            };
            String name = "attention_" + attention.name().toLowerCase(Locale.ROOT);
            MultiHeadAttention layer = new MultiHeadAttention(algebra, variables, name, from, to, heads);
            attentions.put(attention, layer);
            attended.put(attention, layer.output());
        }
    }

    private Operand<TFloat32> predict(Variables variables, NetworkShape shape, int batch, Dropout dropout) {
        List<Operand<TFloat32>> kept = shape.attentions().stream().map(attended::get).toList();
        int rows = batch * shape.steps();
        Operand<TFloat32> joined = algebra.reshape(algebra.concat(kept, 2), rows, kept.size() * shape.width());
        for (int target = 0; target < NetworkShape.TARGETS; target++) {
            targets.add(new OutputLayers(algebra.tf, variables, joined, target, shape.headUnits(), dropout));
        }
        Operand<TFloat32> columns = algebra.concat(targets.stream().map(OutputLayers::output).toList(), 1);
        return algebra.tf.withName(PREDICTION).reshape(columns,
                algebra.tf.constant(new int[] {batch, shape.steps(), NetworkShape.TARGETS}));
    }

    /** [batch x steps x K]. */
    Placeholder<TFloat32> emitter() {
        return emitter;
    }

    /** [batch x steps x L]. */
    Placeholder<TFloat32> receiver() {
        return receiver;
    }

    /** [batch x steps x 2]. */
    Operand<TFloat32> prediction() {
        return prediction;
    }

    /** What an attention makes of its inputs, [batch x steps x 2 hidden]. */
    Operand<TFloat32> attended(Attention attention) {
        return attended.get(attention);
    }

    /** The gradients of all weights, from the loss downwards. */
    List<Gradient> gradients(Operand<TFloat32> loss) {
        Backpropagation backpropagation = new Backpropagation(algebra.graph, loss);
        backpropagation.descend("above_attention",
                Stream.concat(weights(attentions.values(), MultiHeadAttention::resultWeights),
                        weights(targets, OutputLayers::weights)).toList(),
                attentions.values().stream().map(MultiHeadAttention::core).toList());
        backpropagation.descend("above_lstm",
                weights(attentions.values(), MultiHeadAttention::projectionWeights).toList(),
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
