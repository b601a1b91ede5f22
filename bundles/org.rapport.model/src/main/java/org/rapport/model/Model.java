package org.rapport.model;

import java.util.List;
import java.util.Map;

import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** A trained model, ready to predict, made by {@link ModelFolder#load}. Safe for use by many threads at once. */
public final class Model implements AutoCloseable {
    private final Contract contract;
    private final Standardisation emitterStandardisation;
    private final Standardisation receiverStandardisation;
    private final SavedModelBundle network;
    private final SessionFunction function;
    private final Shape emitterShape;
    private final Shape receiverShape;

    Model(Contract contract, SavedModelBundle network, SessionFunction function) {
        this.contract = contract;
        this.emitterStandardisation = new Standardisation(contract.emitter());
        this.receiverStandardisation = new Standardisation(contract.receiver());
        this.network = network;
        this.function = function;
        this.emitterShape = Shape.of(1, contract.window().steps(), contract.emitter().size());
        this.receiverShape = Shape.of(1, contract.window().steps(), contract.receiver().size());
    }

    /** What it needs and promises. */
    public Contract contract() {
        return contract;
    }

    /**
     * Predicts one window.
     *
     * @param emitter [steps x emitter's channels], row-major, in the channels' units, NaN where missing
     * @param receiver [steps x receiver's channels], likewise
     * @param out takes [steps x 2]: competence and warmth at each step, in the labels' units
     * @throws IllegalArgumentException if an array has another size
     * @throws IllegalStateException if the model is closed
     */
    public void predict(float[] emitter, float[] receiver, float[] out) {
        check("emitter", emitter, emitterShape.size());
        check("receiver", receiver, receiverShape.size());
        check("out", out, (long) contract.window().steps() * NetworkShape.TARGETS);
        run(emitterStandardisation.apply(emitter), receiverStandardisation.apply(receiver), out);
        List<Contract.Target> targets = contract.targets();
        for (int i = 0; i < out.length; i++) {
            Contract.Target target = targets.get(i % NetworkShape.TARGETS);
            out[i] = (float) (out[i] * target.std() + target.mean());
        }
    }

    private static void check(String what, float[] values, long size) {
        if (values.length != size) {
            throw new IllegalArgumentException(what + " has " + values.length + " values; this model takes " + size);
        }
    }

    private void run(float[] emitter, float[] receiver, float[] out) {
        try (TFloat32 emitterTensor = TFloat32.tensorOf(emitterShape, DataBuffers.of(emitter));
                TFloat32 receiverTensor = TFloat32.tensorOf(receiverShape, DataBuffers.of(receiver));
                Result result = function.call(Map.of(Signals.EMITTER, emitterTensor, Signals.RECEIVER, receiverTensor))) {
            TFloat32 prediction = (TFloat32) result.get(0);
            prediction.copyTo(NdArrays.wrap(prediction.shape(), DataBuffers.of(out)));
        }
    }

    /** Frees the network, once running predictions are done. */
    @Override
    public void close() {
        network.close();
    }
}
