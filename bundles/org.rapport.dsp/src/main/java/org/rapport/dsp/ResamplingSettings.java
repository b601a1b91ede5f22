package org.rapport.dsp;

/**
 * How streams are put on a grid.
 *
 * @param rate rows a second, above 0
 * @param delay how far it looks ahead, in seconds, above 0: the constant delay of its rows. A longer delay makes a sharper
 *        filter, and slow streams need at least two of their samples in it
 * @param maxGap the longest stretch without valid samples that it bridges, in seconds from 0; longer ones are NaN. Two samples
 *        of a slow stream are always bridged
 * @param maxLatency how long it waits for late streams beyond the delay, in seconds from 0
 */
public record ResamplingSettings(double rate, double delay, double maxGap, double maxLatency) {
    /** @throws IllegalArgumentException if one of them is out of its range */
    public ResamplingSettings {
        if (!(rate > 0 && delay > 0 && maxGap >= 0 && maxLatency >= 0) || Double.isInfinite(rate + delay + maxGap + maxLatency)) {
            throw new IllegalArgumentException("rate " + rate + ", delay " + delay + ", maxGap " + maxGap + ", maxLatency "
                    + maxLatency + ": rate and delay must be above 0, the others 0 or more");
        }
    }
}
