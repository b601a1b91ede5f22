package org.rapport.training.evaluation;

import java.util.stream.DoubleStream;

/**
 * How much a score differs from one run to another.
 *
 * @param mean NaN without values
 * @param deviation standard deviation with n - 1; NaN with fewer than two values
 * @param count values; those that could not be computed are left out
 */
public record Spread(double mean, double deviation, int count) {

    public static Spread of(double... values) {
        double[] known = DoubleStream.of(values).filter(value -> !Double.isNaN(value)).toArray();
        double mean = DoubleStream.of(known).average().orElse(Double.NaN);
        double squares = DoubleStream.of(known).map(value -> (value - mean) * (value - mean)).sum();
        return new Spread(mean, known.length < 2 ? Double.NaN : Math.sqrt(squares / (known.length - 1)), known.length);
    }
}
