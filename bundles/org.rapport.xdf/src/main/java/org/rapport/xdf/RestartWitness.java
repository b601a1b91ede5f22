package org.rapport.xdf;

import java.util.List;

/** What the stamps of a stream tell of measurements of its clock, and of a restart that two of them speak of. */
final class RestartWitness {
    /** Seconds by which stamps may be away from the measurements beside them. */
    private static final double SLACK = 1;
    /** Seconds by which a step may be less than the offsets ask for. */
    private static final double INEXACT = 0.05;
    /** A machine that slept was not measured for so many usual intervals. */
    private static final double SLEPT = 2.5;
    /** Part of an interval by which usual ones differ. */
    private static final double USUAL = 0.05;
    /** So many questions are answered, or a hostile file takes hours. */
    private static final int MOST_ASKED = 100_000;

    private final StampSteps steps;
    private final List<ClockOffset> offsets;
    /** Recorder's seconds from one measurement to the next, mostly. */
    private final double interval;
    private int asked;

    /** Its answer. */
    enum Answer {
        /** The stamps leap there by what the offsets do. */
        SEEN,
        /** They may or may not: there are none, or other steps hide it. */
        UNKNOWN,
        /** They go on as if nothing had been, or the recorder's clock would have gone back. */
        DENIED
    }

    RestartWitness(StampSteps steps, List<ClockOffset> offsets) {
        this.steps = steps;
        this.offsets = offsets;
        double[] passed = new double[Math.max(0, offsets.size() - 1)];
        for (int i = 0; i < passed.length; i++) {
            passed[i] = Math.abs(offsets.get(i + 1).recorderTime() - offsets.get(i).recorderTime());
        }
        interval = ClockLine.median(passed);
    }

    /** Whether samples were stamped about when a measurement was taken; also if there are too few samples to tell. */
    boolean knows(ClockOffset offset) {
        double near = 2 * interval + SLACK;
        boolean there = steps.runs() == 0 || steps.usual() > near;
        for (int run = 0; run < steps.runs() && !there && asked < MOST_ASKED; run++) {
            there = touches(run, offset.time(), near);
        }
        return there || asked++ > MOST_ASKED;
    }

    private boolean touches(int run, double stamp, double near) {
        return steps.begin(run) <= stamp + near && steps.end(run) >= stamp - near;
    }

    /** Whether the clock restarted between two measurements, by their places. */
    Answer ask(int from, int to) {
        ClockOffset before = offsets.get(from);
        ClockOffset after = offsets.get(to);
        double jump = after.offset() - before.offset();
        double passed = after.recorderTime() - before.recorderTime();
        double near = passed + SLACK;
        if (passed < -SLACK) {
            return Answer.DENIED;
        }
        if (asked++ > MOST_ASKED) {
            return Answer.UNKNOWN;
        }
        boolean there = false;
        for (int run = 0; run < steps.runs(); run++) {
            there |= touches(run, before.time(), near);
            if (run > 0 && Math.abs(steps.end(run - 1) - before.time()) <= near) {
                double lost = steps.begin(run) - steps.end(run - 1) + jump;
                if (lost > -INEXACT && lost <= near) {
                    return Math.abs(jump) > 2 * near ? Answer.SEEN : Answer.UNKNOWN;
                }
            }
        }
        return there && steps.usual() < near && !isSleep(jump, passed, to - from) ? Answer.DENIED : Answer.UNKNOWN;
    }

    /**
     * Whether the device may have slept, so that its clock stood still and its stamps show nothing: it was not measured for long,
     * and not at the usual times of its own clock either, at which only the offset would be wrong.
     */
    private boolean isSleep(double jump, double passed, int measurements) {
        double usual = interval * measurements;
        return jump > 0 && jump <= passed + SLACK && passed > SLEPT * usual && Math.abs(passed - jump - usual) > USUAL * usual;
    }
}
