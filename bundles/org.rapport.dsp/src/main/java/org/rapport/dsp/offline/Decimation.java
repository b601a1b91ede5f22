package org.rapport.dsp.offline;

/**
 * Every q-th value of a signal after an anti-alias filter: {@code scipy.signal.decimate(x, q)} with its defaults, a Chebyshev
 * filter of type I, order 8, 0.05 dB ripple and cut-off 0.8/q, run forwards and backwards.
 */
public final class Decimation {
    private static final int HIGHEST = 13;

    private final int factor;
    private final ChebyshevLowPass filter;

    /**
     * @param factor q, from 2 to 13; what SciPy's documentation advises, for the filter grows inexact beyond
     * @throws IllegalArgumentException if it is anything else
     */
    public Decimation(int factor) {
        if (factor < 2 || factor > HIGHEST) {
            throw new IllegalArgumentException(
                    "decimation by " + factor + " is not exact; choose 2 to " + HIGHEST + ", and decimate twice to go further");
        }
        this.factor = factor;
        this.filter = new ChebyshevLowPass(8, 0.05, 0.8 / factor);
    }

    /**
     * Decimates one channel of a whole recording. A value that is NaN makes all of the result NaN, as in SciPy.
     *
     * @param signal at least 28 values
     * @return its length divided by q and rounded up; the first value stands at the time of the signal's first
     * @throws IllegalArgumentException if the signal is too short to be continued at its ends
     */
    public double[] apply(double[] signal) {
        if (signal.length <= filter.padding()) {
            throw new IllegalArgumentException(
                    "decimation needs more than " + filter.padding() + " values; there are " + signal.length);
        }
        double[] filtered = filter.filterBothWays(signal);
        double[] kept = new double[(signal.length + factor - 1) / factor];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = filtered[i * factor];
        }
        return kept;
    }
}
