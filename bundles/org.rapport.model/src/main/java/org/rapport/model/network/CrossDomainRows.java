package org.rapport.model.network;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinTask;

/**
 * {@link CrossDomainNetwork} for one step of the latest window. Each row is encoded once; of the attentions, only the step that
 * counts asks. A second processor, if there is one with nothing to do, takes one person's half.
 */
final class CrossDomainRows implements RowNetwork {
    private static final Set<Attention> OF_EMITTER = Set.of(Attention.EMITTER, Attention.EMITTER_TO_RECEIVER);
    private static final Set<Attention> TO_EMITTER = Set.of(Attention.EMITTER, Attention.RECEIVER_TO_EMITTER);

    private final RowEncoder emitter;
    private final RowEncoder receiver;
    private final Map<Attention, StepAttention> attentions = new EnumMap<>(Attention.class);
    private final FloatOutput output;
    private final int step;
    private final int seen;
    private final boolean alone = Runtime.getRuntime().availableProcessors() == 1;

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
        both(emitter::run, receiver::run);
        both(() -> ask(true), () -> ask(false));
        int width = emitter.width();
        float[] all = new float[attentions.size() * width];
        int at = 0;
        for (StepAttention attention : attentions.values()) {
            System.arraycopy(attention.found(), 0, all, at, width);
            at += width;
        }
        output.apply(all, out);
    }

    private void ask(boolean ofEmitter) {
        attentions.forEach((which, attention) -> {
            if (OF_EMITTER.contains(which) == ofEmitter) {
                attention.ask((ofEmitter ? emitter : receiver).rows()[step], TO_EMITTER.contains(which) ? emitter : receiver,
                        seen);
            }
        });
    }

    /** The second waits for no other processor: what none has begun when the first is done, is done here. */
    private void both(Runnable one, Runnable other) {
        if (alone) {
            one.run();
            other.run();
            return;
        }
        ForkJoinTask<?> elsewhere = ForkJoinTask.adapt(other).fork();
        try {
            one.run();
        } finally {
            elsewhere.quietlyJoin();
        }
        elsewhere.join(); // throws what it threw
    }
}
