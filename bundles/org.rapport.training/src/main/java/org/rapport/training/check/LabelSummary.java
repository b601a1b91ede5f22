package org.rapport.training.check;

import java.util.Locale;

import org.rapport.training.features.Reports;

/** One target's reports over all sessions of a study. */
final class LabelSummary {
    private int sessions;
    private long reports;
    private double covered;
    private double seconds;
    private float least = Float.POSITIVE_INFINITY;
    private float most = Float.NEGATIVE_INFINITY;

    /**
     * @param length seconds of the session
     * @return whether they ever change
     */
    boolean add(Reports added, double length) {
        sessions++;
        seconds += length;
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : added.values()) {
            if (!Float.isNaN(value)) {
                reports++;
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (added.times().length > 0) {
            covered += Math.max(0, added.times()[added.times().length - 1] - added.times()[0]);
        }
        least = Math.min(least, low);
        most = Math.max(most, high);
        return low < high;
    }

    String describe(int ofSessions) {
        return String.format(Locale.ROOT, "in %d of %d sessions, %d reports from %s to %s over %.1f %% of the time",
                sessions, ofSessions, reports, least, most, 100 * covered / seconds);
    }
}
