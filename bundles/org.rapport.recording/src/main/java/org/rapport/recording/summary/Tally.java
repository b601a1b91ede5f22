package org.rapport.recording.summary;

import java.util.ArrayList;
import java.util.List;

/** What happened several times to one stream: how often, how much at most, and when the first of them. */
final class Tally {
    private static final int MOST_KEPT = 1000;

    private final List<Moment> first = new ArrayList<>();
    private long count;
    private double largest;

    /**
     * One of them.
     *
     * @param time in seconds of the recorder's clock
     * @param size in seconds
     */
    record Moment(double time, double size) {
    }

    void add(double time, double size) {
        count++;
        largest = Math.max(largest, size);
        if (first.size() < MOST_KEPT) {
            first.add(new Moment(time, size));
        }
    }

    long count() {
        return count;
    }

    /** In seconds; 0 if there is none. */
    double largest() {
        return largest;
    }

    /** As many as anybody looks at. */
    List<Moment> first() {
        return List.copyOf(first);
    }
}
