package org.lsl4j;

import java.time.Duration;

/**
 * Sends a stream. Made by {@link Lsl#outlet}. Any thread may push; none ever waits for the network: what a slow consumer
 * does not take in time is dropped, oldest first, and counted.
 *
 * <p>Arrays hold one value per channel, and a chunk holds sample after sample. Values are converted to the stream's
 * format: fractions are cut off and what does not fit becomes the nearest that does. Time stamps are seconds of
 * {@link LslClock}; NaN (or none) means now.
 */
public final class Outlet implements AutoCloseable {
    private final StreamInfo info;

    Outlet(StreamInfo info) {
        this.info = info;
    }

    /** The stream, with uid, ports and all else that consumers see. */
    public StreamInfo info() {
        return info;
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
        throw new UnsupportedOperationException();
    }

    /** How many inlets are connected. */
    public int consumers() {
        throw new UnsupportedOperationException();
    }

    /** Waits until an inlet is connected; false if none came in time. */
    public boolean awaitConsumers(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    /** What went through so far. */
    public OutletStatistics statistics() {
        throw new UnsupportedOperationException();
    }

    /** Ends the stream. Consumers get what was pushed, as far as they take it within a second. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    private void publish(Object values, int length, double time) {
        throw new UnsupportedOperationException();
    }

    private void publishChunk(Object values, int length, double time) {
        throw new UnsupportedOperationException();
    }

    private void publishChunk(Object values, int length, double[] times) {
        throw new UnsupportedOperationException();
    }
}
