package org.rapport.dsp;

/**
 * Says whether streams are just joining. Devices that are found together answer one after the other, and each changes what the
 * rows hold: rows that were made between them would be a stream of their own, of a sample or two.
 */
final class Gathering {
    /** Seconds without another one after which all are there. */
    static final double QUIET = 0.5;
    /** Seconds after which rows wait for no more of them. */
    private static final double LONGEST = 2;

    private double first = Double.NEGATIVE_INFINITY;
    private double last = Double.NEGATIVE_INFINITY;

    /**
     * Takes note of a stream that is new.
     *
     * @param begins the time of its first sample
     * @param arrived when that came; what waited for longer than anything live comes from a file
     */
    void joined(double begins, double arrived) {
        double time = arrived - begins > LONGEST ? begins : arrived;
        if (time - last > LONGEST) {
            first = time;
        }
        last = Math.max(last, time);
    }

    /** Whether all that come together are there. */
    boolean isOver(double now) {
        return now >= Math.min(last + QUIET, first + LONGEST);
    }
}
