package org.lsl4j;

import java.util.Set;

/**
 * What an inlet does to time stamps, sample by sample. A stream whose outlet was replaced comes from another clock: from
 * the first such sample on, the new clock's correction counts, and samples wait until there is one.
 */
final class StampPipeline {
    private static final long NONE = Long.MIN_VALUE;

    private final TimeSync time;
    private final Dejitter dejitter;
    private Set<PostProcessing> stages;
    private volatile long epochStart;
    private long epoch = NONE;
    private double correction;
    private long expected;
    private double latest = Double.NEGATIVE_INFINITY;

    StampPipeline(TimeSync time, Dejitter dejitter, Set<PostProcessing> stages) {
        this.time = time;
        this.dejitter = dejitter;
        this.stages = stages;
    }

    /** Changes what is done; all of it begins anew. */
    synchronized void use(Set<PostProcessing> newStages) {
        stages = Set.copyOf(newStages);
        epoch = NONE;
    }

    synchronized boolean needsCorrection() {
        return stages.contains(PostProcessing.CLOCKSYNC);
    }

    /** From that sample on, stamps are from another clock. */
    void startEpoch(long number) {
        epochStart = number;
    }

    /** Takes the latest correction into use. */
    synchronized void refresh() {
        TimeCorrection measured = time.latest();
        if (measured != null && epoch == epochStart) {
            correction = measured.offset();
        }
    }

    /** Whether the stamp of a sample can be processed now, or its clock is not known yet. */
    synchronized boolean accepts(long number) {
        if (epoch != NONE && (epoch == epochStart || number < epochStart)) {
            return true;
        }
        if (stages.contains(PostProcessing.CLOCKSYNC)) {
            TimeCorrection measured = time.latest();
            if (measured == null) {
                return false;
            }
            correction = measured.offset();
        }
        epoch = epochStart;
        dejitter.reset();
        latest = Double.NEGATIVE_INFINITY;
        expected = number;
        return true;
    }

    synchronized double process(long number, double stamp) {
        double result = stages.contains(PostProcessing.CLOCKSYNC) ? stamp + correction : stamp;
        if (stages.contains(PostProcessing.DEJITTER)) {
            dejitter.skip(number - expected);
            result = dejitter.smooth(result);
        }
        expected = number + 1;
        if (stages.contains(PostProcessing.MONOTONIZE)) {
            latest = Math.max(latest, result);
            result = latest;
        }
        return result;
    }
}
