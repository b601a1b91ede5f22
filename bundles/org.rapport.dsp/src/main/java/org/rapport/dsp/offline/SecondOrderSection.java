package org.rapport.dsp.offline;

/**
 * One conjugate pair of poles with a double zero at the Nyquist frequency, and its gain:
 * {@code gain (1 + z^-1)^2 / (1 + a1 z^-1 + a2 z^-2)}.
 */
record SecondOrderSection(double gain, double a1, double a2) {

    /** The response to a constant 1 once it has settled. */
    double gainOfConstant() {
        return 4 * gain / (1 + a1 + a2);
    }

    /**
     * Filters in place, transposed direct form II.
     *
     * @param constant the input that seems to have lasted for ever before the first value
     */
    void filter(double[] values, double constant) {
        double settled = gainOfConstant();
        double second = (gain - a2 * settled) * constant;
        double first = (2 * gain - a1 * settled) * constant + second;
        for (int i = 0; i < values.length; i++) {
            double in = values[i];
            double out = gain * in + first;
            first = 2 * gain * in - a1 * out + second;
            second = gain * in - a2 * out;
            values[i] = out;
        }
    }
}
