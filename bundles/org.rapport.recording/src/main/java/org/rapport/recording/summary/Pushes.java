package org.rapport.recording.summary;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.rapport.recording.summary.Gaps.Gap;

/**
 * Finds the gaps of a stream that is pushed several samples at a time, with stamps counted back from each push. A push that was
 * late by some milliseconds leaves a step before it and an overlap behind it, and nothing is missing. Samples are, where all
 * pushes that follow are later than all before.
 */
final class Pushes {
    /** Pushes that are looked at on either side. */
    private static final int SIDE = 16;
    /** The part of a push by which all must be later. */
    private static final double LATE = 0.5;
    private static final double EVEN = 0.02;

    private final double period;
    private final double step;
    private final int size;
    private final Deque<Push> waiting = new ArrayDeque<>();
    private final Deque<Double> before = new ArrayDeque<>();
    private double last = Double.NaN;
    private double since = Double.NaN;
    private double first = Double.NaN;
    private long samples;

    /**
     * @param since the last stamp of the push before
     * @param first its own first stamp
     * @param lateness of its last sample against an even rate
     */
    private record Push(double since, double first, double lateness) {
    }

    Pushes(SampleRhythm rhythm) {
        period = rhythm.period();
        step = rhythm.step();
        size = rhythm.push();
    }

    /** Takes the next stamp; the gap that is sure by now. */
    Optional<Gap> add(double time) {
        Optional<Gap> gap = Optional.empty();
        if (!(Math.abs(time - last - step) <= EVEN * step)) {
            gap = endPush();
            since = last;
            first = time;
        }
        last = time;
        samples++;
        return gap;
    }

    private Optional<Gap> endPush() {
        if (samples > 0) {
            waiting.add(new Push(since, first, last - samples * period));
        }
        return waiting.size() > SIDE ? judge() : Optional.empty();
    }

    private Optional<Gap> judge() {
        double after = waiting.stream().mapToDouble(Push::lateness).min().orElseThrow();
        double until = before.stream().mapToDouble(Double::doubleValue).max().orElse(Double.POSITIVE_INFINITY);
        Push push = waiting.remove();
        before.add(push.lateness());
        if (before.size() > SIDE) {
            before.remove();
        }
        boolean late = after - until > Math.max(period, LATE * size * period);
        return late && push.first() > push.since() ? Optional.of(new Gap(push.since(), push.first())) : Optional.empty();
    }

    /** Says that no sample follows; the next gap that is sure by that, until there is none. */
    Optional<Gap> end() {
        Optional<Gap> gap = samples > 0 ? endPush() : Optional.empty();
        samples = 0;
        while (gap.isEmpty() && !waiting.isEmpty()) {
            gap = judge();
        }
        return gap;
    }
}
