package org.rapport.dsp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
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
        lostSince = Double.POSITIVE_INFINITY;
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

    /** The time of the first sample that counts for a row at or after this time; infinite if there is none. */
    double nextSample(double time) {
        int at = samples.lowerBound(time - delay);
        return at < samples.end() ? samples.times()[at] : Double.POSITIVE_INFINITY;
    }

    /** Forgets what no row at or after this time needs. */
    void forgetBefore(double time) {
        double needed = time - (isSampled() ? Math.max(delay, sampling(time).gap()) : delay);
        int keep = samples.lowerBound(needed) - 1; // the last sample before holds or ends a gap
        int counted = isRegular() ? keep : samples.upperBound(time + delay) - MeasuredRate.DISTANCES - 1;
        samples.forgetBefore(Math.min(keep, counted));
    }

    /** Writes the value of each channel at this time into {@code row} from {@code offset} on. */
    void valuesAt(double time, float[] row, int offset) {
        Sampling sampling = sampling(time);
        int after = samples.upperBound(time);
        List<Channel> list = description.channels();
        FilterWeights weights = new FilterWeights(samples.times(), samples.lowerBound(time - delay),
                samples.upperBound(time + delay), time, sampling.weights());
        for (int c = 0; c < list.size(); c++) {
            row[offset + c] = list.get(c).scale() == Channel.Scale.STEPWISE ? heldAt(time, after, c, sampling.gap())
                    : filteredAt(time, after, c, sampling.gap(), weights);
        }
    }

    private Sampling sampling(double time) {
        if (!isSampled()) {
            return EVENTS;
        }
        double measured = isRegular() ? description.rate() : MeasuredRate.before(samples, samples.upperBound(time + delay));
        return samplings.computeIfAbsent(Double.isNaN(measured) ? rate : measured,
                samplesASecond -> Sampling.at(samplesASecond, rate, delay, maxGap));
    }

    private float heldAt(double time, int after, int channel, double gap) {
        int last = after - 1;
        boolean gone = last < samples.first() || time - samples.times()[last] > gap || time >= lostSince;
        return gone ? Float.NaN : value(last, channel);
    }

    private float filteredAt(double time, int after, int channel, double gap, FilterWeights weights) {
        double[] times = samples.times();
        int left = after - 1;
        while (left >= samples.first() && time - times[left] <= gap && Float.isNaN(value(left, channel))) {
            left--;
        }
        int right = after;
        while (right < samples.end() && times[right] - time <= gap && Float.isNaN(value(right, channel))) {
            right++;
        }
        if (left < samples.first() || right >= samples.end() || times[right] - times[left] > gap) {
            return Float.NaN;
        }
        return (float) weights.value(samples.values(), description.channels().size(), channel);
    }

    private float value(int sample, int channel) {
        return samples.values()[sample * description.channels().size() + channel];
    }
}
