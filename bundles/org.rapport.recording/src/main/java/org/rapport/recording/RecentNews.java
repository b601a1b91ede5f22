package org.rapport.recording;

import java.util.LinkedHashSet;
import java.util.Set;

import org.rapport.api.signal.Signal;

/**
 * Knows again what several nodes hand on: the same news come straight from a source, and later once more from each node behind
 * it, by then among newer ones.
 */
final class RecentNews {
    private static final int MOST = 4096;

    private final Set<Signal> heard = new LinkedHashSet<>();

    /** Whether it has not been heard lately. */
    boolean isNew(Signal news) {
        boolean first = heard.add(news);
        if (heard.size() > MOST) {
            heard.remove(heard.iterator().next());
        }
        return first;
    }
}
