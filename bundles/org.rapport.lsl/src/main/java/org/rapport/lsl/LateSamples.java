package org.rapport.lsl;

/**
 * Tells lost samples from late ones. Both make a sample come later than it is due; but what was only late is made up for, since
 * the samples behind it come no later than before, and a loss is never made up for. So the earliest samples of some seconds tell:
 * by how many periods they are later than those of the seconds before, as many were lost of those that seemed to be.
 */
final class LateSamples {
    /** A judgement needs this many seconds, and samples. */
    private static final double SECONDS = 2;
    private static final int SAMPLES = 8;
    /** Before that it can be told for the time being: chunks are mostly shorter than this many seconds. */
    private static final double SOON = 0.3;

    private final double period;
    private double start = Double.NaN;
    private double since;
    private long samples;
    private int count;
    private long confirmed;
    /** Samples that seemed lost in the part before this, and in this one. */
    private long before;
    private long now;
    /** By how much the earliest sample was later than the schedule of the first says: in the part before, this, behind a loss. */
    private double earliestBefore = Double.NaN;
    private double earliest = Double.POSITIVE_INFINITY;
    private double earliestSince = Double.POSITIVE_INFINITY;
    private int countSince;
    private double lossAt;
    private double last;

    LateSamples(double period) {
        this.period = period;
    }

    /** Begins anew: the clock was set. */
    void newSegment() {
        confirmed = missing();
        start = Double.NaN;
    }

    /**
     * Takes the next sample.
     *
     * @param lost how many before it seem to be lost
     * @return how many of those that seemed lost until now were late only
     */
    long add(double stamp, long lost) {
        if (Double.isNaN(start)) {
            start = stamp;
            samples = 0;
            before = 0;
            now = 0;
            earliestBefore = Double.NaN;
            begin(stamp);
        }
        long refuted = stamp - since >= SECONDS && count >= SAMPLES ? judge(stamp) : 0;
        if (lost > 0) {
            now += lost;
            earliestSince = Double.POSITIVE_INFINITY;
            countSince = 0;
            lossAt = stamp;
        }
        double late = stamp - start - samples * period;
        samples++;
        count++;
        countSince++;
        earliest = Math.min(earliest, late);
        earliestSince = Math.min(earliestSince, late);
        last = stamp;
        return refuted;
    }

    private void begin(double stamp) {
        since = stamp;
        count = 0;
        countSince = 0;
        earliest = Double.POSITIVE_INFINITY;
        earliestSince = Double.POSITIVE_INFINITY;
    }

    private long judge(double stamp) {
        long lost = Double.isNaN(earliestBefore) ? 0 : lost(earliest - earliestBefore);
        confirmed += lost;
        long refuted = Math.max(0, before - lost);
        before = now - Math.max(0, lost - before);
        now = 0;
        earliestBefore = earliest;
        begin(stamp);
        return refuted;
    }

    /** How many of those that seem lost are, if the earliest samples are later by so much. */
    private long lost(double later) {
        return Math.max(0, Math.min(before + now, Math.round(later / period)));
    }

    /** How many were lost, as far as that can be told by now. */
    long missing() {
        boolean told = countSince >= SAMPLES && last - lossAt >= SOON && !Double.isNaN(start);
        double reference = Double.isNaN(earliestBefore) ? 0 : earliestBefore;
        return confirmed + (told && before + now > 0 ? lost(earliestSince - reference) : 0);
    }
}
