package org.rapport.lsl;

import java.util.Arrays;

/**
 * How often a stream's samples arrive, whatever its rate, and so which silence is none of its own: a strap that sends half a
 * second at once is silent for half a second. A few outages among many arrivals do not count as its way.
 */
final class Rhythm {
    private static final int REMEMBERED = 20;
    /** Arrivals until the rhythm is known. */
    private static final int KNOWN = 4;
    /** One of this many silences may be an outage. */
    private static final int PER_OUTAGE = 8;
    /** Silences of the usual length, of which one more or less is no news. */
    private static final double USUAL = 2.5;
    /** Whoever sends more rarely than every 4 s is told to have stopped, rightly or not. */
    private static final double LONGEST = 10;
    /** Seconds within which what arrives came together: a packet's samples may be read one by one. */
    private static final double TOGETHER = 0.005;

    private final double shortest;
    private final double rate;
    private final double[] silences = new double[REMEMBERED];
    private int count;
    private double last = Double.NaN;
    private double patience;

    /**
     * Knows nothing yet.
     *
     * @param rate nominal, in Hz; 0 if irregular
     * @param shortest seconds of silence that are no trouble in any case
     */
    Rhythm(double rate, double shortest) {
        this.rate = rate;
        this.shortest = shortest;
        this.patience = shortest;
    }

    /** Takes note that samples arrived. */
    void arrived(double now, int samples) {
        if (now - last < TOGETHER) {
            return;
        }
        if (Double.isNaN(last)) {
            patience = patience(rate > 0 ? samples / rate : 0); // what comes at once was gathered as long
        } else {
            silences[count++ % REMEMBERED] = now - last;
            if (count >= KNOWN) {
                patience = patience(usual());
            } else {
                patience = Math.max(patience, patience(now - last));
            }
        }
        last = now;
    }

    private double patience(double silence) {
        return Math.max(shortest, Math.min(LONGEST, USUAL * silence));
    }

    /** The longest of the last silences, apart from outages. */
    private double usual() {
        int known = Math.min(count, REMEMBERED);
        double[] sorted = Arrays.copyOf(silences, known);
        Arrays.sort(sorted);
        return sorted[known - 1 - known / PER_OUTAGE];
    }

    /** Seconds of silence after which it has stopped, as it seems. */
    double patience() {
        return patience;
    }
}
