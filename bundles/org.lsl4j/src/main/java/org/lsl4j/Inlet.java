package org.lsl4j;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Receives a stream. Made by {@link Lsl#inlet}. It connects at the first {@link #open} or pull; from then on samples are
 * buffered until they are pulled, and when the buffer is full the oldest are dropped and counted.
 *
 * <p>Arrays hold one value per channel, and chunks sample after sample. Values are converted from the stream's format as
 * {@link Outlet} does. Pulling waits at most as long as it is told, {@link Duration#ZERO} not at all; it takes no memory
 * but the caller's arrays (texts apart). One thread at a time may pull.
 *
 * <p>Pulling from a stream that is lost hands out what is buffered and then throws {@link StreamLostException}.
 */
public final class Inlet implements AutoCloseable {
    private final StreamInfo info;

    Inlet(StreamInfo info) {
        this.info = info;
    }

    /** The stream it was made for; after a recovery, the one that took its place. */
    public StreamInfo info() {
        return info;
    }

    /**
     * Fetches the stream with its whole description.
     *
     * @throws LslTimeoutException if the outlet did not answer in time
     * @throws StreamLostException if the stream is lost
     */
    public StreamInfo fullInfo(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    /**
     * Connects and returns when every later sample is sure to arrive.
     *
     * @throws LslTimeoutException if there is no connection in time; it goes on trying
     * @throws StreamLostException if the stream is lost
     */
    public void open(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    /** Takes the next sample and returns its time stamp, NaN if there was none in time. */
    public double pull(float[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    public double pull(double[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    public double pull(long[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    public double pull(int[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    public double pull(short[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    public double pull(byte[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    public double pull(String[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    /**
     * Waits for a sample, then takes it and all that have come after it, as many as there is room for in {@code times}.
     *
     * @param values room for the values, at least channels x {@code times.length}
     * @param times room for the time stamps
     * @return how many samples were taken, 0 if there were none in time
     */
    public int pullChunk(float[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    public int pullChunk(double[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    public int pullChunk(long[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    public int pullChunk(int[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    public int pullChunk(short[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    public int pullChunk(byte[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    public int pullChunk(String[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    /** How many samples wait to be pulled. */
    public int available() {
        throw new UnsupportedOperationException();
    }

    /** Throws away all samples that wait to be pulled; returns how many. */
    public int flush() {
        throw new UnsupportedOperationException();
    }

    /**
     * How the outlet's clock differs from this machine's. The first call waits for a measurement (about 0.7 s); from
     * then on measuring goes on in the background and calls return the latest at once.
     *
     * @throws LslTimeoutException if there was no measurement in time
     * @throws StreamLostException if the stream is lost
     */
    public TimeCorrection timeCorrection(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    /** Whether, since the last call, another outlet with another clock may have taken over. */
    public boolean clockWasReset() {
        throw new UnsupportedOperationException();
    }

    /** Changes what is done to time stamps from the next pull on. */
    public void postProcess(Set<PostProcessing> stages) {
        throw new UnsupportedOperationException();
    }

    /** How it stands with its outlet. */
    public InletState state() {
        throw new UnsupportedOperationException();
    }

    /** Calls {@code listener} with each new state, on a thread of this inlet's; it must return soon. */
    public void onStateChange(Consumer<InletState> listener) {
        throw new UnsupportedOperationException();
    }

    /** What went through so far. */
    public InletStatistics statistics() {
        throw new UnsupportedOperationException();
    }

    /** Disconnects. Whoever waits in a pull gets no sample. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    private double take(Object values, int length, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    private int takeChunk(Object values, int length, double[] times, Duration timeout) {
        throw new UnsupportedOperationException();
    }
}
