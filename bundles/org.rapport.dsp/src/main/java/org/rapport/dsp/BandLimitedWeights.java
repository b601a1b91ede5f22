package org.rapport.dsp;

import java.util.Arrays;

import org.rapport.dsp.algebra.Cholesky;

/**
 * How much each of some samples at irregular times counts for the value of the low-passed signal at time 0. Of all weights
 * these have the least expected error for a signal with a known spectrum: a flat band up to just below the stream's Nyquist
 * frequency, a lower one that carries most of the power, and a little white noise (linear minimum mean square error
 * estimation; N. Wiener, or simple kriging in time). Constants and slopes are kept exactly.
 *
 * <p>At even times of a stream that is sampled fast enough they are the samples of the kernel itself. Used by one thread.
 */
final class BandLimitedWeights {
    /** Part of the Nyquist frequency that the flat band reaches to: with jitter, nobody can tell more. */
    private static final double FLAT_BAND = 0.9;
    /** Where faces, eyes and bodies have most of their power, Hz. */
    private static final double LOW_BAND = 1.5;
    /** The low band lies well inside what the kernel passes unchanged. */
    private static final double LOW_PART = 0.3;
    private static final double LOW_POWER = 1000;
    /** Part of the Nyquist frequency below which a fast stream is expected to have most of its power. */
    private static final double NEAR_BAND = 0.4;
    private static final double NEAR_POWER = 300;
    private static final double NOISE = 1e-4;
    /** Exact are a constant and a slope. */
    private static final int EXACT = 2;

    private final LowPassKernel kernel;
    private final double rate;
    private final SpectralBand flat;
    private final SpectralBand strong;
    /** Whether the kernel passes the strong band whole, as a filter's; a wider one ends where the kernel does. */
    private final boolean passesStrong;
    /** Used again and again: a row of a fast stream would otherwise take megabytes. */
    private double[][] matrix = new double[0][];
    private double[] sine = new double[0];
    private double[] cosine = new double[0];

    private BandLimitedWeights(LowPassKernel kernel, double rate, double flat, SpectralBand strong, boolean passesStrong) {
        this.kernel = kernel;
        this.rate = rate;
        this.flat = new SpectralBand(flat * rate, 1);
        this.strong = strong;
        this.passesStrong = passesStrong;
    }

    /** @param rate samples a second of the stream */
    BandLimitedWeights(LowPassKernel kernel, double rate) {
        this(kernel, rate, FLAT_BAND, low(kernel), true);
    }

    /**
     * Weights for samples at even times of which some may be missing.
     *
     * @param rate of the samples if none were missing
     */
    static BandLimitedWeights ofEvenTimes(LowPassKernel kernel, double rate) {
        return new BandLimitedWeights(kernel, rate, 1, low(kernel), true);
    }

    /**
     * Weights for a stream that is many times as fast as its rows: what comes near the rows' band must be stopped most of
     * all, since there is more of it.
     *
     * @param rate samples a second of the stream
     * @param width of what the kernel does not stop, in Hz, the negative frequencies included
     */
    static BandLimitedWeights ofFastStream(LowPassKernel kernel, double rate, double width) {
        return new BandLimitedWeights(kernel, rate, FLAT_BAND, new SpectralBand(Math.max(NEAR_BAND * rate, width), NEAR_POWER),
                false);
    }

    private static SpectralBand low(LowPassKernel kernel) {
        return new SpectralBand(2 * Math.min(LOW_BAND, LOW_PART * kernel.cutOff()), LOW_POWER);
    }

    /** @param distances times of the samples in seconds from the time that is wanted, ascending; at least one */
    double[] of(double[] distances) {
        int count = distances.length;
        double[][] lower = cleared(count);
        flat.addTo(lower, distances, sine, cosine);
        strong.addTo(lower, distances, sine, cosine);
        double[][] right = new double[1 + EXACT][count];
        for (int i = 0; i < count; i++) {
            lower[i][i] += NOISE * rate;
            double response = 2 * kernel.cutOff() * kernel.at(distances[i]);
            right[0][i] = flat.power() * response + (passesStrong ? strong.correlation(distances[i]) : strong.power() * response);
            right[1][i] = 1;
            right[2][i] = distances[i];
        }
        new Cholesky(lower).solve(right[0], right[1], right[2]);
        return exact(distances, right[0], right[1], right[2]);
    }

    /** The rows of a lower triangle of zeros. */
    private double[][] cleared(int count) {
        if (sine.length < count) {
            matrix = new double[count][];
            Arrays.setAll(matrix, row -> new double[row + 1]);
            sine = new double[count];
            cosine = new double[count];
        }
        double[][] rows = Arrays.copyOf(matrix, count);
        for (double[] row : rows) {
            Arrays.fill(row, 0);
        }
        return rows;
    }

    /** The nearest weights whose sum is 1 and whose first moment is 0 (Lagrange multipliers). */
    private static double[] exact(double[] distances, double[] weights, double[] ones, double[] slopes) {
        double sum = sum(weights);
        double moment = dot(distances, weights);
        double a = sum(ones);
        double b = sum(slopes);
        double c = dot(distances, slopes);
        double determinant = a * c - b * b;
        boolean oneTime = !(determinant > 1e-12 * a * c); // all samples at one time have no slope
        double forSum = oneTime ? (1 - sum) / a : ((1 - sum) * c + moment * b) / determinant;
        double forMoment = oneTime ? 0 : (-moment * a - (1 - sum) * b) / determinant;
        double[] result = new double[weights.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = weights[i] + forSum * ones[i] + forMoment * slopes[i];
        }
        return result;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
