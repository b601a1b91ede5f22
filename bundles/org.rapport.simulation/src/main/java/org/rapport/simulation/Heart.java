package org.rapport.simulation;

import java.util.Random;

/**
 * A person's heart and breath: beats whose rate follows the arousal and breathes (respiratory sinus arrhythmia). Asked for
 * ascending times.
 */
final class Heart {
    private static final double RATE_BY_AROUSAL = 7;
    private static final double ARRHYTHMIA = 0.03;
    private static final double BEAT_DEVIATION = 0.008;

    private final Random random;
    private final Latent arousal;
    private final double restingRate;
    private final double breathRate;
    private double beat;
    private double nextBeat;

    Heart(Random random, Latent arousal) {
        this.random = random;
        this.arousal = arousal;
        restingRate = 70 + 3 * random.nextGaussian();
        breathRate = 0.25 + 0.02 * random.nextGaussian();
        beat = -random.nextDouble();
        nextBeat = beat + interval(beat);
    }

    /** Goes on until the beats around {@code time} are known. */
    void advance(double time) {
        while (nextBeat <= time) {
            beat = nextBeat;
            nextBeat += interval(nextBeat);
        }
    }

    private double interval(double time) {
        double mean = 60 / (restingRate + RATE_BY_AROUSAL * arousal.at(time));
        return mean * (1 - ARRHYTHMIA * breath(time) + BEAT_DEVIATION * random.nextGaussian());
    }

    /** The last R peak up to the time advanced to, in seconds. */
    double beat() {
        return beat;
    }

    /** The R peak to come, in seconds. */
    double nextBeat() {
        return nextBeat;
    }

    /** How full the chest is, from -1 to 1. */
    double breath(double time) {
        return Math.sin(2 * Math.PI * breathRate * time);
    }
}
