package org.rapport.simulation;

import java.util.Random;

/**
 * One hidden trait of a person's behaviour as it comes and goes: zero mean, between -1 and 1, standard deviation about
 * 0.6, and a correlation with itself that falls to 1/e after about 7 s.
 */
final class Latent {
    private static final double LOWEST = 0.008;
    private static final double HIGHEST = 0.042;

    private final Wave wave;
    private final double origin;

    Latent(Random random) {
        this(new Wave(random, LOWEST, HIGHEST), 0);
    }

    private Latent(Wave wave, double origin) {
        this.wave = wave;
        this.origin = origin;
    }

    /** The same course with its time counted from {@code start}. */
    Latent from(double start) {
        return new Latent(wave, origin + start);
    }

    /** Its value at {@code time} seconds. */
    double at(double time) {
        return Math.tanh(wave.at(origin + time));
    }
}
