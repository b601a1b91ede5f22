package org.rapport.simulation;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * One hidden trait of a person's behaviour as it comes and goes: zero mean, between -1 and 1, standard deviation about
 * 0.6, and a correlation with itself that falls to 1/e after about 7 s.
 */
final class Latent {
    private static final double LOWEST = 0.008;
    private static final double HIGHEST = 0.042;

    /** Normally distributed with variance 1. */
    private final DoubleUnaryOperator course;

    Latent(Random random) {
        this(new Wave(random, LOWEST, HIGHEST)::at);
    }

    private Latent(DoubleUnaryOperator course) {
        this.course = course;
    }

    /** What independent sides make together, as strong and as quick as one of them: each tells an equal part. */
    static Latent of(Latent... sides) {
        return new Latent(time -> Arrays.stream(sides).mapToDouble(side -> side.course.applyAsDouble(time)).sum()
                / Math.sqrt(sides.length));
    }

    /** The same course with its time counted from {@code start}. */
    Latent from(double start) {
        return new Latent(time -> course.applyAsDouble(start + time));
    }

    /** Its value at {@code time} seconds. */
    double at(double time) {
        return Math.tanh(course.applyAsDouble(time));
    }
}
