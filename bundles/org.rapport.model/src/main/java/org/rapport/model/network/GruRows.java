package org.rapport.model.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link GruNetwork} row by row: the states of two GRUs, and the keys and values of the rows that its attentions see. */
final class GruRows implements RowNetwork {
    private final boolean relu;
    private final RowLayer emitterEncoder;
    private final RowLayer receiverEncoder;
    private final RowGru emitterGru;
    private final RowGru receiverGru;
    private final Map<Attention, RowAttention> attentions = new LinkedHashMap<>();
    private final List<RowLayer> hidden = new ArrayList<>();
    private final List<RowLayer> output = new ArrayList<>();
    private double[] ofEmitter;
    private double[] ofReceiver;

    /** @throws IllegalArgumentException if the weights are not those of such a network */
    GruRows(NetworkShape shape, LoadedWeights weights) {
        relu = shape.activation() == Activation.RELU;
        emitterEncoder = weights.layer(Signals.EMITTER + "_encoder");
        receiverEncoder = weights.layer(Signals.RECEIVER + "_encoder");
        emitterGru = new RowGru(weights, Signals.EMITTER + "_gru");
        receiverGru = new RowGru(weights, Signals.RECEIVER + "_gru");
        for (Attention attention : GruNetwork.ATTENTIONS) {
            if (shape.attentions().contains(attention)) {
                attentions.put(attention,
                        new RowAttention(weights, MultiHeadAttention.name(attention), shape.heads(), shape.steps()));
            }
        }
        for (int target = 0; target < shape.targets(); target++) {
            hidden.add(weights.layer("target" + target + "_hidden"));
            output.add(weights.layer("target" + target + "_output"));
        }
    }

    @Override
    public void restart() {
        emitterGru.restart();
        receiverGru.restart();
        attentions.values().forEach(RowAttention::restart);
        ofEmitter = null;
    }

    @Override
    public void add(float[] emitter, float[] receiver) {
        ofEmitter = emitterGru.step(encoded(emitterEncoder, emitter));
        ofReceiver = receiverGru.step(encoded(receiverEncoder, receiver));
        attentions.forEach((attention, layer) -> layer.add(attention == Attention.EMITTER_TO_RECEIVER ? ofReceiver : ofEmitter));
    }

    @Override
    public void predict(float[] out) {
        if (ofEmitter == null) {
            throw new IllegalStateException("there is no row to predict from");
        }
        List<double[]> top = new ArrayList<>(List.of(ofEmitter, ofReceiver));
        attentions.forEach(
                (attention, layer) -> top.add(layer.answer(attention == Attention.EMITTER_TO_RECEIVER ? ofEmitter : ofReceiver)));
        double[][] parts = top.toArray(double[][]::new);
        for (int target = 0; target < hidden.size(); target++) {
            out[target] = (float) output.get(target).apply(positive(hidden.get(target).apply(parts)))[0];
        }
    }

    private double[] encoded(RowLayer encoder, float[] signals) {
        double[] row = new double[signals.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = signals[i];
        }
        double[] encoded = encoder.apply(row);
        return relu ? positive(encoded) : encoded;
    }

    private static double[] positive(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(0, x[i]);
        }
        return x;
    }
}
