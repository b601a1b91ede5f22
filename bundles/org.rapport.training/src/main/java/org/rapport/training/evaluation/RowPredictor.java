package org.rapport.training.evaluation;

import org.rapport.training.data.Recording;

/** Predicts what a receiver will report at given rows, so that it can be scored on the very rows of another. */
@FunctionalInterface
public interface RowPredictor {
    Series predict(Recording recording, int... rows);
}
