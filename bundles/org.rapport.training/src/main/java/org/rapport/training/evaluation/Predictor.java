package org.rapport.training.evaluation;

import java.util.List;

import org.rapport.training.data.Recording;

/** Predicts what a receiver will report. Safe for use by several threads. */
public interface Predictor {
    /** The predictions that count live, of windows with at least one label. */
    Series predict(Recording recording);

    /**
     * The same numbers of several forms of one recording, which may take less together.
     *
     * @param forms the recording as it is, then with other signals of one of the two people
     */
    default List<Series> predict(List<Recording> forms) {
        return forms.stream().map(this::predict).toList();
    }
}
