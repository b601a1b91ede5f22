package org.rapport.model.network;

import java.util.Locale;

/** What a training computes its products with. Weights, sums and LSTMs are of single precision in any case. */
public enum Precision {
    /** Single precision. */
    FLOAT32,
    /**
     * Operands of 8 bits of precision and sums of 24, where that is worth it, as TensorFlow's rewriter of graphs decides: quicker
     * on a processor that has instructions for it.
     */
    BFLOAT16;

    /** As an option and a setting has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }
}
