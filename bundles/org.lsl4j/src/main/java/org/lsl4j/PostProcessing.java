package org.lsl4j;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What an {@link Inlet} can do to time stamps before it hands them out, applied in this order. */
public enum PostProcessing {
    /** Map stamps from the outlet's clock to this machine's, by the latest time correction. */
    CLOCKSYNC,
    /** Smooth the stamps of a regularly sampled stream by a line fitted with exponential forgetting. */
    DEJITTER,
    /** Never let a stamp be before the one that went ahead. */
    MONOTONIZE;

    /** Stamps as they were sent. */
    public static final Set<PostProcessing> NONE = Collections.unmodifiableSet(EnumSet.noneOf(PostProcessing.class));
    /** Every stage. */
    public static final Set<PostProcessing> ALL = Collections.unmodifiableSet(EnumSet.allOf(PostProcessing.class));
}
