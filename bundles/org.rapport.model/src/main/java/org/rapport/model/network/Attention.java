package org.rapport.model.network;

/** The four attentions of the network (section 4 of the paper). */
public enum Attention {
    /** He: the emitter attends to itself. */
    EMITTER,
    /** Hr: the receiver attends to itself. */
    RECEIVER,
    /** He&gt;r: the emitter asks, the receiver answers; aligned with {@link #EMITTER}. */
    EMITTER_TO_RECEIVER,
    /** Hr&gt;e: the receiver asks, the emitter answers; aligned with {@link #RECEIVER}. */
    RECEIVER_TO_EMITTER
}
