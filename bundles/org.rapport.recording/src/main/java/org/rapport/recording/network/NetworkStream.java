package org.rapport.recording.network;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

import org.lsl4j.Inlet;
import org.lsl4j.InletState;
import org.lsl4j.LslTimeoutException;
import org.lsl4j.StreamInfo;
import org.lsl4j.StreamLostException;
import org.lsl4j.TimeCorrection;
import org.rapport.xdf.ClockOffset;

/**
 * The stream of one device, taken as it is sent: every value in its own type, every stamp of the device's own clock. It goes on
 * with a new connection when the device was gone and is back; who that is, the recorder decides.
 */
final class NetworkStream implements AutoCloseable {
    private static final int MOST_VALUES = 1 << 16;

    /** Connections whose samples are taken one after the other; the last one is the newest. */
    private final Deque<Inlet> inlets = new ArrayDeque<>();
    private final StreamInfo info;
    /** What is pulled at once; none while the device is gone, which may be for ever. */
    private Values values;
    private double[] times;
    private Silence silence;
    private double measuredAt = Double.NaN;
    private boolean lost;
    private boolean leftOut;
    private long samples;
    private long dropped;

    /** Pulls what has come into arrays of the stream's type. */
    private interface Values {
        int pull(double[] times);

        PendingChunk chunk(double[] times, int count);
    }

    /** @param first connected, with its whole description */
    NetworkStream(Connection first) {
        inlets.add(first.inlet());
        info = first.info();
        makeRoom();
        silence = new Silence(info.nominalRate());
    }

    private void makeRoom() {
        int most = Math.max(1, MOST_VALUES / info.channelCount());
        times = new double[most];
        values = values(most * info.channelCount());
    }

    private void freeRoom() {
        times = null;
        values = null;
    }

    private Values values(int size) {
        return switch (info.format()) {
            case FLOAT32 ->
                of(new float[size], (v, t, wait) -> inlet().pullChunk(v, t, wait), Arrays::copyOf, (to, t, v) -> to.write(t, v));
            case DOUBLE64 ->
                of(new double[size], (v, t, wait) -> inlet().pullChunk(v, t, wait), Arrays::copyOf, (to, t, v) -> to.write(t, v));
            case INT8 ->
                of(new byte[size], (v, t, wait) -> inlet().pullChunk(v, t, wait), Arrays::copyOf, (to, t, v) -> to.write(t, v));
            case INT16 ->
                of(new short[size], (v, t, wait) -> inlet().pullChunk(v, t, wait), Arrays::copyOf, (to, t, v) -> to.write(t, v));
            case INT32 ->
                of(new int[size], (v, t, wait) -> inlet().pullChunk(v, t, wait), Arrays::copyOf, (to, t, v) -> to.write(t, v));
            case INT64 ->
                of(new long[size], (v, t, wait) -> inlet().pullChunk(v, t, wait), Arrays::copyOf, (to, t, v) -> to.write(t, v));
            case STRING ->
                of(new String[size], (v, t, wait) -> inlet().pullChunk(v, t, wait), Arrays::copyOf, (to, t, v) -> to.write(t, v));
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
            public PendingChunk chunk(double[] stamps, int count) {
                A part = copy.copy(array, count * info.channelCount());
                double[] own = Arrays.copyOf(stamps, count);
                return new PendingChunk(NetworkStream.this, to -> write.write(to, own, part));
            }
        };
    }

    /** As its outlet describes it. */
    StreamInfo info() {
        return info;
    }

    /** Whether a stream that was found is this one, over a connection that stands or will stand again by itself. */
    boolean reads(StreamInfo found) {
        return found.uid().equals(newest().info().uid()) && newest().state() != InletState.LOST;
    }

    /**
     * Whether its device is gone, and may be back as another outlet: what still answers on the network is another device.
     *
     * @param present the uids of the streams that answer
     */
    boolean isGone(Set<String> present) {
        InletState state = newest().state();
        return state == InletState.LOST || state != InletState.CONNECTED && !present.contains(newest().info().uid());
    }

    /** Whether an outlet is that of its newest connection. */
    boolean has(String uid) {
        return newest().info().uid().equals(uid);
    }

    /** Whether a stream may be of this device, and fits. */
    boolean mayBe(StreamInfo found) {
        return (found.uid().equals(newest().info().uid()) || found.mayContinue(info)) && found.format() == info.format()
                && found.channelCount() == info.channelCount();
    }

    /** Takes what comes over another connection, after all that came over those before. */
    void goOn(Connection next) {
        inlets.add(next.inlet());
        silence = new Silence(info.nominalRate());
        if (isOver()) {
            makeRoom();
        }
        lost = false;
    }

    private Inlet inlet() {
        return inlets.getFirst();
    }

    private Inlet newest() {
        return inlets.getLast();
    }

    /** Whether nothing comes, unless it goes on over another connection. */
    boolean isOver() {
        return lost || leftOut;
    }

    /** Whether its device is gone. */
    boolean isLost() {
        return lost;
    }

    /** Takes no more: it cannot be recorded. */
    void leaveOut() {
        leftOut = true;
        freeRoom();
        close();
    }

    boolean isConnected() {
        return newest().state() == InletState.CONNECTED;
    }

    /** Whether it is silent though its connection stands. */
    Silence silence() {
        return silence;
    }

    /** Whether the clock at its present connection was measured. */
    boolean hasClock() {
        return !Double.isNaN(measuredAt);
    }

    /** Samples that came so far. */
    long samples() {
        return samples;
    }

    /** Samples that nobody took in time. */
    long dropped() {
        return dropped + inlets.stream().mapToLong(inlet -> inlet.statistics().dropped()).sum();
    }

    /** What has come since the last time; empty if nothing has. */
    Optional<PendingChunk> next() {
        while (!lost) {
            try {
                int count = values.pull(times);
                samples += count;
                if (count > 0) {
                    silence.samples(times[0], times[count - 1]);
                    return Optional.of(values.chunk(times, count));
                }
                if (inlets.size() == 1 || inlet().state() == InletState.CONNECTED) {
                    return Optional.empty();
                }
                dropFirst();
            } catch (StreamLostException e) {
                if (inlets.size() == 1) {
                    lost = true;
                    freeRoom();
                } else {
                    dropFirst();
                }
            }
        }
        return Optional.empty();
    }

    private void dropFirst() {
        Inlet former = inlets.removeFirst();
        dropped += former.statistics().dropped();
        former.close();
        measuredAt = Double.NaN;
    }

    /** The measurement of its clock that is new since the last time. */
    Optional<PendingChunk> clock() {
        try {
            TimeCorrection measured = inlet().timeCorrection(Duration.ZERO);
            if (measured.remoteTime() == measuredAt) {
                return Optional.empty();
            }
            measuredAt = measured.remoteTime();
            silence.clock();
            return Optional.of(PendingChunk.of(this, new ClockOffset(measured.remoteTime(), measured.offset())));
        } catch (LslTimeoutException | StreamLostException e) {
            return Optional.empty(); // there is none yet, or no more
        }
    }

    @Override
    public void close() {
        inlets.forEach(Inlet::close);
    }
}
