package org.rapport.model.network;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinTask;

/**
 * {@link CrossDomainNetwork} for one step of the latest window. Each row is encoded once; of the attentions, only the step that
 * counts asks. A second processor, if there is one with nothing to do, takes one person's half.
 */
final class CrossDomainRows implements RowNetwork {
    private static final Set<Attention> OF_EMITTER = Set.of(Attention.EMITTER, Attention.EMITTER_TO_RECEIVER);
    private static final Set<Attention> TO_EMITTER = Set.of(Attention.EMITTER, Attention.RECEIVER_TO_EMITTER);

    private final NetworkShape shape;
    private final LoadedWeights weights;
    private final RowEncoder emitter;
    private final RowEncoder receiver;
    private final EncoderPass ofEmitter;
    private final EncoderPass ofReceiver;
    private final EncoderPass ofBoth;
    /** Whose rows another network has encoded, and what that person finds in itself. */
    private final Optional<Attention> taken;
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
        this(shape, weights, step, new RowEncoder(shape, weights, Signals.EMITTER),
                new RowEncoder(shape, weights, Signals.RECEIVER), Optional.empty());
        for (Attention attention : shape.attentions()) {
            attentions.put(attention, new StepAttention(weights, MultiHeadAttention.name(attention), shape));
        }
    }

    private CrossDomainRows(NetworkShape shape, LoadedWeights weights, int step, RowEncoder emitter, RowEncoder receiver,
            Optional<Attention> taken) {
        this.shape = shape;
        this.weights = weights;
        this.emitter = emitter;
        this.receiver = receiver;
        ofEmitter = new EncoderPass(emitter);
        ofReceiver = new EncoderPass(receiver);
        ofBoth = new EncoderPass(emitter, receiver);
        this.taken = taken;
        output = new FloatOutput(shape, weights);
        this.step = step;
        seen = shape.architecture().isCausal() ? step + 1 : shape.steps();
    }

    @Override
    public Optional<RowNetwork> beside(boolean sameEmitter) {
        Attention self = sameEmitter ? Attention.EMITTER : Attention.RECEIVER;
        CrossDomainRows other = new CrossDomainRows(shape, weights, step,
                sameEmitter ? emitter : new RowEncoder(shape, weights, Signals.EMITTER),
                sameEmitter ? new RowEncoder(shape, weights, Signals.RECEIVER) : receiver, Optional.of(self));
        attentions.forEach((which, attention) -> other.attentions.put(which,
                which == self ? attention : new StepAttention(weights, MultiHeadAttention.name(which), shape)));
        return Optional.of(other);
    }

    private boolean isOwn(Attention self) {
        return taken.isEmpty() || taken.get() != self;
    }

    @Override
    public void restart() {
        if (isOwn(Attention.EMITTER)) {
            emitter.restart();
        }
        if (isOwn(Attention.RECEIVER)) {
            receiver.restart();
        }
    }

    @Override
    public void add(float[] ofEmitter, float[] ofReceiver) {
        if (isOwn(Attention.EMITTER)) {
            emitter.add(ofEmitter);
        }
        if (isOwn(Attention.RECEIVER)) {
            receiver.add(ofReceiver);
        }
    }

    @Override
    public boolean isEndless() {
        return false;
    }

    @Override
    public void predict(float[] out) {
        encode(isOwn(Attention.EMITTER) && emitter.isDue(), isOwn(Attention.RECEIVER) && receiver.isDue());
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

    private void encode(boolean emitterIsDue, boolean receiverIsDue) {
        if (emitterIsDue && receiverIsDue && alone) {
            ofBoth.run();
        } else if (emitterIsDue && receiverIsDue) {
            both(ofEmitter::run, ofReceiver::run);
        } else if (emitterIsDue) {
            ofEmitter.run();
        } else if (receiverIsDue) {
            ofReceiver.run();
        }
    }

    private void ask(boolean ofEmitter) {
        attentions.forEach((which, attention) -> {
            if (OF_EMITTER.contains(which) == ofEmitter && isOwn(which)) {
                attention.ask(ofEmitter ? emitter : receiver, step, TO_EMITTER.contains(which) ? emitter : receiver, seen);
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
