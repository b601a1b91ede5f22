package org.rapport.model.network;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * The sizes of a network, and the choices that the paper leaves open.
 *
 * @param emitterWidth values of the emitter at one step (K)
 * @param receiverWidth values of the receiver at one step (L)
 * @param steps steps of a window (T)
 * @param encoding width of an encoder's output (d)
 * @param hidden width of one direction of an LSTM, or of a GRU (h)
 * @param heads heads of each attention; they share out the {@link Architecture#columns}, 2h or h
 * @param headUnits hidden units of the output layers
 * @param dropout the part of those units that a training step leaves out
 * @param activation what follows the encoders' dense layer
 * @param attentions those that reach the output layers; the losses see all four whatever is left out here
 * @param architecture which network; an {@link StandardArchitecture#LSTM} has no use for encoding, heads, activation
 *        and attentions
 * @param targets values predicted at each step
 */
public record NetworkShape(int emitterWidth, int receiverWidth, int steps, int encoding, int hidden, int heads, int headUnits,
        double dropout, Activation activation, Set<Attention> attentions, Architecture architecture, int targets) {

    /** The paper's network predicts two values at each step. */
    public static final int PAPER_TARGETS = 2;

    /** Far beyond any use; keeps a damaged checkpoint from asking for all memory. */
    private static final int MAX_SIZE = 100_000;

    /** @throws IllegalArgumentException if the numbers do not make a network */
    public NetworkShape {
        check("the emitter's width", emitterWidth);
        check("the receiver's width", receiverWidth);
        check("the number of steps", steps);
        check("the encoding", encoding);
        check("the hidden width", hidden);
        check("the number of heads", heads);
        check("the number of head units", headUnits);
        check("the number of targets", targets);
        int columns = architecture.columns(hidden);
        if (columns % heads != 0) {
            throw new IllegalArgumentException(heads + " heads cannot share out " + columns + " columns ("
                    + (columns == hidden ? "" : "twice ") + "the hidden width " + hidden + "); choose a divisor");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("a dropout of " + dropout + " is impossible; choose 0 or more and less than 1");
        }
        if (attentions.isEmpty()) {
            throw new IllegalArgumentException("no attention is left; keep at least one");
        }
        attentions = Collections.unmodifiableSet(EnumSet.copyOf(attentions));
        Objects.requireNonNull(activation);
        Objects.requireNonNull(architecture);
    }

    /** The paper's network. */
    public NetworkShape(int emitterWidth, int receiverWidth, int steps, int encoding, int hidden, int heads, int headUnits,
            double dropout, Activation activation, Set<Attention> attentions) {
        this(emitterWidth, receiverWidth, steps, encoding, hidden, heads, headUnits, dropout, activation, attentions,
                StandardArchitecture.CROSS_DOMAIN, PAPER_TARGETS);
    }

    /** The paper's network with the default sizes, for windows of this size. */
    public NetworkShape(int emitterWidth, int receiverWidth, int steps) {
        this(emitterWidth, receiverWidth, steps, 64, 64, 16, 16, 0.5, Activation.NONE, EnumSet.allOf(Attention.class));
    }

    /** The same network with only some attentions reaching the output layers. */
    public NetworkShape withAttentions(Set<Attention> some) {
        return new NetworkShape(emitterWidth, receiverWidth, steps, encoding, hidden, heads, headUnits, dropout, activation, some,
                architecture, targets);
    }

    /** Another network of the same sizes. */
    public NetworkShape withArchitecture(Architecture other) {
        return new NetworkShape(emitterWidth, receiverWidth, steps, encoding, hidden, heads, headUnits, dropout, activation,
                attentions, other, targets);
    }

    /** The same network with another number of outputs. */
    public NetworkShape withTargets(int count) {
        return new NetworkShape(emitterWidth, receiverWidth, steps, encoding, hidden, heads, headUnits, dropout, activation,
                attentions, architecture, count);
    }

    /** The columns of a recurrent layer's and an attention's result. */
    int width() {
        return architecture.columns(hidden);
    }

    static void check(String what, int value) {
        if (value < 1 || value > MAX_SIZE) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be from 1 to " + MAX_SIZE);
        }
    }
}
