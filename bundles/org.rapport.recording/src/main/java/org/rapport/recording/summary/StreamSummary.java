package org.rapport.recording.summary;

import java.util.ArrayList;
import java.util.List;

import org.rapport.recording.session.Journal;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfValues;

/** How good one recorded stream is, gathered chunk by chunk. Times in seconds, as recorded. */
final class StreamSummary {
    static final double GAP_PERIODS = 2;
    private static final int MOST_GAPS_KEPT = 1000;

    private final StreamHeader header;
    private long samples;
    private long values;
    private long missingValues;
    private long unstamped;
    private long backwards;
    private long duplicates;
    private double first = Double.NaN;
    private double last = Double.NaN;
    private long gaps;
    private double gapSeconds;
    private double longestGap;
    private final List<Gap> kept = new ArrayList<>();
    private final Spread periods = new Spread();
    private final Slope drift = new Slope();
    private long clockOffsets;
    private double leastOffset = Double.POSITIVE_INFINITY;
    private double greatestOffset = Double.NEGATIVE_INFINITY;

    /** A time without samples, in seconds as recorded. */
    record Gap(double from, double to) {
    }

    StreamSummary(StreamHeader header) {
        this.header = header;
    }

    void add(double[] times, XdfValues chunk) {
        samples += times.length;
        for (double time : times) {
            add(time);
        }
        values += header.format() == XdfFormat.STRING ? 0 : chunk.count();
        if (header.format() == XdfFormat.FLOAT32 || header.format() == XdfFormat.DOUBLE64) {
            for (float value : chunk.floats()) {
                missingValues += Float.isNaN(value) ? 1 : 0;
            }
        }
    }

    private void add(double time) {
        if (Double.isNaN(time)) {
            unstamped++;
            return;
        }
        if (Double.isNaN(first)) {
            first = time;
        }
        if (time < last) {
            backwards++;
        } else if (time - last > gapLimit()) {
            addGap(new Gap(last, time));
        } else if (time > last) {
            periods.add(time - last);
        } else if (time == last) {
            duplicates++;
        }
        last = time;
    }

    private void addGap(Gap gap) {
        gaps++;
        gapSeconds += gap.to() - gap.from();
        longestGap = Math.max(longestGap, gap.to() - gap.from());
        if (kept.size() < MOST_GAPS_KEPT) {
            kept.add(gap);
        }
    }

    /** Events come when they come: no time between two of them is a gap. */
    private double gapLimit() {
        return header.rate() > 0 ? GAP_PERIODS * header.interval() : Double.POSITIVE_INFINITY;
    }

    void add(ClockOffset offset) {
        clockOffsets++;
        drift.add(offset.time(), offset.offset());
        leastOffset = Math.min(leastOffset, offset.offset());
        greatestOffset = Math.max(greatestOffset, offset.offset());
    }

    StreamHeader header() {
        return header;
    }

    long samples() {
        return samples;
    }

    /** Share of the values that are NaN, from 0 to 1; NaN if it has no numbers. */
    double missing() {
        return (double) missingValues / values;
    }

    /** Samples whose time is not known. */
    long unstamped() {
        return unstamped;
    }

    /** How often a sample is older than the one before: a clock was set back. */
    long backwards() {
        return backwards;
    }

    /** How often a sample has the time of the one before. */
    long duplicates() {
        return duplicates;
    }

    /** Standard deviation of the time from one sample to the next without gaps, in seconds; NaN where it has no meaning. */
    double jitter() {
        return header.rate() > 0 ? periods.deviation() : Double.NaN;
    }

    /** How much its device's clock went away from the recorder's, in seconds a second; NaN if that was not measured. */
    double drift() {
        return drift.value();
    }

    /** The first gaps, as many as anybody looks at. */
    List<Gap> firstGaps() {
        return List.copyOf(kept);
    }

    /** Whether the recorder made it itself. */
    boolean isOwn() {
        return Journal.isOwn(header.name());
    }

    /** Time of the first sample, NaN if there is none. */
    double first() {
        return first;
    }

    double duration() {
        return last - first;
    }

    /** Samples a second from the first to the last, NaN if there are less than two. */
    double measuredRate() {
        return duration() > 0 ? (samples - unstamped - 1) / duration() : Double.NaN;
    }

    long gaps() {
        return gaps;
    }

    double gapSeconds() {
        return gapSeconds;
    }

    double longestGap() {
        return longestGap;
    }

    long clockOffsets() {
        return clockOffsets;
    }

    /** NaN if none was measured. */
    double leastOffset() {
        return clockOffsets > 0 ? leastOffset : Double.NaN;
    }

    /** NaN if none was measured. */
    double greatestOffset() {
        return clockOffsets > 0 ? greatestOffset : Double.NaN;
    }
}
