package org.rapport.recording.summary;

import org.rapport.recording.session.Journal;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfValues;

/** How good one recorded stream is, gathered chunk by chunk. Times in seconds, as recorded. */
final class StreamSummary {
    private final StreamHeader header;
    private String title;
    private long samples;
    private long values;
    private long missingValues;
    private long unstamped;
    private long backwards;
    private long duplicates;
    private double first = Double.NaN;
    private double last = Double.NaN;
    private final Gaps gaps;
    private final Spread periods = new Spread();
    private final Slope drift = new Slope();
    private long clockOffsets;
    private double leastOffset = Double.POSITIVE_INFINITY;
    private double greatestOffset = Double.NEGATIVE_INFINITY;

    StreamSummary(StreamHeader header) {
        this.header = header;
        this.title = header.name();
        // events come when they come: no time between two of them is a gap
        this.gaps = new Gaps(header.rate() > 0 ? header.interval() : Double.POSITIVE_INFINITY);
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
        } else if (time == last) {
            duplicates++;
        } else if (time > last && !gaps.isLong(time - last)) {
            periods.add(time - last);
        }
        gaps.add(time);
        last = time;
    }

    /** Says that no sample follows. */
    void end() {
        gaps.end();
    }

    void add(ClockOffset offset) {
        clockOffsets++;
        drift.add(offset.time(), offset.offset());
        leastOffset = Math.min(leastOffset, offset.offset());
        greatestOffset = Math.max(greatestOffset, offset.offset());
    }

    /** @param unique its name, unique in the recording */
    void call(String unique) {
        title = unique;
    }

    /** What it is called where people see it: its name, and what tells it apart from others of this name. */
    String title() {
        return title;
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

    /** How many samples mostly come at once; 1 if they come one by one, or at no rate. */
    long atOnce() {
        return header.rate() > 0 ? gaps.atOnce() : 1;
    }

    /** Standard deviation of the time from one sample to the next without gaps, in seconds; NaN where it has no meaning. */
    double jitter() {
        return header.rate() > 0 && atOnce() == 1 ? periods.deviation() : Double.NaN;
    }

    /** How much its device's clock went away from the recorder's, in seconds a second; NaN if that was not measured. */
    double drift() {
        return drift.value();
    }

    Gaps gaps() {
        return gaps;
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
        return duration() > 0 ? (samples - unstamped - atOnce()) / duration() : Double.NaN;
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
