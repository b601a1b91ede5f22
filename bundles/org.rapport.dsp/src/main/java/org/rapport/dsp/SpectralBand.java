package org.rapport.dsp;

/**
 * A part of the spectrum that a signal is expected to have: power that is spread evenly from 0 Hz to half of a width.
 *
 * @param width in Hz, the negative frequencies included
 * @param power for each Hz, relative to other bands
 */
record SpectralBand(double width, double power) {
    /** Angles at which the difference of two products leaves no digits. */
    private static final double SMALL = 1e-7;

    /** How much the values at two times have in common, by the seconds between them. */
    double correlation(double apart) {
        double angle = Math.PI * width * apart;
        return power * width * (Math.abs(angle) < SMALL ? 1 : Math.sin(angle) / angle);
    }

    /** Adds to the lower triangle of a matrix what the values at each two of some times have in common. */
    void addTo(double[][] matrix, double[] times) {
        double[] sine = new double[times.length];
        double[] cosine = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            double angle = Math.PI * width * times[i];
            sine[i] = Math.sin(angle);
            cosine[i] = Math.cos(angle);
            for (int j = 0; j <= i; j++) {
                // the sine of a difference, without a call for each pair
                double difference = Math.PI * width * (times[i] - times[j]);
                double sinc = Math.abs(difference) < SMALL ? 1 : (sine[i] * cosine[j] - cosine[i] * sine[j]) / difference;
                matrix[i][j] += power * width * sinc;
            }
        }
    }
}
