package org.rapport.dsp.audio;

import java.util.function.Consumer;

/** Cuts audio into frames of 25 ms that begin every 10 ms, counted from its first sample on. */
final class Framer {
    static final double LENGTH = 0.025;
    /** Frames a second. */
    static final double RATE = 100;

    private final double period;
    private final double maxJitter;
    private final double step;
    private final double[] samples;
    private final double[] times;
    private int filled;
    private long framesCut;

    /**
     * @param rate samples a second
     * @param maxJitter by how much stamps may be off beyond half a sample, in seconds
     */
    Framer(double rate, double maxJitter) {
        this.period = 1 / rate;
        this.maxJitter = maxJitter;
        this.step = rate / RATE;
        int length = (int) Math.round(LENGTH * rate);
        this.samples = new double[length];
        this.times = new double[length];
    }

    int frameLength() {
        return samples.length;
    }

    /** Whether audio is missing between the last sample and one at this time, or the clock jumped back. */
    boolean isBreak(double time) {
        if (filled == 0) {
            return false;
        }
        double late = time - times[filled - 1] - period;
        // one before the frame itself is no jitter: frames come in the order of their times
        return late > 0.5 * period + maxJitter || late < -1.5 * period - maxJitter || time < times[0];
    }

    /** Takes the next sample and hands on the frame that it completes, if it does. */
    void add(double time, double sample, Consumer<Frame> output) {
        times[filled] = time;
        samples[filled++] = sample;
        if (filled == samples.length) {
            output.accept(new Frame(times[0] + 0.5 * (samples.length - 1) * period, samples.clone()));
            forget((int) (Math.round((framesCut + 1) * step) - Math.round(framesCut * step)));
            framesCut++;
        }
    }

    /** Forgets what it has: the next sample begins the first frame. */
    void restart() {
        filled = 0;
        framesCut = 0;
    }

    private void forget(int count) {
        filled -= count;
        System.arraycopy(samples, count, samples, 0, filled);
        System.arraycopy(times, count, times, 0, filled);
    }
}
