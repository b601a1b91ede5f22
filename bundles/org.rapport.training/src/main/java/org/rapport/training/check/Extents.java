package org.rapport.training.check;

import java.util.Arrays;
import java.util.Locale;

import org.rapport.training.features.Reports;

/**
 * From when to when something was recorded, in seconds.
 *
 * @param first positive infinity if nothing was
 * @param last negative infinity if nothing was
 */
record Extents(double first, double last) {
    static final Extents NONE = new Extents(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    private static final int FEW = 5;
    /** Reports that fall into less of a session than this part of it, or the other way round, have another unit. */
    private static final double LEAST_PART = 0.05;
    private static final double SHORT = 1;

    static Extents of(double... times) {
        double[] known = Arrays.stream(times).filter(Double::isFinite).toArray();
        return known.length == 0 ? NONE
                : new Extents(Arrays.stream(known).min().orElseThrow(), Arrays.stream(known).max().orElseThrow());
    }

    Extents and(Extents other) {
        return new Extents(Math.min(first, other.first), Math.max(last, other.last));
    }

    boolean isNone() {
        return last < first;
    }

    boolean meets(Extents other) {
        return first <= other.last && other.first <= last;
    }

    double length() {
        return isNone() ? 0 : last - first;
    }

    /** Whether reports at these times can be about this, or their times are of another unit or clock. */
    boolean holds(double... reports) {
        if (isNone() || reports.length < FEW || length() < SHORT) {
            return true;
        }
        long within = Arrays.stream(reports).filter(time -> time >= first - length() && time <= last).count();
        return within >= LEAST_PART * reports.length && of(reports).length() >= LEAST_PART * length() / FEW;
    }

    /** For messages. */
    String words() {
        return String.format(Locale.ROOT, "%.1f to %.1f s", first, last);
    }
}
