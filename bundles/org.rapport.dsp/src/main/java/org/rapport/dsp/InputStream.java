package org.rapport.dsp;

import java.util.Arrays;
import java.util.List;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.StreamDescription;

/**
 * The recent samples of one stream, and its value at any time among them. A value between samples that are further apart
 * than the gap limit is NaN, as is one before the first or after the last sample.
 */
final class InputStream {
    private final StreamDescription description;
    private final double delay;
    private final double gap;
    private final BandLimitedWeights exact;
    private final KernelWeights fast;
    private final int channels;
    private double[] times = new double[256];
    private float[] values;
    private int first;
    private int end;
    private double lostSince = Double.POSITIVE_INFINITY;

    /**
     * @param rate rows a second that are made of it
     * @param delay how far it may look ahead, in seconds
     * @param maxGap the longest stretch without a valid sample that is bridged, in seconds
     */
    InputStream(StreamDescription description, double rate, double delay, double maxGap) {
        this.description = description;
        this.delay = delay;
        this.channels = description.channels().size();
        this.values = new float[times.length * channels];
        // two periods of a slow stream are no gap yet, only its usual distance and some jitter
        this.gap = isRegular() ? Math.max(maxGap, 2.1 / description.rate()) : Double.POSITIVE_INFINITY;
        LowPassKernel kernel = new LowPassKernel(isRegular() ? description.rate() : rate, rate, delay);
        this.exact = new BandLimitedWeights(kernel, description.rate());
        this.fast = new KernelWeights(kernel, description.rate(), rate);
    }

    StreamDescription description() {
        return description;
    }

    boolean isRegular() {
        return description.rate() > 0;
    }

    /** Takes the next samples. A clock that jumped back starts the stream anew. */
    void add(Block block) {
        if (block.samples() == 0) {
            return;
        }
        if (end > first && block.times()[0] < times[end - 1]) {
            first = end;
        }
        makeRoom(block.samples());
        System.arraycopy(block.times(), 0, times, end, block.samples());
        System.arraycopy(block.values(), 0, values, end * channels, block.values().length);
        end += block.samples();
        lostSince = Double.POSITIVE_INFINITY;
    }

    /** Says that the device is gone: what holds until the next sample holds no longer. */
    void lost(double time) {
        lostSince = Math.min(lostSince, time);
    }

    /** Whether it sets the pace: events and lost devices may be silent for ever. */
    boolean isAwaited() {
        return isRegular() && !isLost();
    }

    boolean isLost() {
        return lostSince < Double.POSITIVE_INFINITY;
    }

    /** The time of its newest sample. */
    double newestSample() {
        return end > first ? times[end - 1] : Double.NEGATIVE_INFINITY;
    }

    /** Whether nothing that is still to come can change the value at this time. Nobody waits for a device that is gone. */
    boolean isSettled(double time) {
        return !isAwaited() || end > first && times[end - 1] >= time + delay;
    }

    /** The time of the first sample that counts for a row at or after this time; infinite if there is none. */
    double nextSample(double time) {
        int at = lowerBound(time - delay);
        return at < end ? times[at] : Double.POSITIVE_INFINITY;
    }

    /** Forgets what no row at or after this time needs. */
    void forgetBefore(double time) {
        double needed = time - Math.max(delay, isRegular() ? gap : 0);
        int keep = lowerBound(needed) - 1; // the last sample before holds or ends a gap
        first = Math.max(first, keep);
    }

    /** Writes the value of each channel at this time into {@code row} from {@code offset} on. */
    void valuesAt(double time, float[] row, int offset) {
        int after = upperBound(time);
        List<Channel> list = description.channels();
        FilterWeights weights = new FilterWeights(times, Math.max(first, lowerBound(time - delay)),
                Math.min(end, upperBound(time + delay)), time, exact, fast);
        for (int c = 0; c < channels; c++) {
            boolean held = !isRegular() || list.get(c).scale() == Channel.Scale.STEPWISE;
            row[offset + c] = held ? heldAt(time, after, c) : filteredAt(time, after, c, weights);
        }
    }

    private float heldAt(double time, int after, int channel) {
        int last = after - 1;
        boolean gone = last < first || time - times[last] > gap || time >= lostSince;
        return gone ? Float.NaN : values[last * channels + channel];
    }

    private float filteredAt(double time, int after, int channel, FilterWeights weights) {
        int left = after - 1;
        while (left >= first && time - times[left] <= gap && Float.isNaN(values[left * channels + channel])) {
            left--;
        }
        int right = after;
        while (right < end && times[right] - time <= gap && Float.isNaN(values[right * channels + channel])) {
            right++;
        }
        if (left < first || right >= end || times[right] - times[left] > gap) {
            return Float.NaN;
        }
        return (float) weights.value(values, channels, channel);
    }

    private int lowerBound(double time) {
        int low = first;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int upperBound(double time) {
        return lowerBound(Math.nextUp(time));
    }

    private void makeRoom(int samples) {
        if (end + samples <= times.length) {
            return;
        }
        int kept = end - first;
        int size = Math.max(times.length, Integer.highestOneBit(Math.max(1, 2 * (kept + samples))) * 2);
        double[] newTimes = kept + samples <= times.length / 2 ? times : Arrays.copyOf(times, size);
        float[] newValues = newTimes == times ? values : Arrays.copyOf(values, size * channels);
        System.arraycopy(times, first, newTimes, 0, kept);
        System.arraycopy(values, first * channels, newValues, 0, kept * channels);
        times = newTimes;
        values = newValues;
        first = 0;
        end = kept;
    }
}
