package org.lsl4j;

import java.time.Duration;
import java.util.function.Consumer;

import org.lsl4j.internal.transport.Sender;

/**
 * Sends a stream. Made by {@link Lsl#outlet}. Any thread may push; none ever waits for the network: what a slow consumer
 * does not take in time is dropped, oldest first, and counted.
 *
 * <p>Arrays hold one value per channel, and a chunk holds sample after sample. Values are converted to the stream's
 * format: fractions are cut off and what does not fit becomes the nearest that does. Time stamps are seconds of
 * {@link LslClock}; NaN (or none) means now.
 */
public final class Outlet implements AutoCloseable {
    private final Sender sender;
    private final boolean stampsItself;
    private final Consumer<Outlet> onClose;
    private final int channels;
    private final double interval;
    /** Held while samples are added, so that chunks stay together. */
    private final Object adding = new Object();
    private boolean closed;

    /**
     * Sends a stream.
     *
     * @param onClose told when it is closed, before consumers are
     */
    Outlet(Sender sender, LslConfig config, Consumer<Outlet> onClose) {
        this.sender = sender;
        this.onClose = onClose;
        stampsItself = config.forceDefaultTimestamps();
        channels = info().channelCount();
        interval = info().nominalRate() > 0 ? 1 / info().nominalRate() : 0;
    }

    /** The stream, with uid, ports and all else that consumers see. */
    public StreamInfo info() {
        return sender.info();
    }

    /** Sends one sample taken now. */
    public void push(float[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    /** Sends one sample taken at {@code time}. */
    public void push(float[] sample, double time) {
        publish(sample, sample.length, time);
    }

    /** Sends a sample as 64-bit floats; see {@link #push(float[])}. */
    public void push(double[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    /** Sends a sample as 64-bit floats; see {@link #push(float[], double)}. */
    public void push(double[] sample, double time) {
        publish(sample, sample.length, time);
    }

    /** Sends a sample as 64-bit integers; see {@link #push(float[])}. */
    public void push(long[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    /** Sends a sample as 64-bit integers; see {@link #push(float[], double)}. */
    public void push(long[] sample, double time) {
        publish(sample, sample.length, time);
    }

    /** Sends a sample as 32-bit integers; see {@link #push(float[])}. */
    public void push(int[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    /** Sends a sample as 32-bit integers; see {@link #push(float[], double)}. */
    public void push(int[] sample, double time) {
        publish(sample, sample.length, time);
    }

    /** Sends a sample as 16-bit integers; see {@link #push(float[])}. */
    public void push(short[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    /** Sends a sample as 16-bit integers; see {@link #push(float[], double)}. */
    public void push(short[] sample, double time) {
        publish(sample, sample.length, time);
    }

    /** Sends a sample as 8-bit integers; see {@link #push(float[])}. */
    public void push(byte[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    /** Sends a sample as 8-bit integers; see {@link #push(float[], double)}. */
    public void push(byte[] sample, double time) {
        publish(sample, sample.length, time);
    }

    /** Sends a sample as texts; see {@link #push(float[])}. */
    public void push(String[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    /** Sends a sample as texts; see {@link #push(float[], double)}. */
    public void push(String[] sample, double time) {
        publish(sample, sample.length, time);
    }

    /** Sends a chunk whose last sample was taken at {@code time}, the others before it by the nominal rate. */
    public void pushChunk(float[] values, double time) {
        publishChunk(values, values.length, time);
    }

    /** Sends a chunk of as many samples as there are times. */
    public void pushChunk(float[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    /** Sends a chunk as 64-bit floats; see {@link #pushChunk(float[], double)}. */
    public void pushChunk(double[] values, double time) {
        publishChunk(values, values.length, time);
    }

    /** Sends a chunk as 64-bit floats; see {@link #pushChunk(float[], double[])}. */
    public void pushChunk(double[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    /** Sends a chunk as 64-bit integers; see {@link #pushChunk(float[], double)}. */
    public void pushChunk(long[] values, double time) {
        publishChunk(values, values.length, time);
    }

    /** Sends a chunk as 64-bit integers; see {@link #pushChunk(float[], double[])}. */
    public void pushChunk(long[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    /** Sends a chunk as 32-bit integers; see {@link #pushChunk(float[], double)}. */
    public void pushChunk(int[] values, double time) {
        publishChunk(values, values.length, time);
    }

    /** Sends a chunk as 32-bit integers; see {@link #pushChunk(float[], double[])}. */
    public void pushChunk(int[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    /** Sends a chunk as 16-bit integers; see {@link #pushChunk(float[], double)}. */
    public void pushChunk(short[] values, double time) {
        publishChunk(values, values.length, time);
    }

    /** Sends a chunk as 16-bit integers; see {@link #pushChunk(float[], double[])}. */
    public void pushChunk(short[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    /** Sends a chunk as 8-bit integers; see {@link #pushChunk(float[], double)}. */
    public void pushChunk(byte[] values, double time) {
        publishChunk(values, values.length, time);
    }

    /** Sends a chunk as 8-bit integers; see {@link #pushChunk(float[], double[])}. */
    public void pushChunk(byte[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    /** Sends a chunk as texts; see {@link #pushChunk(float[], double)}. */
    public void pushChunk(String[] values, double time) {
        publishChunk(values, values.length, time);
    }

    /** Sends a chunk as texts; see {@link #pushChunk(float[], double[])}. */
    public void pushChunk(String[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    /** Sends what {@link OutletOptions#chunk} holds back. */
    public void flush() {
        sender.flush();
    }

    /** How many inlets are connected. The native library tells only whether there are any: 1 or 0. */
    public int consumers() {
        return sender.consumers();
    }

    /** Waits until an inlet is connected; false if none came in time. */
    public boolean awaitConsumers(Duration timeout) {
        try {
            return sender.awaitConsumers(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LslException("interrupted while waiting for a consumer of stream " + info(), e);
        }
    }

    /** What went through so far. */
    public OutletStatistics statistics() {
        return sender.statistics();
    }

    /** Ends the stream. Consumers get what was pushed, as far as they take it within a second. */
    @Override
    public void close() {
        finish();
        sender.close();
    }

    /** Begins to close, and does not wait. */
    void finish() {
        synchronized (adding) {
            if (closed) {
                return;
            }
            closed = true;
        }
        onClose.accept(this);
        sender.finish();
    }

    private void publish(Object values, int length, double time) {
        if (length != channels) {
            throw new IllegalArgumentException("stream " + info() + ": a sample has " + channels + " values, not " + length);
        }
        synchronized (adding) {
            append(values, 0, stamp(time));
        }
        sender.send();
    }

    private void publishChunk(Object values, int length, double time) {
        int samples = samples(length);
        double last = stamp(time);
        synchronized (adding) {
            for (int i = 0; i < samples; i++) {
                append(values, i * channels, last - (samples - 1 - i) * interval);
            }
        }
        sender.send();
    }

    private void publishChunk(Object values, int length, double[] times) {
        int samples = samples(length);
        if (samples != times.length) {
            throw new IllegalArgumentException("stream " + info() + ": " + times.length + " times for " + samples + " samples");
        }
        synchronized (adding) {
            for (int i = 0; i < samples; i++) {
                append(values, i * channels, stamp(times[i]));
            }
        }
        sender.send();
    }

    private int samples(int length) {
        if (channels == 0 || length % channels != 0) {
            throw new IllegalArgumentException(
                    "stream " + info() + ": " + length + " values are no chunk of " + channels + " channels");
        }
        return length / channels;
    }

    private double stamp(double time) {
        if (Double.isNaN(time) || stampsItself) {
            return LslClock.now();
        }
        if (Double.isInfinite(time)) {
            throw new IllegalArgumentException("stream " + info() + ": a time of " + time + " is impossible");
        }
        return time;
    }

    private void append(Object values, int offset, double stamp) {
        if (closed) {
            throw new IllegalStateException("the outlet of stream " + info() + " was closed");
        }
        sender.append(values, offset, stamp);
    }
}
