package org.rapport.dsp;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far the samples of a stream reached at which moment, by when its blocks arrived at their source. What is decided by this
 * depends on the blocks alone, and not on how soon a busy machine got round to them.
 */
final class Arrivals {
    private final Deque<Reach> reaches = new ArrayDeque<>();

    /** From that moment on the newest sample was of that time. */
    private record Reach(double arrived, double newest) {
    }

    void add(double arrived, double newest) {
        reaches.addLast(new Reach(arrived, newest));
    }

    /** The time of the newest sample that had arrived by a moment; infinitely long ago if none had. */
    double newestBy(double moment) {
        double newest = Double.NEGATIVE_INFINITY;
        for (Reach reach : reaches) {
            if (reach.arrived > moment) {
                break;
            }
            newest = reach.newest;
        }
        return newest;
    }

    /** When the first block arrived at or after a moment; infinitely late if none has. */
    double firstFrom(double moment) {
        for (Reach reach : reaches) {
            if (reach.arrived >= moment) {
                return reach.arrived;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** When the last block arrived; infinitely long ago if none has. */
    double last() {
        return reaches.isEmpty() ? Double.NEGATIVE_INFINITY : reaches.getLast().arrived;
    }

    /** Forgets what no moment at or after this one needs. */
    void forgetBefore(double moment) {
        while (reaches.size() > 1 && secondArrived() <= moment) {
            reaches.removeFirst();
        }
    }

    private double secondArrived() {
        var all = reaches.iterator();
        all.next();
        return all.next().arrived;
    }
}
