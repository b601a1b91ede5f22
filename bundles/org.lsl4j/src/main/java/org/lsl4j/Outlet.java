package org.lsl4j;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends a stream. Made by {@link Lsl#outlet}. Any thread may push; none ever waits for the network: what a slow consumer
 * does not take in time is dropped, oldest first, and counted.
 *
 * <p>Arrays hold one value per channel, and a chunk holds sample after sample. Values are converted to the stream's
 * format: fractions are cut off and what does not fit becomes the nearest that does. Time stamps are seconds of
 * {@link LslClock}; NaN (or none) means now.
 */
public final class Outlet implements AutoCloseable {
    private final ServedStream stream;
    private final boolean stampsItself;
    private final SampleLog log;
    private final SampleEncoder encoder;
    private final DataServer server;
    private final Consumer<Outlet> onClose;
    private final int channels;
    private final double interval;
    private final boolean sendsAtOnce;
    private boolean closed;

    /**
     * Sends a stream whose sockets are open.
     *
     * @param onClose told when it is closed, before consumers are
     */
    Outlet(ServedStream stream, OutletOptions options, LslConfig config, List<ServerSocketChannel> listeners,
            Consumer<Outlet> onClose) throws IOException {
        StreamInfo info = stream.info();
        this.stream = stream;
        this.onClose = onClose;
        stampsItself = config.forceDefaultTimestamps();
        channels = info.channelCount();
        interval = info.nominalRate() > 0 ? 1 / info.nominalRate() : 0;
        sendsAtOnce = options.chunk() == 0;
        log = SampleLog.of(info);
        encoder = new SampleEncoder(info.format(), channels);
        server = new DataServer(listeners, stream, log, options, config);
        server.start();
    }

    ServedStream stream() {
        return stream;
    }

    /** The stream, with uid, ports and all else that consumers see. */
    public StreamInfo info() {
        return stream.info();
    }

    /** Sends one sample taken now. */
    public void push(float[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    /** Sends one sample taken at {@code time}. */
    public void push(float[] sample, double time) {
        publish(sample, sample.length, time);
    }

    public void push(double[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    public void push(double[] sample, double time) {
        publish(sample, sample.length, time);
    }

    public void push(long[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    public void push(long[] sample, double time) {
        publish(sample, sample.length, time);
    }

    public void push(int[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    public void push(int[] sample, double time) {
        publish(sample, sample.length, time);
    }

    public void push(short[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    public void push(short[] sample, double time) {
        publish(sample, sample.length, time);
    }

    public void push(byte[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

    public void push(byte[] sample, double time) {
        publish(sample, sample.length, time);
    }

    public void push(String[] sample) {
        publish(sample, sample.length, Double.NaN);
    }

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

    public void pushChunk(double[] values, double time) {
        publishChunk(values, values.length, time);
    }

    public void pushChunk(double[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    public void pushChunk(long[] values, double time) {
        publishChunk(values, values.length, time);
    }

    public void pushChunk(long[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    public void pushChunk(int[] values, double time) {
        publishChunk(values, values.length, time);
    }

    public void pushChunk(int[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    public void pushChunk(short[] values, double time) {
        publishChunk(values, values.length, time);
    }

    public void pushChunk(short[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    public void pushChunk(byte[] values, double time) {
        publishChunk(values, values.length, time);
    }

    public void pushChunk(byte[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    public void pushChunk(String[] values, double time) {
        publishChunk(values, values.length, time);
    }

    public void pushChunk(String[] values, double[] times) {
        publishChunk(values, values.length, times);
    }

    /** Sends what {@link OutletOptions#chunk} holds back. */
    public void flush() {
        log.release();
        server.wake();
    }

    /** How many inlets are connected. */
    public int consumers() {
        return server.consumers();
    }

    /** Waits until an inlet is connected; false if none came in time. */
    public boolean awaitConsumers(Duration timeout) {
        try {
            return server.awaitConsumers(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LslException("interrupted while waiting for a consumer of stream " + info(), e);
        }
    }

    /** What went through so far. */
    public OutletStatistics statistics() {
        return new OutletStatistics(log.written(), log.dropped(), server.sentBytes());
    }

    /** Ends the stream. Consumers get what was pushed, as far as they take it within a second. */
    @Override
    public void close() {
        finish();
        server.awaitEnd();
    }

    /** Begins to close, and does not wait. */
    void finish() {
        synchronized (log) {
            if (closed) {
                return;
            }
            closed = true;
            log.release();
        }
        onClose.accept(this);
        server.finish();
    }

    private void publish(Object values, int length, double time) {
        if (length != channels) {
            throw new IllegalArgumentException("stream " + info() + ": a sample has " + channels + " values, not " + length);
        }
        synchronized (log) {
            append(values, 0, stamp(time));
        }
        send();
    }

    private void publishChunk(Object values, int length, double time) {
        int samples = samples(length);
        double last = stamp(time);
        synchronized (log) {
            for (int i = 0; i < samples; i++) {
                append(values, i * channels, last - (samples - 1 - i) * interval);
            }
        }
        send();
    }

    private void publishChunk(Object values, int length, double[] times) {
        int samples = samples(length);
        if (samples != times.length) {
            throw new IllegalArgumentException("stream " + info() + ": " + times.length + " times for " + samples + " samples");
        }
        synchronized (log) {
            for (int i = 0; i < samples; i++) {
                append(values, i * channels, stamp(times[i]));
            }
        }
        send();
    }

    private int samples(int length) {
        if (channels == 0 || length % channels != 0) {
            throw new IllegalArgumentException("stream " + info() + ": " + length + " values are no chunk of " + channels
                    + " channels");
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
        log.append(stamp, encoder.encode(values, offset));
    }

    private void send() {
        if (sendsAtOnce) {
            log.release();
        }
        server.wake();
    }
}
