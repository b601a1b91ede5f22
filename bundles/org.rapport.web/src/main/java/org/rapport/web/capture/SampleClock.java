package org.rapport.web.capture;

/**
 * The times of sound by the count of its samples. What is told of when a sample was captured jitters and gets better and better;
 * a crystal does neither. So times go on evenly from sample to sample, at a pace that slowly follows what is told. They jump only
 * forwards, and only where no crystal can explain it: the clock was set, or the computer slept. What turns out to be late, as the
 * first samples do until one came through quickly, is made up for sooner.
 */
final class SampleClock {
    /** Seconds by which samples may seem to come later than they should before the times begin anew. */
    private static final double JUMP = 0.05;
    /** Seconds by which times must be late to be made up for sooner. */
    private static final double LATE = 0.002;
    /** Seconds in which a difference is made up for, but for a factor of e. */
    private static final double PATIENCE = 5;
    private static final double PATIENCE_WHEN_LATE = 0.5;
    /** The part by which samples may be further apart or closer than their rate says. */
    private static final double SLEW = 0.001;
    private static final double SLEW_WHEN_LATE = 0.05;

    private final double rate;
    private long frame = -1;
    private double time;
    private long jumps;

    /** @param rate samples a second */
    SampleClock(double rate) {
        this.rate = rate;
    }

    /** How often the times began anew. */
    long jumps() {
        return jumps;
    }

    /** The time that a sample has as far as is known; NaN before the first. */
    double at(long number) {
        return frame < 0 ? Double.NaN : time + (number - frame) / rate;
    }

    /**
     * The times of the next samples.
     *
     * @param first the number of the first of them; not less than any before
     * @param count how many
     * @param told when the first was captured, as far as is known now, in seconds
     */
    double[] next(long first, int count, double told) {
        double begin = frame < 0 ? told : at(first);
        if (told - begin > JUMP) {
            begin = told;
            jumps++;
        }
        double error = told - begin;
        boolean late = error < -LATE;
        double seconds = count / rate;
        double most = seconds * (late ? SLEW_WHEN_LATE : SLEW);
        double wanted = error * Math.min(1, seconds / (late ? PATIENCE_WHEN_LATE : PATIENCE));
        double step = (seconds + Math.max(-most, Math.min(most, wanted))) / count;
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = begin + i * step;
        }
        frame = first + count;
        time = begin + count * step;
        return times;
    }
}
