package org.lsl4j;

/** How an {@link Inlet} stands with its outlet. */
public enum InletState {
    /** Made, not connected so far; nothing has been asked of it, or the first connection is under way. */
    CONNECTING,
    /** Samples flow, or would if there were any. */
    CONNECTED,
    /** The connection broke; the outlet, or one with the same source id that took its place, is being looked for. */
    RECOVERING,
    /** The outlet is gone for good. */
    LOST,
    /** The inlet was closed. */
    CLOSED
}
