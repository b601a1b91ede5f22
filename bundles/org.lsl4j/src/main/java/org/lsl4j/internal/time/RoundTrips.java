package org.lsl4j.internal.time;

import java.util.Arrays;

import org.lsl4j.TimeCorrection;

/**
 * Tells which measurements of a clock to believe, by how long their probes were under way. Behind a broken connection that
 * catches up, probes queue on one way only, and the offset is off by half of that. Once most measurements take so long, they
 * are the best there are.
 */
public final class RoundTrips {
    private static final int REMEMBERED = 15;
    /** A way may be this many times the usual one, and this many seconds more. */
    private static final double TIMES = 3;
    private static final double MORE = 0.002;

    private final double[] trips = new double[REMEMBERED];
    private int count;

    /** Takes note of a measurement, and tells whether it is to be believed. */
    boolean believe(TimeCorrection measured) {
        trips[count++ % REMEMBERED] = measured.uncertainty();
        double[] known = Arrays.copyOf(trips, Math.min(count, REMEMBERED));
        Arrays.sort(known);
        double usual = known[(known.length - 1) / 2];
        return measured.uncertainty() <= TIMES * usual + MORE;
    }

    /** Forgets all: another outlet is on another way. */
    void reset() {
        count = 0;
    }
}
