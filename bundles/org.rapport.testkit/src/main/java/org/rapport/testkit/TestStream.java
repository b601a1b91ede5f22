package org.rapport.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;

/**
 * Makes the blocks of a device that is not there.
 *
 * @param description what its blocks say of themselves
 */
public record TestStream(StreamDescription description) {

    /**
     * A stream of the receiver with continuous channels of the type {@code Test}.
     *
     * @param name the stream's name
     * @param rate samples a second, 0 if they come irregularly
     * @param labels of its channels
     */
    public static TestStream of(String name, double rate, String... labels) {
        return of(name, rate,
                Arrays.stream(labels).map(label -> new Channel(Role.RECEIVER, "Test", label, "", "", Channel.Scale.CONTINUOUS))
                        .toArray(Channel[]::new));
    }

    /** A stream with these channels. */
    public static TestStream of(String name, double rate, Channel... channels) {
        return new TestStream(new StreamDescription(name, rate, List.of(channels), Origin.device()));
    }

    /**
     * Samples at the stream's rate, which arrive with the last of them.
     *
     * @param first the time of the first, in seconds
     * @param values the samples one after the other, each with all channels; NaN is missing
     * @throws IllegalArgumentException if that are no whole samples, or the stream has no rate
     */
    public Block block(double first, float... values) {
        if (description.rate() == 0) {
            throw new IllegalArgumentException(description.name() + " has no rate; give the time of each sample");
        }
        double[] times = new double[values.length / description.channels().size()];
        Arrays.setAll(times, sample -> first + sample / description.rate());
        return block(times, values);
    }

    /** Samples at times in seconds, which arrive with the last of them. */
    public Block block(double[] times, float... values) {
        return new Block(description, times, values, times.length == 0 ? 0 : times[times.length - 1]);
    }

    /**
     * What a device sends: a signal in blocks.
     *
     * @param from the time of the first sample, in seconds
     * @param seconds how long
     * @param samples how many samples a block has; the last may have fewer
     * @param signal the value of every channel at a time
     */
    public List<Block> blocks(double from, double seconds, int samples, DoubleUnaryOperator signal) {
        int count = (int) Math.round(seconds * description.rate());
        int width = description.channels().size();
        List<Block> blocks = new ArrayList<>();
        for (int start = 0; start < count; start += samples) {
            float[] values = new float[Math.min(samples, count - start) * width];
            double first = from + start / description.rate();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) signal.applyAsDouble(first + i / width / description.rate());
            }
            blocks.add(block(first, values));
        }
        return blocks;
    }

    /** A change of its state. */
    public StreamStatus status(StreamStatus.State state, double time, String reason) {
        return new StreamStatus(description.id(), state, time, reason);
    }
}
