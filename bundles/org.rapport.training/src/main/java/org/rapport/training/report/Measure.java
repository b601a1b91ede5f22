package org.rapport.training.report;

import java.util.function.ToDoubleFunction;

import org.rapport.model.Scores;

/** The scores that reports are made of. */
enum Measure {
    CCC("ccc", "CCC", Scores::ccc),
    PEARSON("pearson", "Pearson", Scores::pearson),
    RMSE("rmse", "RMSE", Scores::rmse);

    /** As in files. */
    private final String key;
    /** As people read it. */
    private final String title;
    private final ToDoubleFunction<Scores> value;

    Measure(String key, String title, ToDoubleFunction<Scores> value) {
        this.key = key;
        this.title = title;
        this.value = value;
    }

    String key() {
        return key;
    }

    String title() {
        return title;
    }

    double of(Scores scores) {
        return value.applyAsDouble(scores);
    }
}
