package org.rapport.model.network;

import java.nio.file.Path;
import java.util.Map;

import org.rapport.model.ModelException;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.Signature.TensorDescription;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** A network from a SavedModel, which predicts one window at a time. Safe for use by many threads at once. */
public final class SavedNetwork implements AutoCloseable {
    private final SavedModelBundle saved;
    private final SessionFunction function;
    private final Shape emitter;
    private final Shape receiver;
    private final Shape prediction;

    private SavedNetwork(SavedModelBundle saved, SessionFunction function, Shape emitter, Shape receiver, Shape prediction) {
        this.saved = saved;
        this.function = function;
        this.emitter = emitter;
        this.receiver = receiver;
        this.prediction = prediction;
    }

    /**
     * Loads a network.
     *
     * @param steps of a window
     * @param emitterWidth values of the emitter at one step
     * @param receiverWidth values of the receiver at one step
     * @param targets values predicted at one step
     * @throws ModelException if there is none, or it takes or gives something else
     */
    public static SavedNetwork load(Path folder, int steps, int emitterWidth, int receiverWidth, int targets)
            throws ModelException {
        SavedModelBundle saved;
        try {
            saved = SavedModelBundle.load(folder.toString(), SavedModelBundle.DEFAULT_TAG);
        } catch (TensorFlowException e) {
            throw new ModelException(folder + ": TensorFlow cannot load the network; train or copy the model again", e);
        }
        try {
            Shape emitter = Shape.of(1, steps, emitterWidth);
            Shape receiver = Shape.of(1, steps, receiverWidth);
            Shape prediction = Shape.of(1, steps, targets);
            SavedNetwork network = new SavedNetwork(saved, function(folder, saved, emitter, receiver, prediction), emitter,
                    receiver, prediction);
            network.warmUp();
            return network;
        } catch (TensorFlowException e) {
            saved.close();
            throw new ModelException(folder + ": TensorFlow cannot run the network; train or copy the model again", e);
        } catch (ModelException | RuntimeException e) {
            saved.close();
            throw e;
        }
    }

    private static SessionFunction function(Path folder, SavedModelBundle saved, Shape emitter, Shape receiver, Shape prediction)
            throws ModelException {
        if (saved.functions().stream().noneMatch(function -> function.signature().key().equals(Signature.DEFAULT_KEY))) {
            throw new ModelException(
                    folder + ": the network has no signature " + Signature.DEFAULT_KEY + "; it was not made by Rapport");
        }
        SessionFunction function = saved.function(Signature.DEFAULT_KEY);
        Signature signature = function.signature();
        check(folder, signature.getInputs(), Signals.EMITTER, emitter);
        check(folder, signature.getInputs(), Signals.RECEIVER, receiver);
        check(folder, signature.getOutputs(), OutputLayers.PREDICTION, prediction);
        return function;
    }

    private static void check(Path folder, Map<String, TensorDescription> tensors, String name, Shape expected)
            throws ModelException {
        TensorDescription tensor = tensors.get(name);
        if (tensor == null || !tensor.shape.equals(expected)) {
            throw new ModelException(folder + ": the network's " + name + " is " + (tensor == null ? "missing" : tensor.shape)
                    + " but by contract.json it must be " + expected + "; the two are not from the same model");
        }
    }

    /** The first prediction takes a hundred times as long as the next one: better now than live. */
    private void warmUp() {
        predict(new float[(int) emitter.size()], new float[(int) receiver.size()], new float[(int) prediction.size()]);
    }

    /**
     * Predicts one window.
     *
     * @param ofEmitter [steps x K], standardised, without NaN
     * @param ofReceiver [steps x L], likewise
     * @param out takes [steps x targets], standardised
     * @throws IllegalArgumentException if an array has another size
     * @throws IllegalStateException if the network is closed
     */
    public void predict(float[] ofEmitter, float[] ofReceiver, float[] out) {
        check("emitter", ofEmitter, emitter);
        check("receiver", ofReceiver, receiver);
        check("out", out, prediction);
        try (TFloat32 emitterTensor = TFloat32.tensorOf(emitter, DataBuffers.of(ofEmitter));
                TFloat32 receiverTensor = TFloat32.tensorOf(receiver, DataBuffers.of(ofReceiver));
                Result result = function.call(Map.of(Signals.EMITTER, emitterTensor, Signals.RECEIVER, receiverTensor))) {
            TFloat32 predicted = (TFloat32) result.get(0);
            predicted.copyTo(NdArrays.wrap(predicted.shape(), DataBuffers.of(out)));
        }
    }

    private static void check(String what, float[] values, Shape shape) {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException(what + " has " + values.length + " values; this model takes " + shape.size());
        }
    }

    /** Frees the network, once running predictions are done. */
    @Override
    public void close() {
        saved.close();
    }
}
