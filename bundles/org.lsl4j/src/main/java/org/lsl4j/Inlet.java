package org.lsl4j;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.lsl4j.internal.base.Deadline;
import org.lsl4j.internal.buffer.BufferLength;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.time.StampPipeline;
import org.lsl4j.internal.time.TimeSync;
import org.lsl4j.internal.transport.InletStatus;
import org.lsl4j.internal.transport.Receiver;
import org.lsl4j.internal.transport.Reception;
import org.lsl4j.internal.transport.Transport;
import org.lsl4j.internal.wire.SampleDecoder;

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
    private static final long CLOCK_PATIENCE_NANOS = 5_000_000_000L;

    private final InletStatus status = new InletStatus();
    private final SampleLog log;
    private final SampleLog.Reader reader;
    private final Receiver receiver;
    private final TimeSync time;
    private final StampPipeline stamps;
    private final Taker taker;
    private final int channels;
    private final Consumer<Inlet> onClose;
    private final AtomicBoolean clockWasReset = new AtomicBoolean();

    Inlet(StreamInfo info, InletOptions options, LslConfig config, MemoryBudget memory, Transport transport,
            Consumer<Inlet> onClose) {
        this.onClose = onClose;
        log = SampleLog.of(info, memory);
        reader = log.reader(BufferLength.samples(info.nominalRate(), options.buffer()));
        receiver = transport.receiver(info, options, new Reception(log, status, this::goOnFrom));
        time = new TimeSync(config.timeUpdateInterval(), receiver, transport.timer());
        status.listen(state -> {
            if (state == InletState.LOST) {
                time.close(); // there is no clock any more
            }
        });
        stamps = new StampPipeline(time, config.smoothingHalftime(), info.nominalRate(), options.postProcessing());
        channels = info.channelCount();
        taker = new Taker(stamps, new SampleDecoder(info.format(), channels), channels);
    }

    private void goOnFrom(StreamInfo successor) {
        clockWasReset.set(true);
        stamps.startEpoch(log.written(), successor.nominalRate());
        time.reset();
    }

    /** The stream it was made for; after a recovery, the one that took its place. */
    public StreamInfo info() {
        return receiver.info();
    }

    /**
     * Fetches the stream with its whole description.
     *
     * @throws LslTimeoutException if the outlet did not answer in time
     * @throws StreamLostException if the stream is lost
     */
    public StreamInfo fullInfo(Duration timeout) {
        long deadline = Deadline.after(timeout);
        while (true) {
            requireNotOver();
            try {
                return receiver.fullInfo(deadline);
            } catch (IOException e) {
                if (!Waiting.pause(deadline)) {
                    throw new LslTimeoutException(
                            "no description of stream " + info() + " within " + Waiting.words(timeout) + ": " + e.getMessage());
                }
            }
        }
    }

    /**
     * Connects and returns when every later sample is sure to arrive.
     *
     * @throws LslTimeoutException if there is no connection in time; it goes on trying
     * @throws StreamLostException if the stream is lost
     */
    public void open(Duration timeout) {
        start();
        try {
            InletState reached = status.awaitConnected(Deadline.after(timeout));
            requireNotOver();
            if (reached != InletState.CONNECTED) {
                throw unconnected(timeout);
            }
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
    }

    /**
     * Connects without keeping anybody waiting.
     *
     * @return completed, on any thread, with this inlet when every later sample is sure to arrive; with a
     *         {@link StreamLostException}, an {@link LslTimeoutException} or an {@link IllegalStateException}, as {@link #open}
     *         throws them, if that does not come about. Whoever is told must return at once
     */
    public CompletionStage<Inlet> connect(Duration timeout) {
        CompletableFuture<Inlet> connected = new CompletableFuture<>();
        status.listen(state -> tell(connected, state));
        start();
        tell(connected, status.get()); // it may have come about before
        return connected.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).exceptionally(e -> {
            throw e instanceof TimeoutException ? unconnected(timeout) : (RuntimeException) e;
        });
    }

    private void tell(CompletableFuture<Inlet> connected, InletState state) {
        try {
            requireNotOver();
            if (state == InletState.CONNECTED) {
                connected.complete(this);
            }
        } catch (StreamLostException | IllegalStateException e) {
            connected.completeExceptionally(e);
        }
    }

    private LslTimeoutException unconnected(Duration timeout) {
        return new LslTimeoutException("no connection to stream " + info() + " within " + Waiting.words(timeout));
    }

    /** Takes the next sample and returns its time stamp, NaN if there was none in time. */
    public double pull(float[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    /** Takes the next sample as 64-bit floats; see {@link #pull(float[], Duration)}. */
    public double pull(double[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    /** Takes the next sample as 64-bit integers; see {@link #pull(float[], Duration)}. */
    public double pull(long[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    /** Takes the next sample as 32-bit integers; see {@link #pull(float[], Duration)}. */
    public double pull(int[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    /** Takes the next sample as 16-bit integers; see {@link #pull(float[], Duration)}. */
    public double pull(short[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    /** Takes the next sample as 8-bit integers; see {@link #pull(float[], Duration)}. */
    public double pull(byte[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    /** Takes the next sample as texts; see {@link #pull(float[], Duration)}. */
    public double pull(String[] sample, Duration timeout) {
        return take(sample, sample.length, timeout);
    }

    /**
     * Waits for a sample, then takes it and all that have come after it, as many as there is room for in {@code times}; of texts
     * not much more than 1 MiB at once.
     *
     * @param values room for the values, at least channels x {@code times.length}
     * @param times room for the time stamps
     * @return how many samples were taken, 0 if there were none in time
     */
    public int pullChunk(float[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    /** Takes samples as 64-bit floats; see {@link #pullChunk(float[], double[], Duration)}. */
    public int pullChunk(double[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    /** Takes samples as 64-bit integers; see {@link #pullChunk(float[], double[], Duration)}. */
    public int pullChunk(long[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    /** Takes samples as 32-bit integers; see {@link #pullChunk(float[], double[], Duration)}. */
    public int pullChunk(int[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    /** Takes samples as 16-bit integers; see {@link #pullChunk(float[], double[], Duration)}. */
    public int pullChunk(short[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    /** Takes samples as 8-bit integers; see {@link #pullChunk(float[], double[], Duration)}. */
    public int pullChunk(byte[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    /** Takes samples as texts; see {@link #pullChunk(float[], double[], Duration)}. */
    public int pullChunk(String[] values, double[] times, Duration timeout) {
        return takeChunk(values, values.length, times, timeout);
    }

    /** How many samples wait to be pulled. */
    public int available() {
        return reader.available();
    }

    /** Throws away all samples that wait to be pulled; returns how many. */
    public int flush() {
        return reader.skip();
    }

    /**
     * How the outlet's clock differs from this machine's. The first call waits for a measurement (about 0.7 s); from
     * then on measuring goes on in the background and calls return the latest at once.
     *
     * @throws LslTimeoutException if there was no measurement in time
     * @throws StreamLostException if the stream is lost
     */
    public TimeCorrection timeCorrection(Duration timeout) {
        requireNotOver();
        time.start();
        try {
            TimeCorrection measured = time.await(Deadline.after(timeout));
            requireNotOver();
            if (measured == null) {
                throw new LslTimeoutException(
                        "stream " + info() + " did not answer time probes within " + Waiting.words(timeout));
            }
            return measured;
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
    }

    /**
     * Whether the outlet stamps its samples. If not, their times are made up here: of the rate that it claims and this machine's
     * clock, or of when they come. Known after some seconds; always true with the native library, which counts such times from 0.
     */
    public boolean isStamped() {
        return receiver.isStamped();
    }

    /** Whether, since the last call, another outlet with another clock may have taken over. */
    public boolean clockWasReset() {
        return clockWasReset.getAndSet(false);
    }

    /** Changes what is done to time stamps from the next pull on. */
    public void postProcess(Set<PostProcessing> stages) {
        stamps.use(stages);
    }

    /** For how long nothing has come. Time in which this program could not listen, as on a busy computer, does not count. */
    public Duration silence() {
        return Duration.ofNanos(receiver.silence());
    }

    /** How it stands with its outlet. */
    public InletState state() {
        return status.get();
    }

    /** Calls {@code listener} with each new state. It must return at once: other inlets wait for it. */
    public void onStateChange(Consumer<InletState> listener) {
        status.listen(listener);
    }

    /**
     * Has {@code listener} told that samples have come, so that nobody needs to wait in a pull: once, and again of what comes
     * after the next attempt to pull or flush. So pull until there is no more. It must return at once, for other inlets wait for
     * it, and takes the place of the one before. It does not open the inlet.
     */
    public void onArrival(Runnable listener) {
        reader.onRelease(listener);
    }

    /** What went through so far. */
    public InletStatistics statistics() {
        return new InletStatistics(log.written() + log.refused(), log.dropped() + log.refused(), receiver.reconnects(),
                receiver.bytes());
    }

    /** Disconnects. Whoever waits in a pull gets no sample. */
    @Override
    public void close() {
        status.change(InletState.CLOSED);
        receiver.close();
        time.close();
        log.close();
        reader.close();
        onClose.accept(this);
    }

    private double take(Object values, int length, Duration timeout) {
        requireRoom(length, 1);
        taker.intoOne(values);
        return await(timeout) ? taker.time() : Double.NaN;
    }

    private int takeChunk(Object values, int length, double[] times, Duration timeout) {
        requireRoom(length, times.length);
        taker.into(values, times);
        return await(timeout) ? taker.taken() : 0;
    }

    private void requireRoom(int length, int samples) {
        if (length < (long) samples * channels) {
            throw new IllegalArgumentException("stream " + info() + ": an array of " + length + " has no room for " + samples
                    + " samples of " + channels + " channels");
        }
    }

    private void start() {
        receiver.start();
        if (stamps.needsCorrection()) {
            time.start();
        }
    }

    /** Waits for samples and takes them; false if there were none in time. */
    private boolean await(Duration timeout) {
        start();
        long deadline = Deadline.after(timeout);
        try {
            while (reader.await(deadline)) {
                stamps.refresh();
                if (reader.read(taker) > 0) {
                    return true;
                }
                if (!taker.hasRoom() || !awaitClock(deadline)) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
        if (status.get() == InletState.LOST) {
            requireNotOver();
        }
        return false;
    }

    /** There are samples, but their clock is not known. */
    private boolean awaitClock(long deadline) throws InterruptedException {
        if (time.await(deadline) != null) {
            return true;
        }
        if (time.hasFailedFor(CLOCK_PATIENCE_NANOS)) {
            throw new LslTimeoutException(
                    "stream " + info() + " answers no time probes: without CLOCKSYNC its samples can be had");
        }
        return false;
    }

    private void requireNotOver() {
        switch (status.get()) {
            case LOST -> throw new StreamLostException(
                    "stream " + info() + " is lost" + (status.reason().isEmpty() ? "" : ": " + status.reason()));
            case CLOSED -> throw new IllegalStateException("the inlet of stream " + info() + " was closed");
            default -> {
            }
        }
    }
}
