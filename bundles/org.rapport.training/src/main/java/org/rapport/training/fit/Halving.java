package org.rapport.training.fit;

import java.util.Map;

/**
 * From the highest rate on it is halved again and again.
 *
 * @param every epochs after which it is
 */
public record Halving(int every) implements Course {
    /** What it is called in options. */
    public static final String KEY = "halve";
    static final String EVERY = "halveEvery";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public double part(double epochs) {
        return Math.pow(0.5, Math.floor(epochs / every));
    }

    /** Its name is left unsaid, as in runs of when there was no other. */
    @Override
    public Map<String, String> settings() {
        return Map.of(EVERY, String.valueOf(every));
    }
}
