package org.rapport.dsp;

import java.util.Arrays;

import org.rapport.dsp.algebra.GrowingCholesky;

/**
 * How much each of some samples at irregular times counts for the value of the low-passed signal at a time. Of all weights
 * these have the least expected error for a signal with a known spectrum: a flat band up to just below the stream's Nyquist
 * frequency, a lower one that carries most of the power, and a little white noise (linear minimum mean square error
 * estimation; N. Wiener, or simple kriging in time). Constants and slopes are kept exactly.
 *
 * <p>At even times of a stream that is sampled fast enough they are the samples of the kernel itself. The equations depend on the
 * samples' times and not on the time that is wanted: for the next one, only those of new samples are added. Used by one thread.
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

    private final LowPassKernel kernel;
    private final double rate;
    private final SpectralBand flat;
    private final SpectralBand strong;
    /** Whether the kernel passes the strong band whole, as a filter's; a wider one ends where the kernel does. */
    private final boolean passesStrong;
    /** The equations of the samples of the time before. */
    private final GrowingCholesky factor = new GrowingCholesky();
    private double origin = Double.NaN;
    /** The rest counts as far as there are equations. Times are seconds from the origin. */
    private double[] times = new double[0];
    private double[] row = new double[0];
    private double[] apart = new double[0];
    private Angles flatAngles = new Angles(0);
    private Angles strongAngles = new Angles(0);
    /** Of a constant and of a slope, solved halfway. */
    private double[] ones = new double[0];
    private double[] slopes = new double[0];
    private double[] distances = new double[0];
    private double[] weights = new double[0];

    /** Sine and cosine of each time's angle in a band. */
    private record Angles(double[] sine, double[] cosine) {
        Angles(int count) {
            this(new double[count], new double[count]);
        }

        void set(int i, double angle) {
            sine[i] = Math.sin(angle);
            cosine[i] = Math.cos(angle);
        }

        Angles grown(int count) {
            return new Angles(Arrays.copyOf(sine, count), Arrays.copyOf(cosine, count));
        }
    }

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

    /**
     * The weights of some samples.
     *
     * @param samples their times in seconds, ascending
     * @param from the first of them that counts
     * @param to the one behind the last, after {@code from}
     * @param time that is wanted
     * @param near a time near to all of these; as long as it stays the same, what was calculated for the first samples serves
     *        again. The result is the same to the bit without
     * @return from the first on; what is behind the last means nothing, and all of it only until the next call
     */
    double[] of(double[] samples, int from, int to, double time, double near) {
        int count = to - from;
        makeRoom(count);
        reuse(samples, from, count, near);
        for (int i = factor.size(); i < count; i++) {
            add(i, samples[from + i] - origin);
        }
        for (int i = 0; i < count; i++) {
            double distance = samples[from + i] - time;
            double response = 2 * kernel.cutOff() * kernel.at(distance);
            weights[i] = flat.power() * response + (passesStrong ? strong.correlation(distance) : strong.power() * response);
        }
        factor.forward(weights, count);
        addExact(count, time - origin);
        factor.backward(weights);
        return weights;
    }

    private void makeRoom(int count) {
        if (times.length < count) {
            int room = 2 * count;
            times = Arrays.copyOf(times, room);
            row = new double[room];
            apart = new double[room];
            flatAngles = flatAngles.grown(room);
            strongAngles = strongAngles.grown(room);
            ones = Arrays.copyOf(ones, room);
            slopes = Arrays.copyOf(slopes, room);
            distances = new double[room];
            weights = new double[room];
        }
    }

    /** Keeps the equations of those of the first samples that are the same. */
    private void reuse(double[] samples, int from, int count, double near) {
        if (near != origin) {
            origin = near;
            factor.shrink(0);
        }
        int same = 0;
        while (same < Math.min(factor.size(), count) && times[same] == samples[from + same] - origin) {
            same++;
        }
        factor.shrink(same);
    }

    private void add(int i, double time) {
        times[i] = time;
        flatAngles.set(i, flat.angle(time));
        strongAngles.set(i, strong.angle(time));
        Arrays.fill(row, 0, i + 1, 0);
        for (int j = 0; j < i; j++) {
            apart[j] = 1 / (time - times[j]);
        }
        flat.addTo(row, times, apart, flatAngles.sine(), flatAngles.cosine(), i);
        strong.addTo(row, times, apart, strongAngles.sine(), strongAngles.cosine(), i);
        row[i] += NOISE * rate;
        factor.add(row);
        ones[i] = 1;
        slopes[i] = time;
        factor.forwardLast(ones, row);
        factor.forwardLast(slopes, row);
    }

    /**
     * Makes the weights the nearest whose sum is 1 and whose first moment is 0 (Lagrange multipliers). All are solved halfway:
     * the product of two such halves is that of one right-hand side and the other's solution.
     *
     * @param wanted the time that is wanted, from the origin
     */
    private void addExact(int count, double wanted) {
        for (int i = 0; i < count; i++) {
            distances[i] = slopes[i] - wanted * ones[i];
        }
        double sum = dot(ones, weights, count);
        double moment = dot(distances, weights, count);
        double a = dot(ones, ones, count);
        double b = dot(ones, distances, count);
        double c = dot(distances, distances, count);
        double determinant = a * c - b * b;
        boolean oneTime = !(determinant > 1e-12 * a * c); // all samples at one time have no slope
        double forSum = oneTime ? (1 - sum) / a : ((1 - sum) * c + moment * b) / determinant;
        double forMoment = oneTime ? 0 : (-moment * a - (1 - sum) * b) / determinant;
        for (int i = 0; i < count; i++) {
            weights[i] += forSum * ones[i] + forMoment * distances[i];
        }
    }

    private static double dot(double[] a, double[] b, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
