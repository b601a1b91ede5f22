package org.rapport.training.fit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One cycle (Smith and Topin 2018): for three tenths of the training the rate rises from a 25th to the highest, then it falls to
 * nearly nothing, both along half a cosine. The parts are those of PyTorch's OneCycleLR; Adam's moments stay as they are.
 *
 * @param epochs of the whole cycle, after which the rate stays at its lowest
 */
public record OneCycle(int epochs) implements Course {
    /** What it is called in options. */
    public static final String KEY = "one-cycle";
    static final String EPOCHS = "cycle";

    private static final double RISING = 0.3;
    private static final double FIRST = 1.0 / 25;
    private static final double LAST = FIRST / 10_000;

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public double part(double done) {
        double whole = Math.min(1, done / epochs);
        return whole < RISING ? along(FIRST, 1, whole / RISING) : along(1, LAST, (whole - RISING) / (1 - RISING));
    }

    private static double along(double from, double to, double part) {
        return to + (from - to) * (1 + Math.cos(Math.PI * part)) / 2;
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(); // the schedule first, as it is what one has to hear of
        settings.put(NAME, KEY);
        settings.put(EPOCHS, String.valueOf(epochs));
        return settings;
    }
}
