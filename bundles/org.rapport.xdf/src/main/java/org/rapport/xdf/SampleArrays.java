package org.rapport.xdf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.DoubleConsumer;

/** The arrays for a known number of samples of one stream. May be filled by several threads, each its own part. */
final class SampleArrays {
    /** An object of an empty text and what refers to it. */
    private static final int TEXT_BYTES = 48;

    private final int channels;
    private final XdfFormat format;
    private final double[] times;
    private final ValueArray values;

    /** @throws XdfException if they are more than an array can hold */
    SampleArrays(StreamHeader header, long samples) throws XdfException {
        if (samples * header.channelCount() > Integer.MAX_VALUE - 8) {
            throw new XdfException("the stream \"" + header.name() + "\" has " + samples + " samples of " + header.channelCount()
                    + " channels, more than one array can hold: it can only be read chunk by chunk");
        }
        channels = header.channelCount();
        format = header.format();
        times = new double[(int) samples];
        values = ValueArray.allocate(format, (int) samples * channels);
    }

    /** What the arrays for that many samples take, at least. */
    static long bytes(StreamHeader header, long samples) {
        return samples * (Double.BYTES
                + (long) header.channelCount() * (header.format() == XdfFormat.STRING ? TEXT_BYTES : header.format().bytes()));
    }

    double[] times() {
        return times;
    }

    XdfValues values() {
        return new XdfValues(format, values);
    }

    /** Takes the times of samples, from the given one on. */
    DoubleConsumer timesFrom(int first) {
        return new DoubleConsumer() {
            private int next = first;

            @Override
            public void accept(double time) {
                if (next >= times.length) {
                    throw new BufferUnderflowException(); // the file changed since its samples were counted
                }
                times[next++] = time;
            }
        };
    }

    /**
     * Takes a sample of numbers.
     *
     * @param position where its values are in {@code content}
     */
    void put(int sample, double time, NumberViews content, int position) {
        times[sample] = time;
        ((NumberArray) values).take(sample * channels, channels, content, position);
    }

    /** Takes the values of whole samples of texts, from the given one on. */
    void takeTexts(int first, int samples, ByteBuffer content) {
        ((ValueArray.Texts) values).take(first * channels, samples, channels, content);
    }
}
