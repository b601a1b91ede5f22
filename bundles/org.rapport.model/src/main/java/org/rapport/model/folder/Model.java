package org.rapport.model.folder;

import java.util.List;
import java.util.Optional;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.Standardisation;
import org.rapport.model.network.LiveRows;

/** A trained model, ready to predict, made by {@link ModelFolder#load}. Safe for use by many threads at once. */
public final class Model implements AutoCloseable {
    private final Contract contract;
    private final Standardisation emitterStandardisation;
    private final Standardisation receiverStandardisation;
    private final SavedWindows saved;
    private final Optional<PortableWeights> weights;

    /** @param weights of a network that takes row by row */
    Model(Contract contract, SavedWindows saved, Optional<PortableWeights> weights) {
        this.contract = contract;
        this.emitterStandardisation = new Standardisation(contract, Role.EMITTER);
        this.receiverStandardisation = new Standardisation(contract, Role.RECEIVER);
        this.saved = saved;
        this.weights = weights;
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
            saved.load().predict(standardisedEmitter(emitter), standardisedReceiver(receiver), out);
        } catch (ModelException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        toUnits(out);
    }

    /** Ready to take the rows of a session. Any number may be at work; each has its own state. */
    public LiveModel live() {
        return weights.<LiveModel>map(
                some -> new RowModel(this, LiveRows.of(() -> some.rowByRow(contract).orElseThrow(), contract.window().steps())))
                .orElseGet(() -> new WindowedModel(this));
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
