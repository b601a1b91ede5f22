package org.rapport.recording.network;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import org.lsl4j.Inlet;
import org.lsl4j.InletOptions;
import org.lsl4j.InletState;
import org.lsl4j.Lsl;
import org.lsl4j.LslException;
import org.lsl4j.LslTimeoutException;
import org.lsl4j.StreamInfo;
import org.lsl4j.StreamLostException;
import org.lsl4j.TimeCorrection;
import org.rapport.xdf.ClockOffset;

/** A stream on the network, taken as it is sent: every value in its own type, every stamp of the device's own clock. */
final class NetworkStream implements AutoCloseable {
    private static final int MOST_VALUES = 1 << 16;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** What waits here while a disk takes nothing. */
    private static final Duration BUFFER = Duration.ofMinutes(30);

    private final Inlet inlet;
    private final StreamInfo info;
    private final Values values;
    private final double[] times;
    private double measuredAt = Double.NaN;
    private boolean lost;
    private long samples;

    /** Pulls what has come into arrays of the stream's type. */
    private interface Values {
        int pull(double[] times);

        Chunk chunk(double[] times, int count);
    }

    private NetworkStream(Inlet inlet, StreamInfo info) {
        this.inlet = inlet;
        this.info = info;
        int most = Math.max(1, MOST_VALUES / info.channelCount());
        times = new double[most];
        values = values(most * info.channelCount());
    }

    /**
     * Connects.
     *
     * @throws LslException if it does not answer
     */
    static NetworkStream open(Lsl lsl, StreamInfo found) {
        Inlet inlet = lsl.inlet(found, InletOptions.DEFAULT.withBuffer(BUFFER));
        try {
            StreamInfo full = inlet.fullInfo(CONNECT);
            inlet.open(CONNECT);
            return new NetworkStream(inlet, full);
        } catch (RuntimeException e) {
            inlet.close();
            throw e;
        }
    }

    private Values values(int size) {
        return switch (info.format()) {
            case FLOAT32 -> of(new float[size], inlet::pullChunk, Arrays::copyOf, (to, t, v) -> to.write(t, v));
            case DOUBLE64 -> of(new double[size], inlet::pullChunk, Arrays::copyOf, (to, t, v) -> to.write(t, v));
            case INT8 -> of(new byte[size], inlet::pullChunk, Arrays::copyOf, (to, t, v) -> to.write(t, v));
            case INT16 -> of(new short[size], inlet::pullChunk, Arrays::copyOf, (to, t, v) -> to.write(t, v));
            case INT32 -> of(new int[size], inlet::pullChunk, Arrays::copyOf, (to, t, v) -> to.write(t, v));
            case INT64 -> of(new long[size], inlet::pullChunk, Arrays::copyOf, (to, t, v) -> to.write(t, v));
            case STRING -> of(new String[size], inlet::pullChunk, Arrays::copyOf, (to, t, v) -> to.write(t, v));
        };
    }

    private interface Pull<A> {
        int pull(A values, double[] times, Duration timeout);
    }

    private interface Copy<A> {
        A copy(A values, int length);
    }

    private interface Write<A> {
        void write(org.rapport.xdf.XdfStreamWriter to, double[] times, A values) throws java.io.IOException;
    }

    private <A> Values of(A array, Pull<A> pull, Copy<A> copy, Write<A> write) {
        return new Values() {
            @Override
            public int pull(double[] stamps) {
                return pull.pull(array, stamps, Duration.ZERO);
            }

            @Override
            public Chunk chunk(double[] stamps, int count) {
                A part = copy.copy(array, count * info.channelCount());
                double[] own = Arrays.copyOf(stamps, count);
                return new Chunk(count, to -> write.write(to, own, part));
            }
        };
    }

    /** As its outlet describes it. */
    StreamInfo info() {
        return info;
    }

    /** Whether a stream that was found is this one, or will be taken up again by itself. */
    boolean covers(StreamInfo found) {
        return !isOver() && (found.uid().equals(inlet.info().uid()) || !info.sourceId().isEmpty()
                && found.sourceId().equals(info.sourceId()) && found.name().equals(info.name())
                && found.hostname().equals(info.hostname()));
    }

    /** Whether nothing can come any more. */
    boolean isOver() {
        return lost;
    }

    boolean isConnected() {
        return inlet.state() == InletState.CONNECTED;
    }

    /** Samples that came so far. */
    long samples() {
        return samples;
    }

    /** Samples that nobody took in time. */
    long dropped() {
        return inlet.statistics().dropped();
    }

    /** What has come since the last time; empty if nothing has. */
    Optional<Chunk> next() {
        try {
            int count = values.pull(times);
            samples += count;
            return count > 0 ? Optional.of(values.chunk(times, count)) : Optional.empty();
        } catch (StreamLostException e) {
            lost = true;
            return Optional.empty();
        }
    }

    /** The measurement of its clock that is new since the last time. */
    Optional<Chunk> clock() {
        try {
            TimeCorrection measured = inlet.timeCorrection(Duration.ZERO);
            if (measured.remoteTime() == measuredAt) {
                return Optional.empty();
            }
            measuredAt = measured.remoteTime();
            return Optional.of(Chunk.of(new ClockOffset(measured.remoteTime(), measured.offset())));
        } catch (LslTimeoutException | StreamLostException e) {
            return Optional.empty(); // there is none yet, or no more
        }
    }

    @Override
    public void close() {
        inlet.close();
    }
}
