package org.rapport.simulation;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * One measured quantity: the course it would take in everybody, seen through a person's own gain and baseline, a slow
 * drift, and the noise of the measurement. Asked for ascending times.
 */
final class Trace {
    /** Of the gain between people. */
    private static final double GAIN_DEVIATION = 0.08;
    /** Of a person's baseline, and of the drift, as parts of the noise. */
    private static final double BASELINE_PART = 0.3;
    private static final double DRIFT_PART = 0.3;
    private static final double NOISE_CORRELATION_SECONDS = 0.1;

    private final DoubleUnaryOperator course;
    private final double noise;
    private final double gain;
    private final double baseline;
    private final Wave drift;
    private final Random random;
    private double lastTime;
    private double lastNoise;

    /** A quantity whose fast noise has the standard deviation {@code noise}. */
    Trace(Random random, DoubleUnaryOperator course, double noise) {
        this.random = random;
        this.course = course;
        this.noise = noise;
        gain = 1 + GAIN_DEVIATION * random.nextGaussian();
        baseline = BASELINE_PART * noise * random.nextGaussian();
        drift = new Wave(random, 0.02, 0.5);
        lastNoise = random.nextGaussian();
    }

    /** The value measured at {@code time} seconds. */
    double at(double time) {
        double kept = Math.exp((lastTime - time) / NOISE_CORRELATION_SECONDS);
        lastNoise = kept * lastNoise + Math.sqrt(1 - kept * kept) * random.nextGaussian();
        lastTime = time;
        return gain * course.applyAsDouble(time) + baseline + noise * (DRIFT_PART * drift.at(time) + lastNoise);
    }
}
