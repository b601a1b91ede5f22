package org.rapport.recording.summary;

import java.util.Comparator;

import org.rapport.recording.session.Journal;
import org.rapport.xdf.ClockModel;
import org.rapport.xdf.ClockSegment;
import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfValues;

/** How good one recorded stream is, gathered chunk by chunk. Times in seconds of the recorder's clock. */
final class StreamSummary {
    /** Seconds by which a stamp goes back where a clock was set, and not samples mixed up. */
    private static final double SET_BACK = 1;

    private final int id;
    private final Survey.Found found;
    private final StreamHeader header;
    private final ClockModel clock;
    private final ClockModel.Walk walk;
    private final SampleRhythm rhythm;
    private final Gaps gaps;
    private final StampSpread periods = new StampSpread();
    private final Tally outOfOrder = new Tally();
    private final Tally setBack = new Tally();
    private final Tally duplicates = new Tally();
    private final Tally overlaps = new Tally();
    private final Tally restarts = new Tally();
    private int segment = -1;
    private long samples;
    private long values;
    private long missingValues;
    private long unstamped;
    private double firstStamp = Double.NaN;
    private double first = Double.NaN;
    private double last = Double.NaN;
    private double latest = Double.NEGATIVE_INFINITY;
    private double earliest = Double.POSITIVE_INFINITY;

    StreamSummary(int id, Survey.Found found) {
        this.id = id;
        this.found = found;
        header = found.header();
        clock = found.clock();
        walk = clock.walk();
        rhythm = found.rhythm();
        gaps = new Gaps(rhythm);
    }

    void add(double[] recorded, XdfValues chunk) {
        double[] stamps = found.times(samples, recorded);
        samples += stamps.length;
        for (double stamp : stamps) {
            add(stamp, walk.time(stamp));
        }
        values += header.format() == XdfFormat.STRING ? 0 : chunk.count();
        if (header.format() == XdfFormat.FLOAT32 || header.format() == XdfFormat.DOUBLE64) {
            for (float value : chunk.floats()) {
                missingValues += Float.isNaN(value) ? 1 : 0;
            }
        }
    }

    private void add(double stamp, double time) {
        if (Double.isNaN(time)) {
            unstamped++;
            return;
        }
        if (Double.isNaN(first)) {
            first = time;
            firstStamp = stamp;
        } else if (walk.segment() != segment) {
            ClockSegment former = clock.segments().get(segment);
            ClockSegment next = clock.segments().get(walk.segment());
            restarts.add(time, former.time(stamp) - next.time(stamp));
        }
        segment = walk.segment();
        judge(time);
        gaps.add(time);
        last = time;
        latest = Math.max(latest, time);
        earliest = Math.min(earliest, time);
    }

    private void judge(double time) {
        double step = time - last;
        if (step < 0) {
            Tally kind = -step <= overlap() ? overlaps : -step <= SET_BACK ? outOfOrder : setBack;
            kind.add(time, -step);
        } else if (step == 0) {
            duplicates.add(time, 0);
        } else if (step > 0 && !gaps.isLong(step)) {
            periods.add(step);
        }
    }

    /** Seconds by which a push may begin before the one before it ended. */
    private double overlap() {
        return rhythm.push() > 1 ? rhythm.push() * rhythm.period() : 0;
    }

    /** Says that no sample follows. */
    void end() {
        gaps.end();
    }

    /** Its number in the file. */
    int id() {
        return id;
    }

    /** What its header says, as XML. */
    String xml() {
        return found.xml();
    }

    StreamHeader header() {
        return header;
    }

    SampleRhythm rhythm() {
        return rhythm;
    }

    ClockModel clock() {
        return clock;
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

    /** Whether it has samples, none of them has a stamp, and their times are deduced from its rate. */
    boolean isDeduced() {
        return samples > 0 && !found.isStamped() && header.rate() > 0;
    }

    /** Samples that are older than the one before, by no more than a second. */
    Tally outOfOrder() {
        return outOfOrder;
    }

    /** Where samples are more than a second older than the one before, and no clock offset tells why. */
    Tally setBack() {
        return setBack;
    }

    /** Samples that have the time of the one before. */
    Tally duplicates() {
        return duplicates;
    }

    /** Where a push of samples begins before the one before it ended, by its jitter: no fault. */
    Tally overlaps() {
        return overlaps;
    }

    /** Where the device's clock restarted; by how much it leapt, on the device's clock, without sign for the largest. */
    Tally restarts() {
        return restarts;
    }

    /** How many samples mostly come at once; 1 if they come one by one, or at no rate. */
    long atOnce() {
        return header.rate() > 0 && !Double.isInfinite(rhythm.period()) ? Math.max(gaps.atOnce(), 1) : 1;
    }

    /** Standard deviation of the time from one sample to the next without gaps, in seconds; NaN where it has no meaning. */
    double jitter() {
        return header.rate() > 0 && atOnce() == 1 ? periods.deviation() : Double.NaN;
    }

    /** How much its device's clock went away from the recorder's, in seconds a second; NaN if that was not measured. */
    double drift() {
        return clock.segments().stream().filter(one -> one.measurements() > 1)
                .max(Comparator.comparingInt(ClockSegment::measurements)).map(ClockSegment::drift).orElse(Double.NaN);
    }

    Gaps gaps() {
        return gaps;
    }

    /** Whether the recorder made it itself. */
    boolean isOwn() {
        return Journal.isOwn(header.name());
    }

    /** Stamp of the first sample on the device's clock, NaN if there is none. */
    double firstStamp() {
        return firstStamp;
    }

    /** Time of the first sample, NaN if there is none. */
    double first() {
        return first;
    }

    /** The earliest time of a sample, infinite if there is none. */
    double earliest() {
        return earliest;
    }

    /** Time of the last sample, NaN if there is none. */
    double last() {
        return last;
    }

    /** From the earliest to the latest sample; NaN if there is none. */
    double duration() {
        return samples - unstamped > 0 ? latest - earliest : Double.NaN;
    }

    /** Samples a second from the first to the last, NaN if there are less than two. */
    double measuredRate() {
        return duration() > 0 ? (samples - unstamped - atOnce()) / duration() : Double.NaN;
    }

    long clockOffsets() {
        return found.offsets();
    }

    /** NaN if none was measured. */
    double leastOffset() {
        return found.leastOffset();
    }

    /** NaN if none was measured. */
    double greatestOffset() {
        return found.greatestOffset();
    }
}
