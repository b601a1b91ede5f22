package org.rapport.model.folder;

import java.util.List;
import java.util.function.Supplier;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.Standardisation;
import org.rapport.model.network.LiveRows;
import org.rapport.model.network.MeanRows;
import org.rapport.model.network.Means;
import org.rapport.model.network.RowNetwork;

/** A trained model, ready to predict, made by {@link ModelFolder#load}. Safe for use by many threads at once. */
public final class Model implements AutoCloseable {
    private final Contract contract;
    private final Standardisation emitterStandardisation;
    private final Standardisation receiverStandardisation;
    private final SavedWindows saved;
    private final List<Supplier<RowNetwork>> networks;

    /** @param networks make those that take row by row; empty for those that take windows */
    Model(Contract contract, SavedWindows saved, List<Supplier<RowNetwork>> networks) {
        this.contract = contract;
        this.emitterStandardisation = new Standardisation(contract, Role.EMITTER);
        this.receiverStandardisation = new Standardisation(contract, Role.RECEIVER);
        this.saved = saved;
        this.networks = List.copyOf(networks);
    }

    /** What it needs and promises. */
    public Contract contract() {
        return contract;
    }

    /**
     * Predicts one window, by TensorFlow.
     *
     * @param emitter [steps x emitter's channels], row-major, in the channels' units, NaN where missing
     * @param receiver [steps x receiver's channels], likewise
     * @param out takes [steps x targets]: each target of the contract at each step, in the labels' units
     * @throws IllegalArgumentException if an array has another size
     * @throws IllegalStateException if the model is closed, or TensorFlow cannot load its network
     */
    public void predict(float[] emitter, float[] receiver, float[] out) {
        check("emitter", emitter, contract.emitter().size());
        check("receiver", receiver, contract.receiver().size());
        try {
            float[] ofEmitter = standardisedEmitter(emitter);
            float[] ofReceiver = standardisedReceiver(receiver);
            Means.into(out, saved.load(), (network, predicted) -> network.predict(ofEmitter, ofReceiver, predicted));
        } catch (ModelException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        toUnits(out);
    }

    /** Ready to take the rows of a session. Any number may be at work; each has its own state. */
    public LiveModel live() {
        return networks.isEmpty() ? new WindowedModel(this)
                : new RowModel(this, LiveRows.of(MeanRows.of(networks), contract.window().steps()));
    }

    float[] standardisedEmitter(float[] rows) {
        return emitterStandardisation.apply(rows);
    }

    float[] standardisedReceiver(float[] rows) {
        return receiverStandardisation.apply(rows);
    }

    /** Brings predictions, target after target, from standardised labels to the labels' units. */
    void toUnits(float[] out) {
        List<Contract.Target> targets = contract.targets();
        for (int i = 0; i < out.length; i++) {
            out[i] = targets.get(i % targets.size()).inUnits(out[i]);
        }
    }

    private void check(String what, float[] values, int width) {
        int size = contract.window().steps() * width;
        if (values.length != size) {
            throw new IllegalArgumentException(what + " has " + values.length + " values; this model takes " + size);
        }
    }

    /** Frees the network, once running predictions are done. */
    @Override
    public void close() {
        saved.close();
    }
}
