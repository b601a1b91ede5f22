package org.rapport.lsl;

import org.lsl4j.Dejitter;

/**
 * The times of sound. It is sampled by a crystal, so its stamps are only as jittery as their sending: the stamp of a
 * block's last sample is smoothed by a line over the whole stream, and the block's samples stand evenly between the end of
 * the block before and that. While the line is still unsure, they approach it no faster than a crystal could be off, so
 * that blocks neither overlap nor leave a gap.
 */
final class EvenTimes {
    /** Streams of at least this many samples a second are sound. A camera's jitter is true. */
    static final double LOWEST_RATE = 8000;
    /** Blocks after which one counts half as much: 90 s, as in the native library, at 100 blocks a second. */
    private static final double HALFTIME_BLOCKS = 9000;
    /** Seconds by which a block may be off before samples must have been lost. */
    private static final double GAP = 0.25;
    /** The part by which two samples may be further apart or closer than the nominal rate says; crystals are off by less. */
    private static final double SLEW = 0.05;

    private final double rate;
    private final Dejitter dejitter;
    private double expected = Double.NaN;
    private double last;

    EvenTimes(double rate) {
        this.rate = rate;
        this.dejitter = new Dejitter(rate, HALFTIME_BLOCKS / rate);
    }

    /** Begins anew: the clock was set. */
    void reset() {
        expected = Double.NaN;
        dejitter.reset();
    }

    /**
     * The times of the next block.
     *
     * @param end the corrected stamp of its last sample
     * @param samples how many it has, at least 1
     */
    double[] next(double end, int samples) {
        if (Math.abs(end - (expected + (samples - 1) / rate)) > GAP) {
            reset();
        }
        boolean first = Double.isNaN(expected);
        if (!first) {
            dejitter.skip(samples - 1L);
        }
        double smooth = dejitter.smooth(end);
        double step = first ? 1 / rate : within((smooth - last) / samples, rate);
        double[] times = spread(first ? smooth - (samples - 1) * step : last + step, first ? smooth : last + samples * step,
                samples);
        last = times[samples - 1];
        expected = end + 1 / rate;
        return times;
    }

    /** The seconds from one sample to the next, no further from the nominal rate's than a crystal is off. */
    static double within(double step, double rate) {
        return Math.max((1 - SLEW) / rate, Math.min((1 + SLEW) / rate, step));
    }

    /**
     * Times that are evenly apart: {@code times[i] = first + i * (last - first) / (samples - 1)}, and the last one exactly
     * {@code last}. What was made of a block's own first and last time is the same block again.
     */
    static double[] spread(double first, double last, int samples) {
        double[] times = new double[samples];
        for (int i = 0; i < samples - 1; i++) {
            times[i] = first + i * (last - first) / (samples - 1);
        }
        times[samples - 1] = last;
        return times;
    }
}
