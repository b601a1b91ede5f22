package org.rapport.lsl;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

import org.lsl4j.Inlet;
import org.lsl4j.InletOptions;
import org.lsl4j.InletState;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.LslException;
import org.lsl4j.PostProcessing;
import org.lsl4j.StreamInfo;
import org.lsl4j.StreamLostException;
import org.rapport.api.node.Output;
import org.rapport.api.signal.StreamStatus.State;

/**
 * Reads one stream of one device. Falls from LIVE to STALE when samples stay away or the connection breaks, and to LOST
 * when that lasts; samples bring it back to LIVE. The first sample makes it LIVE.
 */
final class DeviceReader implements AutoCloseable {
    private static final int CHUNK = 1024;
    /** Silence that is no trouble for a regular stream: this long, or this many of its periods. */
    private static final double STALE_AFTER = 0.5;
    private static final double STALE_PERIODS = 5;
    private static final double LOST_AFTER = 3;
    /** Stamps further than this from our clock are no jitter: the device counts its time from somewhere else. */
    private static final double FOREIGN_CLOCK = 3600;
    /** How much further the stamps may go than the time that passed, before it is told as a jump of the device's clock. */
    private static final double CLOCK_JUMP = 1;
    /** How far back stamps may go: the clock correction wavers by less. */
    private static final double CLOCK_WAVER = 0.1;
    private static final double LOWEST_SOUND_RATE = 8000;
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final Inlet inlet;
    private final ChannelMap map;
    private final String name;
    private final String uid;
    private final double staleAfter;
    private final float[] values;
    private final double[] times = new double[CHUNK];
    private final String welcome;
    private State state = State.RESOLVING;
    private boolean broken;
    private double lastArrival = LslClock.now();
    private double lastStamp = Double.NaN;

    private DeviceReader(Inlet inlet, StreamInfo info, ChannelMap map) {
        this.inlet = inlet;
        this.map = map;
        this.name = info.name();
        this.uid = info.uid();
        // an irregular stream may rightly be silent for ever; only its connection tells
        this.staleAfter = info.nominalRate() > 0 ? Math.max(STALE_AFTER, STALE_PERIODS / info.nominalRate()) : Double.POSITIVE_INFINITY;
        this.values = new float[CHUNK * info.channelCount()];
        this.welcome = "reads " + info.channelCount() + " channels at "
                + (info.nominalRate() > 0 ? info.nominalRate() + " Hz" : "irregular times") + " from " + info.hostname();
    }

    /**
     * Connects to a stream.
     *
     * @throws IllegalArgumentException if it cannot be used; one line that says why
     * @throws LslException if it does not answer
     */
    static DeviceReader open(Lsl lsl, StreamInfo info, SourceSettings settings, Output output) {
        // a device that comes back is found by the node's own query, which may be stricter or wider than the source id
        Inlet inlet = lsl.inlet(info, InletOptions.DEFAULT.withRecovery(false).withPostProcessing(stages(info)));
        try {
            StreamInfo full = inlet.fullInfo(CONNECT);
            ChannelMap map = ChannelMap.of(full, settings);
            inlet.open(CONNECT);
            DeviceReader reader = new DeviceReader(inlet, full, map);
            if (full.nominalRate() == 0) {
                reader.become(State.LIVE, reader.welcome, output); // its first event may be long in coming
            }
            return reader;
        } catch (RuntimeException e) {
            inlet.close();
            throw e;
        }
    }

    /** Sound is sampled by a crystal, so its stamps are only as jittery as their sending; a camera's jitter is true. */
    private static PostProcessing[] stages(StreamInfo info) {
        return info.nominalRate() >= LOWEST_SOUND_RATE ? new PostProcessing[] { PostProcessing.CLOCKSYNC, PostProcessing.DEJITTER }
                : new PostProcessing[] { PostProcessing.CLOCKSYNC };
    }

    State state() {
        return state;
    }

    /** Whether this stream is the one being read, over a connection that stands. */
    boolean isConnectedTo(StreamInfo info) {
        return !broken && info.uid().equals(uid);
    }

    /** Hands on what has come, and notices when nothing does. */
    void read(Output output) {
        if (!broken) {
            try {
                pull(output);
            } catch (StreamLostException e) {
                broken = true;
            } catch (LslException e) { // its clock does not answer: samples without a common time are of no use
                if (state != State.STALE) {
                    become(State.STALE, e.getMessage(), output);
                }
            }
        }
        double silence = LslClock.now() - lastArrival;
        boolean disconnected = broken || inlet.state() == InletState.LOST || inlet.state() == InletState.RECOVERING;
        if (state == State.LIVE && disconnected) {
            lastArrival = LslClock.now(); // the time until LOST counts from here, also for a stream of rare events
            become(State.STALE, "its connection closed; looks for it", output);
        } else if (state == State.LIVE && silence > staleAfter) {
            become(State.STALE, String.format(Locale.ROOT, "no sample for %.1f s", silence), output);
        } else if (state == State.RESOLVING && (disconnected || silence > LOST_AFTER)) {
            become(State.STALE, "it is connected, but sends no sample", output);
        } else if (state == State.STALE && silence > LOST_AFTER) {
            become(State.LOST, String.format(Locale.ROOT, "gone for %.1f s; looks for it", silence), output);
        }
    }

    private void pull(Output output) {
        int taken;
        do {
            taken = inlet.pullChunk(values, times, Duration.ZERO);
            if (taken > 0) {
                take(taken, output);
            }
        } while (taken == CHUNK);
    }

    private void take(int taken, Output output) {
        double now = LslClock.now();
        double passed = now - lastArrival;
        lastArrival = now;
        if (Math.abs(times[0] - now) > FOREIGN_CLOCK) {
            if (state != State.REFUSED) {
                become(State.REFUSED, String.format(Locale.ROOT, "its time stamps are %+.0f s away from this machine's LSL clock; "
                        + "let the device stamp with lsl_local_clock", times[0] - now), output);
            }
            return;
        }
        if (state != State.LIVE) {
            become(State.LIVE, state == State.RESOLVING ? welcome : "samples come again", output);
        }
        double step = times[0] - lastStamp;
        if (step < -CLOCK_WAVER || step > passed + CLOCK_JUMP) {
            become(State.LIVE, String.format(Locale.ROOT, "its clock jumped by %+.3f s; a new segment begins", step - passed), output);
        }
        double[] stamps = ascending(Arrays.copyOf(times, taken));
        lastStamp = stamps[taken - 1];
        output.send(map.block(stamps, Arrays.copyOf(values, taken * values.length / CHUNK), now));
    }

    /** Within a block stamps never descend: jitter of the correction must not turn two samples around. */
    private static double[] ascending(double[] stamps) {
        for (int i = 1; i < stamps.length; i++) {
            stamps[i] = Math.max(stamps[i], stamps[i - 1]);
        }
        return stamps;
    }

    private void become(State next, String reason, Output output) {
        state = next;
        DeviceSource.report(output, name, next, reason);
    }

    @Override
    public void close() {
        inlet.close();
    }
}
