package org.lsl4j;

/** How an {@link Inlet} stands with its outlet. */
public enum InletState {
    /** Made, not connected so far; nothing has been asked of it, or the first connection is under way. */
    CONNECTING,
    /** Samples flow, or would if there were any. */
    CONNECTED,
    /**
     * The connection broke, and the outlet or one with the same source id that took its place is being looked for; or
     * nothing has come for a second and the outlet does not answer. Samples on their way then still arrive if it is
     * back before its buffer is full.
     */
    RECOVERING,
    /** The outlet is gone for good. */
    LOST,
    /** The inlet was closed. */
    CLOSED
}
