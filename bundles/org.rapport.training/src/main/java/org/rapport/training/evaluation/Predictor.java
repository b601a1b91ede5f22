package org.rapport.training.evaluation;

import org.rapport.training.data.Recording;

/** Predicts what a receiver will report. Safe for use by several threads. */
public interface Predictor {
    /** The predictions that count live, of windows with at least one label. */
    Series predict(Recording recording);
}
