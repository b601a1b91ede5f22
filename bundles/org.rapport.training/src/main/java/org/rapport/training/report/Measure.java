package org.rapport.training.report;

import java.util.function.ToDoubleFunction;

import org.rapport.model.Scores;

/** The scores that reports are made of. */
public enum Measure {
    CCC("ccc", "CCC", Scores::ccc), PEARSON("pearson", "Pearson", Scores::pearson), RMSE("rmse", "RMSE",
            Scores::rmse), SD_RATIO("sdRatio", "SD ratio", Scores::sdRatio), BIAS("bias", "bias", Scores::bias);

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

    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public double of(Scores scores) {
        return value.applyAsDouble(scores);
    }
}
