package org.rapport.recording;

import org.rapport.recording.session.Journal;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfValues;

/** How good one recorded stream is, gathered chunk by chunk. Times in seconds, as recorded. */
final class StreamSummary {
    /** Where samples come irregularly, nothing for longer than this is a gap. */
    static final double IRREGULAR_GAP = 0.25;
    static final double GAP_PERIODS = 2;

    private final StreamHeader header;
    private long samples;
    private long values;
    private long missingValues;
    private long unstamped;
    private long backwards;
    private double first = Double.NaN;
    private double last = Double.NaN;
    private long gaps;
    private double gapSeconds;
    private double longestGap;
    private long clockOffsets;
    private double leastOffset = Double.POSITIVE_INFINITY;
    private double greatestOffset = Double.NEGATIVE_INFINITY;

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
            gaps++;
            gapSeconds += time - last;
            longestGap = Math.max(longestGap, time - last);
        }
        last = time;
    }

    /** Events come when they come: no time between two of them is a gap. */
    private double gapLimit() {
        if (header.type().equals(Journal.TYPE)) {
            return Double.POSITIVE_INFINITY;
        }
        if (header.rate() > 0) {
            return GAP_PERIODS * header.interval();
        }
        return header.format() == XdfFormat.STRING ? Double.POSITIVE_INFINITY : IRREGULAR_GAP;
    }

    void add(ClockOffset offset) {
        clockOffsets++;
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
