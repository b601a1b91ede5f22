package org.rapport.simulation;

import java.util.Random;

/**
 * When a device captures its samples: at the rate of a crystal that is a little off, each sample a little late, and now
 * and then none at all.
 */
final class CaptureTimes {
    /** How far crystals are off, as a part of the rate. */
    private static final double CRYSTAL_DEVIATION = 20e-6;
    /** No sample is later than this part of a period, so that they stay in order. */
    private static final double LATEST = 0.45;

    private final Random random;
    private final double period;
    private final double jitter;
    private final double dropped;
    private final double phase;
    private long count;

    /** Samples at {@code rate} Hz that are all there, evenly spaced. */
    static CaptureTimes steady(Random random, double rate) {
        return new CaptureTimes(random, rate, 0, 0);
    }

    /**
     * Samples that come irregularly.
     *
     * @param jitter the mean delay of a sample, in seconds
     * @param dropped how many samples are left out, as a part of all
     */
    CaptureTimes(Random random, double rate, double jitter, double dropped) {
        this.random = random;
        this.jitter = jitter;
        this.dropped = dropped;
        period = 1 / (rate * (1 + CRYSTAL_DEVIATION * random.nextGaussian()));
        phase = period * random.nextDouble();
    }

    /** The time of the next sample, in seconds. */
    double next() {
        while (dropped > 0 && random.nextDouble() < dropped) {
            count++;
        }
        double late = jitter > 0 ? Math.min(-jitter * Math.log(1 - random.nextDouble()), LATEST * period) : 0;
        return phase + period * count++ + late;
    }
}
