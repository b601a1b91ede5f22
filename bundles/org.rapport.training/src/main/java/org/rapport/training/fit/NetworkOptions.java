package org.rapport.training.fit;

import java.util.Set;

import org.rapport.model.network.Activation;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Attention;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.Objective;

/**
 * What is trained, but for the widths that the data decide.
 *
 * @param encoding width of an encoder's output
 * @param hidden width of one direction of an LSTM
 * @param heads heads of each attention
 * @param headUnits hidden units of the output layers
 * @param dropout the part of those units that a training step leaves out
 * @param activation what follows the encoders' dense layer
 * @param attentions those that reach the output layers
 * @param objective the weights of the losses
 * @param architecture which network
 */
public record NetworkOptions(int encoding, int hidden, int heads, int headUnits, double dropout, Activation activation,
        Set<Attention> attentions, Objective objective, Architecture architecture) {

    /** @throws IllegalArgumentException if the numbers do not make a network */
    public NetworkShape shape(int emitterWidth, int receiverWidth, int steps) {
        return new NetworkShape(emitterWidth, receiverWidth, steps, encoding, hidden, heads, headUnits, dropout, activation,
                attentions, architecture);
    }

    public NetworkOptions withAttentions(Set<Attention> some) {
        return new NetworkOptions(encoding, hidden, heads, headUnits, dropout, activation, some, objective,
                architecture);
    }

    public NetworkOptions withObjective(Objective other) {
        return new NetworkOptions(encoding, hidden, heads, headUnits, dropout, activation, attentions, other,
                architecture);
    }

    public NetworkOptions with(Architecture other) {
        return new NetworkOptions(encoding, hidden, heads, headUnits, dropout, activation, attentions, objective, other);
    }
}
