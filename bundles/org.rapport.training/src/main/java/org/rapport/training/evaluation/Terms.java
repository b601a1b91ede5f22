package org.rapport.training.evaluation;

import org.rapport.training.data.Recording;

/** What a regression makes of both people's signals at a row. */
public interface Terms {
    /** How many numbers a row has. */
    int width();

    /** Those of one recording. */
    Rows of(Recording recording);

    /** The numbers of each row of a recording; used by one thread. */
    @FunctionalInterface
    interface Rows {
        double[] at(int row);
    }
}
