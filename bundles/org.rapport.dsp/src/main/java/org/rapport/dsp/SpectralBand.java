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

    /**
     * Adds to the elements of one row of a matrix, up to the diagonal, what the value at its time has in common with those at the
     * times before.
     *
     * @param times ascending, up to that of the row
     * @param apart one divided by the seconds from each of the times before to the last
     * @param sine of the angles of these times
     * @param cosine likewise
     */
    void addTo(double[] row, double[] times, double[] apart, double[] sine, double[] cosine, int i) {
        double turn = Math.PI * width;
        double scale = power * width;
        boolean distinct = i == 0 || turn * (times[i] - times[i - 1]) >= 2 * SMALL;
        if (distinct) {
            addDistinct(row, apart, sine, cosine, i, scale / turn);
        } else {
            add(row, times, sine, cosine, i, turn, scale);
        }
        row[i] += scale;
    }

    /** By whose sine and cosine {@link #addTo} takes a time. */
    double angle(double time) {
        return Math.PI * width * time;
    }

    /** Without a case in between, several pairs are calculated at once. */
    private static void addDistinct(double[] row, double[] apart, double[] sine, double[] cosine, int i, double scale) {
        double sineHere = scale * sine[i];
        double cosineHere = scale * cosine[i];
        for (int j = 0; j < i; j++) {
            // the sine of a difference, without a call for each pair
            row[j] += (sineHere * cosine[j] - cosineHere * sine[j]) * apart[j];
        }
    }

    private static void add(double[] row, double[] times, double[] sine, double[] cosine, int i, double turn, double scale) {
        for (int j = 0; j < i; j++) {
            double difference = turn * (times[i] - times[j]);
            row[j] += scale * (Math.abs(difference) < SMALL ? 1 : (sine[i] * cosine[j] - cosine[i] * sine[j]) / difference);
        }
    }
}
