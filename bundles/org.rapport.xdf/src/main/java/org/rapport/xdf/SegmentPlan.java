package org.rapport.xdf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Tells which samples were stamped by which beginning of a device's clock. A clock that began anew can show the same times
 * again, so that a stamp alone does not tell. Of all ways to give the samples, in the order of the file, to the beginnings, it
 * takes the one with the smoothest times on the recorder's clock in which no sample is from before its clock began or from
 * after it ended.
 */
final class SegmentPlan {
    /** Seconds by which a sample may be out of its clock's time, and what more than that costs. */
    private static final double SLACK = 1;
    private static final double OUT = 10;
    /** Cost of a clock that begins anew where the stamps show nothing of it. */
    private static final double UNSEEN = 1;

    private final List<ClockSegment> segments;
    private final StampSteps steps;
    /** By run and segment at the end of the run: the least cost so far. */
    private final double[][] cost;
    /** The segment at the end of the run before, and that at the beginning of this one. */
    private final int[][] before;
    private final int[][] begun;

    /**
     * From a sample on, another segment holds.
     *
     * @param index not before this sample
     * @param stamp not before this time of the clock that held until then
     */
    record Change(int segment, long index, double stamp) {
    }

    private SegmentPlan(List<ClockSegment> segments, StampSteps steps) {
        this.segments = segments;
        this.steps = steps;
        cost = new double[steps.runs()][segments.size()];
        before = new int[steps.runs()][segments.size()];
        begun = new int[steps.runs()][segments.size()];
    }

    /** In the order of the samples; the first segment holds before the first of them. */
    static Deque<Change> changes(List<ClockSegment> segments, StampSteps steps) {
        if (segments.size() < 2 || steps.runs() == 0) {
            return new ArrayDeque<>();
        }
        SegmentPlan plan = new SegmentPlan(segments, steps);
        for (int run = 0; run < steps.runs(); run++) {
            plan.weigh(run);
        }
        return plan.traced();
    }

    private void weigh(int run) {
        int count = segments.size();
        for (int end = 0; end < count; end++) {
            cost[run][end] = Double.POSITIVE_INFINITY;
        }
        for (int begin = 0; begin < count; begin++) {
            double entered = enter(run, begin);
            double within = tooEarly(begin, steps.begin(run));
            for (int end = begin; end < count && within < Double.POSITIVE_INFINITY; end++) {
                double all = entered + within + tooLate(end, steps.end(run));
                if (all < cost[run][end]) {
                    cost[run][end] = all;
                    begun[run][end] = begin;
                }
                within += end + 1 < count ? change(run, begin, end) : 0;
            }
        }
    }

    private double enter(int run, int begin) {
        if (run == 0) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int end = 0; end <= begin; end++) {
            double step = segments.get(begin).time(steps.begin(run)) - segments.get(end).time(steps.end(run - 1));
            double all = cost[run - 1][end] + Math.sqrt(Math.abs(step));
            if (all < least) {
                least = all;
                before[run][begin] = end;
            }
        }
        return least;
    }

    /** What it costs that a segment gives way to the next within a run; endless where the run's stamps do not allow it. */
    private double change(int run, int begin, int segment) {
        double at = boundary(segment);
        boolean possible = at <= steps.end(run) && (segment > begin ? at > boundary(segment - 1) : at > steps.begin(run));
        ClockSegment next = segments.get(segment + 1);
        return possible ? UNSEEN + Math.sqrt(Math.abs(next.time(at) - segments.get(segment).time(at))) : Double.POSITIVE_INFINITY;
    }

    /** Midway between the last measurement of a segment and the first of the next, on the clock of the former. */
    private double boundary(int segment) {
        double passed = began(segment + 1) - ended(segment);
        // less than that where the clock stood still
        double ahead = segments.get(segment + 1).from() - segments.get(segment).to();
        return segments.get(segment).to() + (ahead > 0 ? Math.min(ahead, passed) : passed) / 2;
    }

    private double tooEarly(int segment, double stamp) {
        double time = segments.get(segment).time(stamp);
        return unusual(time) + (segment == 0 ? 0 : out(ended(segment - 1) - time));
    }

    private double tooLate(int segment, double stamp) {
        double time = segments.get(segment).time(stamp);
        return unusual(time) + (segment == segments.size() - 1 ? 0 : out(time - began(segment + 1)));
    }

    /** A little for a sample from long before the first measurement of all or long after the last. */
    private double unusual(double time) {
        return Math.sqrt(Math.max(0, Math.max(began(0) - time, time - ended(segments.size() - 1))));
    }

    private static double out(double seconds) {
        return seconds > SLACK ? OUT * Math.sqrt(seconds) : 0;
    }

    /** The recorder's time of its first measurement. */
    private double began(int segment) {
        return segments.get(segment).time(segments.get(segment).from());
    }

    private double ended(int segment) {
        return segments.get(segment).time(segments.get(segment).to());
    }

    private Deque<Change> traced() {
        int last = steps.runs() - 1;
        int segment = 0;
        for (int end = 1; end < segments.size(); end++) {
            segment = cost[last][end] < cost[last][segment] ? end : segment;
        }
        Deque<Change> changes = new ArrayDeque<>();
        for (int run = last; run >= 0; run--) {
            int begin = begun[run][segment];
            for (; segment > begin; segment--) {
                changes.addFirst(new Change(segment, steps.index(run), boundary(segment - 1)));
            }
            int former = run == 0 ? 0 : before[run][begin];
            if (former < begin) {
                changes.addFirst(new Change(begin, steps.index(run), Double.NEGATIVE_INFINITY));
            }
            segment = former;
        }
        return changes;
    }
}
