package org.rapport.xdf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells the beginnings of a device's clock from measurements of its offset that are wrong. Of all ways to go through the
 * measurements in the order of the file it takes the cheapest: one that is left out costs 1; one that does not follow from the
 * one before costs {@value #RESTART}, as a restart lasts and a burst of bad ones does not; little where the stamps of the samples
 * leap with it, and it is impossible where they go on as if nothing had been. What comes back to where it was before was no
 * restart either.
 */
final class Restarts {
    /** Cost of a restart that only the measurements tell of, in measurements left out. */
    private static final double RESTART = 3.5;
    /** Cost of one that the stamps tell of as well. */
    private static final double SEEN = 0.5;
    /** Cost of leaving out a measurement at a time of the device at which it sent nothing. */
    private static final double UNKNOWN = 0.01;
    /** Measurements that may be left out in a row. */
    private static final int MOST_LEFT_OUT = 256;
    /** More beginnings than any device has in one recording. */
    private static final int MOST = 64;
    /** Seconds by which an offset may differ from the one before and still follow from it. */
    private static final double LEAST_JUMP = 0.05;
    private static final double MOST_NOISE = 1;
    private static final double NOISES = 20;
    /** By how much a clock may drift, in seconds a second, and over how many seconds that is looked at. */
    private static final double DRIFT = 1e-3;
    private static final double MOST_SECONDS = 3600;
    /** No recording rests longer between two measurements. */
    private static final double MOST_PASSED = 1e6;
    /** Seconds by which the recorder's clock may seem to go back between two measurements. */
    private static final double SLACK = 1;

    private final List<ClockOffset> offsets;
    private final RestartWitness witness;
    private final double jump;
    /** What it costs to leave out all before a measurement. */
    private final double[] leftOut;

    /**
     * The measurements from one beginning of a clock to the next.
     *
     * @param offsets in the order of the file
     * @param fits whether one follows from the others
     */
    record Group(List<ClockOffset> offsets, List<Boolean> fits) {
    }

    private Restarts(List<ClockOffset> offsets, StampSteps steps) {
        this.offsets = offsets;
        witness = new RestartWitness(steps, offsets);
        double[] changes = new double[Math.max(0, offsets.size() - 1)];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = Math.abs(offsets.get(i + 1).offset() - offsets.get(i).offset());
        }
        jump = Math.max(LEAST_JUMP, Math.min(MOST_NOISE, NOISES * ClockLine.median(changes)));
        leftOut = new double[offsets.size() + 1];
        for (int i = 0; i < offsets.size(); i++) {
            leftOut[i + 1] = leftOut[i] + (witness.knows(offsets.get(i)) ? 1 : UNKNOWN);
        }
    }

    /**
     * The measurements of each beginning, in the order of the file.
     *
     * @param offsets finite ones, at least one, in the order of the file
     */
    static List<Group> of(List<ClockOffset> offsets, StampSteps steps) {
        Restarts restarts = new Restarts(offsets, steps);
        List<List<Integer>> groups = restarts.groups(RESTART);
        for (double cost = 2 * RESTART; groups.size() > MOST; cost *= 2) {
            groups = restarts.groups(cost);
        }
        return restarts.whole(groups);
    }

    /** With those that were left out, each in the group that began last. */
    private List<Group> whole(List<List<Integer>> groups) {
        List<Group> whole = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            List<Integer> fitting = groups.get(group);
            int from = group == 0 ? 0 : fitting.get(0);
            int to = group == groups.size() - 1 ? offsets.size() : groups.get(group + 1).get(0);
            Boolean[] fits = new Boolean[to - from];
            Arrays.fill(fits, false);
            fitting.forEach(i -> fits[i - from] = true);
            whole.add(new Group(offsets.subList(from, to), List.of(fits)));
        }
        return whole;
    }

    private List<List<Integer>> groups(double restart) {
        List<List<Integer>> groups = new ArrayList<>();
        int[] path = cheapest(restart);
        for (int i = 0; i < path.length; i++) {
            if (i == 0 || !follows(path[i - 1], path[i])) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(path[i]);
        }
        for (int i = 0; i < groups.size(); i++) {
            joinReturn(groups, i);
        }
        return groups;
    }

    private int[] cheapest(double restart) {
        int count = offsets.size();
        double[] cost = new double[count];
        int[] previous = new int[count];
        for (int i = 0; i < count; i++) {
            cost[i] = leftOut[i];
            previous[i] = -1;
            for (int j = Math.max(0, i - 1 - MOST_LEFT_OUT); j < i; j++) {
                double before = cost[j] + leftOut[i] - leftOut[j + 1];
                if (before < cost[i]) {
                    double here = before + (follows(j, i) ? 0 : cost(j, i, restart));
                    if (here < cost[i]) {
                        cost[i] = here;
                        previous[i] = j;
                    }
                }
            }
        }
        int last = 0;
        for (int i = 1; i < count; i++) {
            last = cost[i] - leftOut[i + 1] < cost[last] - leftOut[last + 1] ? i : last;
        }
        int[] path = IntStream.iterate(last, i -> i >= 0, i -> previous[i]).toArray();
        return IntStream.range(0, path.length).map(i -> path[path.length - 1 - i]).toArray();
    }

    private double cost(int from, int to, double restart) {
        return switch (witness.ask(from, to)) {
            case SEEN -> SEEN;
            case UNKNOWN -> restart;
            case DENIED -> Double.POSITIVE_INFINITY;
        };
    }

    /** Takes for one clock what comes back to it, unless the stamps went away and came back as well. */
    private void joinReturn(List<List<Integer>> groups, int first) {
        for (int back = groups.size() - 1; back > first + 1; back--) {
            List<Integer> from = groups.get(first);
            List<Integer> to = groups.get(back);
            int between = groups.subList(first + 1, back).stream().mapToInt(List::size).sum();
            if (between <= from.size() + to.size() && follows(last(from), to.get(0))
                    && !(isSeen(last(from), groups.get(first + 1).get(0)) && isSeen(last(groups.get(back - 1)), to.get(0)))) {
                from.addAll(to);
                groups.subList(first + 1, back + 1).clear();
                back = groups.size();
            }
        }
    }

    private static int last(List<Integer> group) {
        return group.get(group.size() - 1);
    }

    private boolean isSeen(int from, int to) {
        return witness.ask(from, to) == RestartWitness.Answer.SEEN;
    }

    private boolean follows(int from, int to) {
        ClockOffset before = offsets.get(from);
        ClockOffset after = offsets.get(to);
        double passed = after.recorderTime() - before.recorderTime();
        double seconds = Math.min(MOST_SECONDS, Math.abs(after.time() - before.time()));
        return Math.abs(after.offset() - before.offset()) <= jump + DRIFT * seconds && passed > -SLACK - jump
                && passed < MOST_PASSED;
    }
}
