package org.lsl4j.internal.time;

import java.time.Duration;
import java.util.Set;

import org.lsl4j.Dejitter;
import org.lsl4j.PostProcessing;
import org.lsl4j.TimeCorrection;

/**
 * What an inlet does to time stamps, sample by sample. A stream whose outlet was replaced comes from another clock: from
 * the first such sample on, the new clock's correction counts, and samples wait until there is one.
 */
public final class StampPipeline {
    private final TimeSync time;
    private final Duration halftime;
    private boolean clockSync;
    private boolean smooth;
    private boolean monotonize;
    /** Where the samples of the present outlet begin. */
    private volatile Epoch next;
    /** What stamps are processed by now; null before the first sample. */
    private Epoch epoch;
    private Dejitter dejitter;
    private double correction;
    private long expected;
    private double latest;

    /**
     * The samples of one outlet.
     *
     * @param first number of the first of them
     * @param rate nominal, in Hz
     */
    private record Epoch(long first, double rate) {
    }

    /** For a stream of that rate, as its first outlet has it. */
    public StampPipeline(TimeSync time, Duration halftime, double rate, Set<PostProcessing> stages) {
        this.time = time;
        this.halftime = halftime;
        choose(stages);
        next = new Epoch(0, rate);
    }

    /** Changes what is done; all of it begins anew. */
    public synchronized void use(Set<PostProcessing> newStages) {
        choose(newStages);
        epoch = null;
    }

    private void choose(Set<PostProcessing> stages) {
        clockSync = stages.contains(PostProcessing.CLOCKSYNC);
        smooth = stages.contains(PostProcessing.DEJITTER);
        monotonize = stages.contains(PostProcessing.MONOTONIZE);
    }

    public synchronized boolean needsCorrection() {
        return clockSync;
    }

    /** From that sample on, stamps are from another clock, and have perhaps another rate. */
    public void startEpoch(long number, double rate) {
        next = new Epoch(number, rate);
    }

    /** Takes the latest correction into use. */
    public synchronized void refresh() {
        TimeCorrection measured = time.latest();
        if (measured != null && epoch == next) {
            correction = measured.offset();
        }
    }

    /** Whether the stamp of a sample can be processed now, or its clock is not known yet. */
    public synchronized boolean accepts(long number) {
        Epoch present = next;
        if (epoch != null && (epoch == present || number < present.first)) {
            return true;
        }
        if (clockSync) {
            TimeCorrection measured = time.latest();
            if (measured == null) {
                return false;
            }
            correction = measured.offset();
        }
        epoch = present;
        dejitter = new Dejitter(present.rate, halftime.toNanos() / 1e9);
        latest = Double.NEGATIVE_INFINITY;
        expected = number;
        return true;
    }

    public synchronized double process(long number, double stamp) {
        double result = clockSync ? stamp + correction : stamp;
        if (smooth) {
            dejitter.skip(number - expected);
            result = dejitter.smooth(result);
        }
        expected = number + 1;
        if (monotonize) {
            latest = Math.max(latest, result);
            result = latest;
        }
        return result;
    }
}
