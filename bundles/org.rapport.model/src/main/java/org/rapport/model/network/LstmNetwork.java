package org.rapport.model.network;

import java.util.List;
import java.util.Map;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** {@link StandardArchitecture#LSTM}: both people's signals side by side, one bidirectional LSTM, the output layers. */
final class LstmNetwork implements Network {
    private final Algebra algebra;
    private final Signals signals;
    private final BidirectionalLstm lstm;
    private final OutputLayers outputLayers;

    LstmNetwork(Blueprint blueprint) {
        algebra = blueprint.algebra();
        Variables variables = blueprint.variables();
        NetworkShape shape = blueprint.shape();
        signals = Signals.placeholders(blueprint);
        Operand<TFloat32> both = algebra.concat(List.of(signals.emitter(), signals.receiver()), 2);
        lstm = new BidirectionalLstm(algebra.tf, variables, "lstm", algebra.transpose(both, 1, 0, 2), shape.hidden());
        outputLayers = new OutputLayers(blueprint, algebra.transpose(lstm.output(), 1, 0, 2));
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
        backpropagation.descend("above_lstm", outputLayers.weights(), lstm.directions());
        return backpropagation.gradients();
    }
}
