package org.rapport.lsl;

import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;

/** Measures how even and how complete a stream is, from its stamps. */
final class StreamMeter {
    private final StreamId stream;
    private final double rate;
    private long samples;
    private long duplicates;
    private long intervals;
    private double elapsed;
    private double last = Double.NaN;
    private final EvenSchedule schedule;
    private final LateSamples late;
    private final Evenness evenness = new Evenness();

    /** @param rate the nominal rate in Hz, 0 for irregular streams */
    StreamMeter(StreamId stream, double rate) {
        this.stream = stream;
        this.rate = rate;
        this.schedule = new EvenSchedule(1 / rate);
        this.late = new LateSamples(1 / rate);
    }

    /** Takes the next sample's stamp. */
    void add(double stamp) {
        samples++;
        if (!Double.isNaN(last)) {
            interval(stamp - last);
        }
        last = stamp;
        if (rate > 0) {
            long lost = schedule.lostBefore(stamp);
            evenness.skip(lost - late.add(stamp, lost));
            evenness.add(stamp, rate);
        }
    }

    private void interval(double seconds) {
        intervals++;
        elapsed += seconds;
        if (seconds == 0) {
            duplicates++;
        }
    }

    /** Says that the clock was set: the distance to the next sample means nothing. */
    void newSegment() {
        last = Double.NaN;
        schedule.newSegment();
        late.newSegment();
        evenness.newSegment();
    }

    long samples() {
        return samples;
    }

    /**
     * What was found so far, to compare with later.
     *
     * @param burst how many samples come at once, 0 if they come one by one: those of the first burst were taken before it
     */
    Tally tally(long burst) {
        return new Tally(Math.max(0, intervals - Math.max(0, burst - 1)), elapsed, missing());
    }

    private long missing() {
        return rate > 0 ? late.missing() : 0;
    }

    /**
     * The news for the graph.
     *
     * @param now the time in seconds
     * @param burst how many samples come at once, 0 if they come one by one
     * @param confidence the mean of what the device says of its own
     * @param offset seconds to add to the device's clock
     * @param uncertainty seconds by which that may be wrong
     */
    StreamQuality quality(double now, long burst, double confidence, double offset, double uncertainty) {
        return new StreamQuality(stream, now, samples, tally(burst).rate(), rate > 0 ? evenness.deviation() : Double.NaN,
                missing(), duplicates, burst, confidence, offset, uncertainty);
    }

    /**
     * How many samples came in which time.
     *
     * @param intervals from one sample to the next
     * @param elapsed seconds, their sum
     * @param missing samples
     */
    record Tally(long intervals, double elapsed, long missing) {
        Tally since(Tally earlier) {
            return new Tally(intervals - earlier.intervals, elapsed - earlier.elapsed, missing - earlier.missing);
        }

        /** Samples a second, NaN if that has no meaning. */
        double rate() {
            return elapsed > 0 ? intervals / elapsed : Double.NaN;
        }

        /** The part of the samples that should have come but did not. */
        double missingShare() {
            return missing == 0 ? 0 : (double) missing / (intervals + missing);
        }
    }
}
