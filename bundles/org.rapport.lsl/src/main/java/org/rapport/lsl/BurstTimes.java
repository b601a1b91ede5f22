package org.rapport.lsl;

import org.lsl4j.Dejitter;

/**
 * The times of samples that come in bursts. The last sample of a burst is the one stamped nearest to when it was taken, as in
 * liblsl's push_chunk; so those stamps are smoothed by a line over the whole stream, and samples stand evenly along it. What
 * delay the last one has, by radio and program, nobody knows, and it remains.
 *
 * <p>A burst that is late by most of a burst is one behind a loss: the samples between are missing, and a gap of whole
 * samples stays in the times. If it was late only, the next is early, and fills up what is left of the gap. Where
 * jitter is longer than bursts, which shows in bursts that are early, only what is late by much more is a loss.
 */
final class BurstTimes {
    /** Seconds after which a burst counts half as much, as in the native library. */
    private static final double HALFTIME = 90;
    /** The part of a burst by which it may be late before another must have been lost. */
    private static final double LATE = 0.75;
    /** Times the average earliness: jitter makes half of the bursts early, by a quarter of their whole spread on average. */
    private static final double UNUSUAL = 10;
    /** How much each burst counts in that average. */
    private static final double LEARN = 1.0 / 16;

    private final double rate;
    private Dejitter line;
    /** Where the line's last sample stands. */
    private double last = Double.NaN;
    /** Seconds by which bursts are early on average, those that are late counting 0. A loss makes none early. */
    private double early;

    BurstTimes(double rate) {
        this.rate = rate;
    }

    /** Begins anew: the clock was set, or samples came by themselves. */
    void reset() {
        last = Double.NaN;
    }

    /**
     * The times of the next burst.
     *
     * @param end the corrected stamp of its last sample
     * @param samples how many it has, at least 1
     * @param usual seconds of a usual burst
     * @param earliest no time is before this, that of the sample before; NaN if there is none
     */
    double[] next(double end, int samples, double usual, double earliest) {
        if (Double.isNaN(last)) {
            line = new Dejitter(rate, HALFTIME / samples);
            last = end - samples / rate;
        } else {
            long lost = lost(end - last - samples / rate, usual);
            last += lost / rate;
            line.skip(lost + samples - 1);
        }
        double step = EvenTimes.within((line.smooth(end) - last) / samples, rate);
        double first = last + step < earliest ? earliest : last + step;
        last += samples * step;
        return EvenTimes.spread(first, Math.max(first, last), samples);
    }

    /** Samples lost before a burst that is so late; fewer than 0 if some were taken for lost that were not. */
    private long lost(double late, double usual) {
        boolean unusual = Math.abs(late) > Math.max(LATE * usual, UNUSUAL * early);
        early += LEARN * (Math.max(0, Math.min(-late, usual)) - early);
        return unusual ? Math.round(late * rate) : 0;
    }
}
