package org.rapport.model.network;

/** The networks there are to train, all from the same signals to the same targets. */
public enum Architecture {
    /**
     * The paper's (section 4): for each person a dense layer and a bidirectional LSTM, then four attentions over the window.
     */
    CROSS_DOMAIN,
    /**
     * The same for live use without delay: what it predicts for a step depends on no later step. Its LSTMs go forward in time
     * only, with 2h units, so that all other layers keep their sizes; its attentions see the past alone.
     */
    CROSS_DOMAIN_CAUSAL,
    /**
     * The kind of baseline that the paper compares with (Table 2, Wang and Chanel 2021): both people's signals side by side
     * through one bidirectional LSTM. It has no attention, so no distillation or enhancement loss either.
     */
    LSTM
}
