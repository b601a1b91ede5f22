package org.rapport.api.signal;

/**
 * Consecutive samples of one stream. Shared between threads without copying: nobody changes its arrays once it is made.
 *
 * @param stream what the samples are
 * @param times when each sample was captured: seconds of this machine's LSL clock, never descending
 * @param values the samples one after the other, each with all its channels; a missing value is NaN
 * @param arrived when the block came into the graph, in seconds of the same clock
 * @param device the times as its device told them
 */
public record Block(StreamDescription stream, double[] times, float[] values, double arrived,
        DeviceTime device) implements Signal {

    /** @throws IllegalArgumentException if there are not as many values, or stamps of the device, as the samples need */
    public Block {
        if (values.length != times.length * stream.channels().size()) {
            throw new IllegalArgumentException(stream.name() + ": " + values.length + " values for " + times.length
                    + " samples of " + stream.channels().size() + " channels");
        }
        if (device.stamps().length != times.length) {
            throw new IllegalArgumentException(
                    stream.name() + ": " + device.stamps().length + " stamps of the device for " + times.length + " samples");
        }
    }

    /** Samples that were stamped by this machine's clock, as what a node made is. */
    public Block(StreamDescription stream, double[] times, float[] values, double arrived) {
        this(stream, times, values, arrived, new DeviceTime(times, 0));
    }

    /** How many samples it holds. */
    public int samples() {
        return times.length;
    }

    /** The value of one channel at one sample. */
    public float value(int sample, int channel) {
        return values[sample * stream.channels().size() + channel];
    }
}
