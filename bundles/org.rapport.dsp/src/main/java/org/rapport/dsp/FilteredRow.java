package org.rapport.dsp;

import java.util.Arrays;

/**
 * The values of a stream's channels at one time. Channels that miss the same samples share their weights, so that a thousand
 * channels cost little more than one.
 */
final class FilteredRow {
    private final double[] times;
    private final float[] values;
    private final int channels;
    private final int from;
    private final int reach;
    private final int to;
    private final double time;
    private final StreamWeights stream;
    /** Of the channels that miss no sample; NaN for the others. */
    private final double[] whole;
    private final Overshoot overshoot;
    /** Of the channel before that missed some: which are there, and their weights. */
    private boolean[] valid;
    private double[] weights;

    /**
     * @param times of the samples, in seconds, ascending
     * @param values samples x channels
     * @param from the first of the samples that may count
     * @param reach the first of those within reach of the time
     * @param to the one behind the last
     * @param time that is wanted
     */
    FilteredRow(double[] times, float[] values, int channels, int from, int reach, int to, double time, StreamWeights stream) {
        this.times = times;
        this.values = values;
        this.channels = channels;
        this.from = from;
        this.reach = reach;
        this.to = to;
        this.time = time;
        this.stream = stream;
        overshoot = new Overshoot(times, values, channels, reach, to, time, stream.near());
        whole = whole();
    }

    /**
     * The value of one channel, without its missing samples, within the bounds of {@link Overshoot}; NaN if none is in reach.
     */
    double value(int channel) {
        double value = Double.isNaN(whole[channel]) ? partial(channel) : whole[channel];
        return Double.isNaN(value) ? value : overshoot.limit(value, channel);
    }

    /** All at once, sample by sample, as they lie in memory: what is missing makes its channel NaN. */
    private double[] whole() {
        double[] sums = new double[channels];
        if (reach == to || !isOneWhole()) {
            Arrays.fill(sums, Double.NaN);
            return sums;
        }
        double[] all = stream.of(times, from, to, time);
        for (int i = from; i < to; i++) {
            add(all[i - from], values, i * channels, sums);
        }
        return sums;
    }

    /** Whether it is worth it: whether there is a channel that misses nothing. */
    private boolean isOneWhole() {
        for (int channel = 0; channel < channels; channel++) {
            int i = from;
            while (i < to && !Float.isNaN(values[i * channels + channel])) {
                i++;
            }
            if (i == to) {
                return true;
            }
        }
        return false;
    }

    private static void add(double weight, float[] values, int first, double[] sums) {
        for (int channel = 0; channel < sums.length; channel++) {
            sums[channel] += weight * values[first + channel];
        }
    }

    private double partial(int channel) {
        boolean same = weights != null;
        valid = same ? valid : new boolean[to - from];
        int count = 0;
        int within = 0;
        for (int i = from; i < to; i++) {
            boolean there = !Float.isNaN(values[i * channels + channel]);
            same &= valid[i - from] == there;
            valid[i - from] = there;
            count += there ? 1 : 0;
            within += there && i >= reach ? 1 : 0;
        }
        if (within == 0) {
            return Double.NaN;
        }
        if (!same) {
            weights = weights(count);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            if (valid[i - from]) {
                sum += weights[i - from] * values[i * channels + channel];
            }
        }
        return sum;
    }

    /** One for each sample, 0 for those that are missing. */
    private double[] weights(int count) {
        double[] there = new double[count];
        int next = 0;
        for (int i = from; i < to; i++) {
            if (valid[i - from]) {
                there[next++] = times[i];
            }
        }
        double[] some = stream.of(there, 0, count, time);
        double[] all = new double[valid.length];
        next = 0;
        for (int i = 0; i < all.length; i++) {
            all[i] = valid[i] ? some[next++] : 0;
        }
        return all;
    }
}
