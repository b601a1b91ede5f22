package org.rapport.dsp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.StreamDescription;

/**
 * The recent samples of one stream, and its value at any time among them. A value between samples that are further apart
 * than the gap limit is NaN, as is one before the first or after the last sample. Events, which come at no rate and only in
 * steps, hold until the next.
 */
final class InputStream {
    private static final Sampling EVENTS = new Sampling(Double.POSITIVE_INFINITY, null);

    private final StreamDescription description;
    private final double rate;
    private final double delay;
    private final double maxGap;
    private final SampleHistory samples;
    /** By the stream's rate, of which there is more than one only if it is measured. */
    private final Map<Double, Sampling> samplings = new HashMap<>();
    private final Arrivals arrivals = new Arrivals();
    private boolean isSilent;
    private double lostSince = Double.POSITIVE_INFINITY;

    /**
     * @param rate rows a second that are made of it
     * @param delay how far it may look ahead, in seconds
     * @param maxGap the longest stretch without a valid sample that is bridged, in seconds
     */
    InputStream(StreamDescription description, double rate, double delay, double maxGap) {
        this.description = description;
        this.rate = rate;
        this.delay = delay;
        this.maxGap = maxGap;
        this.samples = new SampleHistory(description.channels().size());
    }

    StreamDescription description() {
        return description;
    }

    /** Whether it tells its rate. */
    private boolean isRegular() {
        return description.rate() > 0;
    }

    /** Whether it has values between its samples, or at least one of them at a time when it is due. */
    private boolean isSampled() {
        return isRegular() || description.channels().stream().anyMatch(channel -> channel.scale() == Channel.Scale.CONTINUOUS);
    }

    /** Takes the next samples. */
    void add(Block block) {
        samples.add(block);
        arrivals.add(block.arrived(), samples.newest());
        lostSince = Double.POSITIVE_INFINITY;
        isSilent = false;
    }

    /** Says that nothing may come for the time being: it is not waited for as one that is behind. */
    void fallSilent() {
        isSilent = true;
    }

    /** Says that the device is gone: what holds until the next sample holds no longer. */
    void lost(double time) {
        lostSince = Math.min(lostSince, time);
    }

    /** Whether it sets the pace: events and lost devices may be silent for ever. */
    boolean isAwaited() {
        return isSampled() && !isLost();
    }

    boolean isLost() {
        return lostSince < Double.POSITIVE_INFINITY;
    }

    /** The time of its newest sample. */
    double newestSample() {
        return samples.newest();
    }

    /** Whether nothing that is still to come can change the value at this time. Nobody waits for a device that is gone. */
    boolean isSettled(double time) {
        return !isAwaited() || samples.newest() >= time + delay;
    }

    /** Whether a node made it, which takes its time, and not all that had arrived by a moment at its source has come through. */
    boolean isBehind(double moment) {
        return description.origin() instanceof Origin.Derived && !isLost() && !isSilent && arrivals.last() < moment;
    }

    /** When the first block arrived at or after a moment; infinitely late if none has. */
    double firstArrival(double moment) {
        return arrivals.firstFrom(moment);
    }

    /**
     * Up to which time its samples count for a row: all of them, but of a stream that is late only what had arrived when the
     * row was given up.
     *
     * @param moment when that was
     */
    double limit(double time, double moment) {
        double newest = isAwaited() ? arrivals.newestBy(moment) : Double.POSITIVE_INFINITY;
        return newest >= time + delay ? Double.POSITIVE_INFINITY : newest;
    }

    /** The time of the first sample that counts for a row at or after this time; infinite if there is none. */
    double nextSample(double time) {
        int at = samples.lowerBound(time - delay);
        return at < samples.end() ? samples.times()[at] : Double.POSITIVE_INFINITY;
    }

    /**
     * Forgets what no row at or after this time needs.
     *
     * @param moment before which that row is not given up
     */
    void forgetBefore(double time, double moment) {
        arrivals.forgetBefore(moment);
        double needed = time - delay;
        if (isSampled()) { // whether rows share may change with a rate that is measured
            needed = Math.min(time - sampling(time, Double.POSITIVE_INFINITY).gap(),
                    needed - StreamWeights.longestLead(rate, delay));
        }
        int keep = samples.lowerBound(needed) - 1; // the last sample before holds or ends a gap
        int counted = isRegular() ? keep : samples.upperBound(time + delay) - MeasuredRate.DISTANCES - 1;
        samples.forgetBefore(Math.min(keep, counted));
    }

    /**
     * Writes the value of each channel at this time into {@code row} from {@code offset} on.
     *
     * @param limit the time of the last sample that counts
     */
    void valuesAt(double time, float[] row, int offset, double limit) {
        samples.admit(isSampled() ? Math.min(time + delay, limit) : Double.POSITIVE_INFINITY);
        Sampling sampling = sampling(time, limit);
        int after = samples.upperBound(Math.min(time, limit));
        int end = samples.upperBound(limit);
        List<Channel> list = description.channels();
        FilteredRow filtered = null;
        for (int c = 0; c < list.size(); c++) {
            if (list.get(c).scale() == Channel.Scale.STEPWISE) {
                row[offset + c] = heldAt(time, after, c, sampling.gap());
            } else if (!isBridged(time, after, end, c, sampling.gap())) {
                row[offset + c] = Float.NaN;
            } else {
                filtered = filtered == null ? filtered(time, limit, sampling) : filtered;
                row[offset + c] = (float) filtered.value(c);
            }
        }
    }

    private FilteredRow filtered(double time, double limit, Sampling sampling) {
        int reach = samples.lowerBound(time - delay); // behind the last one that counts, if the stream is later than the delay
        int from = Math.min(reach, samples.lowerBound(sampling.earliest(time)));
        int to = Math.max(reach, samples.upperBound(Math.min(time + delay, limit)));
        return new FilteredRow(samples.times(), samples.values(), description.channels().size(), from, reach, to, time,
                sampling.weights());
    }

    private Sampling sampling(double time, double limit) {
        if (!isSampled()) {
            return EVENTS;
        }
        double measured = isRegular() ? description.rate()
                : MeasuredRate.before(samples, samples.upperBound(Math.min(time + delay, limit)));
        return samplings.computeIfAbsent(Double.isNaN(measured) ? rate : measured,
                samplesASecond -> Sampling.at(samplesASecond, rate, delay, maxGap));
    }

    private float heldAt(double time, int after, int channel, double gap) {
        int last = after - 1;
        boolean gone = last < samples.first() || time - samples.times()[last] > gap || time >= lostSince;
        return gone ? Float.NaN : value(last, channel);
    }

    /** Whether there are valid samples on both sides of a time, and not too far apart. */
    private boolean isBridged(double time, int after, int end, int channel, double gap) {
        double[] times = samples.times();
        int left = after - 1;
        while (left >= samples.first() && time - times[left] <= gap && Float.isNaN(value(left, channel))) {
            left--;
        }
        int right = after;
        while (right < end && times[right] - time <= gap && Float.isNaN(value(right, channel))) {
            right++;
        }
        return left >= samples.first() && right < end && times[right] - times[left] <= gap;
    }

    private float value(int sample, int channel) {
        return samples.values()[sample * description.channels().size() + channel];
    }
}
