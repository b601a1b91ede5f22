package org.rapport.training.fit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.network.Activation;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Attention;
import org.rapport.model.network.Loss;
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
 * @param masks whether it is told which modality is missing
 */
public record NetworkOptions(int encoding, int hidden, int heads, int headUnits, double dropout, Activation activation,
        Set<Attention> attentions, Objective objective, Architecture architecture, boolean masks) {

    /** What the masks are called among the settings. */
    static final String MASKS = "network.masks";

    /** A network that is not told what is missing. */
    public NetworkOptions(int encoding, int hidden, int heads, int headUnits, double dropout, Activation activation,
            Set<Attention> attentions, Objective objective, Architecture architecture) {
        this(encoding, hidden, heads, headUnits, dropout, activation, attentions, objective, architecture, false);
    }

    /** @throws IllegalArgumentException if the numbers do not make a network */
    public NetworkShape shape(Contract contract) {
        return new NetworkShape(contract.columns(Role.EMITTER), contract.columns(Role.RECEIVER), contract.window().steps(),
                encoding, hidden, heads, headUnits, dropout, activation, attentions, architecture, contract.targets().size());
    }

    /** Name to value, for a run that is to be resumed. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("network.encoding", String.valueOf(encoding));
        settings.put("network.hidden", String.valueOf(hidden));
        settings.put("network.heads", String.valueOf(heads));
        settings.put("network.headUnits", String.valueOf(headUnits));
        settings.put("network.dropout", String.valueOf(dropout));
        settings.put("network.activation", activation.name());
        settings.put("network.attentions", new TreeSet<>(attentions).toString());
        settings.put("network.architecture", architecture.key());
        if (masks) { // older runs do not say it
            settings.put(MASKS, "true");
        }
        objective.weights().forEach((loss, weight) -> {
            if (loss != Loss.ENHANCEMENT_BY_STEP || weight > 0) { // older runs do not say it
                settings.put("loss." + loss.key(), String.valueOf(weight));
            }
        });
        return settings;
    }

    public NetworkOptions withAttentions(Set<Attention> some) {
        return new NetworkOptions(encoding, hidden, heads, headUnits, dropout, activation, some, objective, architecture, masks);
    }

    public NetworkOptions withObjective(Objective other) {
        return new NetworkOptions(encoding, hidden, heads, headUnits, dropout, activation, attentions, other, architecture,
                masks);
    }

    public NetworkOptions withMasks(boolean wanted) {
        return new NetworkOptions(encoding, hidden, heads, headUnits, dropout, activation, attentions, objective, architecture,
                wanted);
    }

    public NetworkOptions with(Architecture other) {
        return new NetworkOptions(encoding, hidden, heads, headUnits, dropout, activation, attentions, objective, other, masks);
    }
}
