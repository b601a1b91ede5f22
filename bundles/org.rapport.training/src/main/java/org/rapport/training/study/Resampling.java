package org.rapport.training.study;

import java.util.Locale;

/** How signals come to the rate of the rows that the model sees. */
public enum Resampling {
    /** By the nodes of the pipeline that will run live: causal, and the same live. */
    LIVE,
    /** As in the paper: decimation and Fourier resampling of whole recordings, which no live graph can do. */
    OFFLINE;

    /** As study.json spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
