package org.rapport.dsp.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the rows of features hold.
 *
 * @param deltas whether descriptors come with their regression
 * @param functionals whether functionals come in place of descriptors and their regression
 * @param window how long they look back, in seconds
 * @param step from one row of functionals to the next, in seconds
 */
record FeatureSet(boolean deltas, boolean functionals, double window, double step) {

    boolean hasDeltas() {
        return deltas || functionals;
    }

    int windowFrames() {
        return frames(window);
    }

    int stepFrames() {
        return frames(step);
    }

    /** Rows a second. */
    double rate() {
        return functionals ? Framer.RATE / stepFrames() : Framer.RATE;
    }

    /** From the time of a row to the last sample that it is made of, in seconds. */
    double delay() {
        return (1000 * Framer.LENGTH / 2 + Contours.reach(hasDeltas()) * 1000 / Framer.RATE) / 1000;
    }

    /** The names of the columns. */
    List<String> names() {
        List<String> names = new ArrayList<>(Descriptors.names("_sma"));
        if (hasDeltas()) {
            names.addAll(Descriptors.names("_sma_de"));
        }
        if (!functionals) {
            return names;
        }
        return names.stream().flatMap(name -> Functionals.NAMES.stream().map(functional -> name + "_" + functional)).toList();
    }

    /** All that tells two kinds of rows apart. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new TreeMap<>(
                Map.of("rate", rate(), "delay", delay(), "deltas", hasDeltas(), "functionals", functionals));
        if (functionals) {
            settings.put("window", windowFrames() / Framer.RATE);
            settings.put("step", stepFrames() / Framer.RATE);
        }
        return settings;
    }

    private static int frames(double seconds) {
        return (int) Math.max(1, Math.round(seconds * Framer.RATE));
    }
}
