package org.rapport.simulation;

import java.util.Random;

/**
 * A random function of time in a band of frequencies, with mean 0 and variance 1: a sum of sinusoids, one drawn from each
 * equal part of the band. Unlike a random walk it can be asked for any time in any order, and needs no memory.
 */
final class Wave {
    private static final int SINUSOIDS = 12;
    private static final double AMPLITUDE = Math.sqrt(2.0 / SINUSOIDS);

    private final double[] pulsation = new double[SINUSOIDS];
    private final double[] phase = new double[SINUSOIDS];

    /** A wave with frequencies between {@code low} and {@code high}, in hertz. */
    Wave(Random random, double low, double high) {
        for (int i = 0; i < SINUSOIDS; i++) {
            pulsation[i] = 2 * Math.PI * (low + (high - low) * (i + random.nextDouble()) / SINUSOIDS);
            phase[i] = 2 * Math.PI * random.nextDouble();
        }
    }

    /** Its value at {@code time} seconds. */
    double at(double time) {
        double sum = 0;
        for (int i = 0; i < SINUSOIDS; i++) {
            sum += Math.sin(pulsation[i] * time + phase[i]);
        }
        return AMPLITUDE * sum;
    }
}
