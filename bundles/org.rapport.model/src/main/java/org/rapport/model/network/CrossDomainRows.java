package org.rapport.model.network;

import java.util.EnumMap;
import java.util.Map;

/**
 * {@link CrossDomainNetwork} for one step of the latest window. Each row is encoded once; of the attentions, only the step that
 * counts asks.
 */
final class CrossDomainRows implements RowNetwork {
    private final RowEncoder emitter;
    private final RowEncoder receiver;
    private final Map<Attention, StepAttention> attentions = new EnumMap<>(Attention.class);
    private final FloatOutput output;
    private final int step;
    private final int seen;

    /**
     * For a network of these weights.
     *
     * @param step of the window, the one that counts
     * @throws IllegalArgumentException if the weights are not those of such a network
     */
    CrossDomainRows(NetworkShape shape, LoadedWeights weights, int step) {
        emitter = new RowEncoder(shape, weights, Signals.EMITTER);
        receiver = new RowEncoder(shape, weights, Signals.RECEIVER);
        for (Attention attention : shape.attentions()) {
            attentions.put(attention, new StepAttention(weights, MultiHeadAttention.name(attention), shape));
        }
        output = new FloatOutput(shape, weights);
        this.step = step;
        seen = shape.architecture().isCausal() ? step + 1 : shape.steps();
    }

    @Override
    public void restart() {
        emitter.restart();
        receiver.restart();
    }

    @Override
    public void add(float[] ofEmitter, float[] ofReceiver) {
        emitter.add(ofEmitter);
        receiver.add(ofReceiver);
    }

    @Override
    public boolean isEndless() {
        return false;
    }

    @Override
    public void predict(float[] out) {
        emitter.run();
        receiver.run();
        float[] found = new float[emitter.width()];
        float[] all = new float[attentions.size() * found.length];
        int at = 0;
        for (Map.Entry<Attention, StepAttention> attention : attentions.entrySet()) {
            boolean emitterAsks = attention.getKey() == Attention.EMITTER || attention.getKey() == Attention.EMITTER_TO_RECEIVER;
            boolean emitterIsAsked = attention.getKey() == Attention.EMITTER
                    || attention.getKey() == Attention.RECEIVER_TO_EMITTER;
            attention.getValue().apply((emitterAsks ? emitter : receiver).rows()[step], emitterIsAsked ? emitter : receiver, seen,
                    found);
            System.arraycopy(found, 0, all, at, found.length);
            at += found.length;
        }
        output.apply(all, out);
    }
}
