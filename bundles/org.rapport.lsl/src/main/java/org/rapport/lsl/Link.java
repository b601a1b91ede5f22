package org.rapport.lsl;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.lsl4j.Inlet;
import org.lsl4j.InletOptions;
import org.lsl4j.InletState;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.LslTimeoutException;
import org.lsl4j.StreamInfo;
import org.lsl4j.StreamLostException;
import org.lsl4j.TimeCorrection;
import org.rapport.api.graph.Output;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

/**
 * The connection to one stream and its state. Falls from LIVE to STALE when samples stay away or the connection breaks, and
 * to LOST when that lasts; samples bring it back to LIVE. The first sample makes it LIVE.
 */
final class Link implements AutoCloseable {
    /** How long an outlet may take to answer. */
    static final Duration PATIENCE = Duration.ofSeconds(3);
    /**
     * Silence that is no trouble for a regular stream: this long, or this many of its periods. A busy computer pauses a program
     * for half a second, and nobody can mend that.
     */
    private static final double STALE_AFTER = 1;
    private static final double STALE_PERIODS = 5;
    /** The same for a signal of no rate, such as a tracker's whose pictures come when they are ready. */
    private static final double STALE_IRREGULAR = 1.5;
    private static final double LOST_AFTER = 3;
    /** The same for one that sends rarely, in times of the silence that makes it stale. */
    private static final double LOST_SILENCES = 2;
    /** A first measurement of the clock takes 0.7 s. */
    private static final double CLOCK_AFTER = 2.5;

    private final LslNetwork network;
    private final Inlet inlet;
    private final StreamInfo info;
    private final StreamId id;
    private final Output output;
    private final Rhythm rhythm;
    private final double opened = LslClock.now();
    private final String looks;
    private State state = State.RESOLVING;
    private boolean broken;
    private boolean lacksClock;
    private double brokenAt = Double.NaN;
    private boolean droppedTold;
    /** How long nothing came while it was connected, and since when it is not; NaN if it is. */
    private double silent;
    private double disconnectedAt = Double.NaN;

    /**
     * How a node uses a stream.
     *
     * @param id what it is called in the graph
     * @param reader who reads it, for people
     * @param rate at which samples are expected, in Hz; 0 if they are not
     * @param events whether it sends rare events at no rate
     * @param pinned whether nothing but this very outlet will do
     */
    record Use(StreamId id, String reader, double rate, boolean events, boolean pinned) {
    }

    private Link(LslNetwork network, Inlet inlet, StreamInfo info, Use use, Output output) {
        this.network = network;
        this.inlet = inlet;
        this.info = info;
        this.id = use.id();
        this.output = output;
        this.looks = use.pinned() ? "waits for this very outlet, uid " + info.uid() + ", and no other" : "looks for it";
        this.rhythm = new Rhythm(use.rate(), stale(use.rate(), use.events()));
    }

    /** Seconds of silence that are no trouble, whatever the device's rhythm. */
    private static double stale(double rate, boolean events) {
        if (rate > 0) {
            return Math.max(STALE_AFTER, STALE_PERIODS / rate);
        }
        // events may rightly stay away for ever; only their connection tells
        return events ? Double.POSITIVE_INFINITY : STALE_IRREGULAR;
    }

    /**
     * Begins to use a connection; it is closed with the link.
     *
     * @param inlet connected
     * @param use how it is used
     * @param welcome what is said when a stream of events is connected: its first may be long in coming
     */
    static Link of(LslNetwork network, Inlet inlet, Use use, Output output, String welcome) {
        StreamInfo info = inlet.info();
        Link link = new Link(network, inlet, info, use, output);
        List<String> others = network.readership().enter(info.uid(), link, use.reader());
        if (!others.isEmpty()) {
            link.warn("it is read by " + String.join(" and ", others) + " already, and now by " + use.reader() + " as well; let "
                    + "one of them choose another device with \"sourceId\" or \"stream\"");
        }
        if (use.events() && use.rate() == 0) {
            link.become(State.LIVE, welcome);
        }
        return link;
    }

    /** Begins to connect to a stream, which is done when every later sample is sure to arrive. */
    static CompletionStage<Inlet> connect(Lsl lsl, StreamInfo info) {
        Inlet inlet = inlet(lsl, info);
        return inlet.connect(PATIENCE).whenComplete((connected, failure) -> {
            if (failure != null) {
                inlet.close();
            }
        });
    }

    /**
     * Fetches the whole description of a stream that was found. It may take long.
     *
     * @throws org.lsl4j.LslException if it does not answer
     */
    static StreamInfo describe(Lsl lsl, StreamInfo found) {
        try (Inlet inlet = inlet(lsl, found)) {
            return inlet.fullInfo(PATIENCE);
        }
    }

    /** A device that comes back is found by the node's own query, which may be stricter or wider than the source id. */
    private static Inlet inlet(Lsl lsl, StreamInfo info) {
        return lsl.inlet(info, InletOptions.DEFAULT.withRecovery(false));
    }

    Inlet inlet() {
        return inlet;
    }

    StreamInfo info() {
        return info;
    }

    State state() {
        return state;
    }

    /** Whether it is to this stream, and stands. */
    boolean isTo(StreamInfo other) {
        return !broken && info.uid().equals(other.uid());
    }

    /** Whether something has come that was not taken, or nothing can come any more. Cheap, for it is mostly asked in vain. */
    boolean hasNews() {
        return !broken && (inlet.available() > 0 || inlet.state() == InletState.LOST);
    }

    /** Calls {@code pull}, which takes what has come from the inlet. */
    void take(Runnable pull) {
        if (!broken) {
            try {
                pull.run();
            } catch (StreamLostException e) {
                broken = true;
                brokenAt = LslClock.now();
            }
        }
    }

    /** Notices when nothing comes. */
    void judge() {
        if (!droppedTold && inlet.statistics().dropped() > 0) {
            droppedTold = true;
            warn("samples are being dropped and counted: they do not fit into memory, or were not read in time");
        }
        boolean disconnected = broken || inlet.state() == InletState.LOST || inlet.state() == InletState.RECOVERING;
        double silence = silence(disconnected);
        if (state == State.LIVE && disconnected) {
            become(State.STALE, "its connection closed; " + looks);
        } else if (state == State.LIVE && silence > rhythm.patience()) {
            become(State.STALE, String.format(Locale.ROOT, "no sample for %.1f s", silence));
        } else if (state == State.RESOLVING && (disconnected || silence > LOST_AFTER)) {
            become(State.STALE, "it is connected but sends no samples");
        } else if (state == State.STALE && silence > lostAfter() && !(lacksClock && !disconnected)) {
            become(State.LOST, String.format(Locale.ROOT, "gone for %.1f s; %s", silence, looks));
        }
    }

    /**
     * Seconds in which nothing came, as it was heard at the socket: neither a node nor a program that was kept from running makes
     * a device silent.
     */
    private double silence(boolean disconnected) {
        if (!disconnected) {
            disconnectedAt = Double.NaN;
            silent = inlet.silence().toNanos() / 1e9;
            return silent;
        }
        if (Double.isNaN(disconnectedAt)) {
            disconnectedAt = LslClock.now();
            silent = state == State.LIVE ? 0 : silent; // the time until LOST counts from here, also for rare events
        }
        return silent + LslClock.now() - disconnectedAt;
    }

    private double lostAfter() {
        double patience = rhythm.patience();
        return patience < Double.POSITIVE_INFINITY ? Math.max(LOST_AFTER, LOST_SILENCES * patience) : LOST_AFTER;
    }

    /** The latest measurement of its clock; empty while there is none. Samples without a common time are of no use. */
    Optional<TimeCorrection> clock() {
        try {
            TimeCorrection measured = inlet.timeCorrection(Duration.ZERO);
            lacksClock = false;
            return Optional.of(measured);
        } catch (LslTimeoutException e) {
            lacksClock = true; // its samples may come all the same, and it is not gone
            if ((state == State.RESOLVING || state == State.LIVE) && LslClock.now() - opened > CLOCK_AFTER) {
                become(State.STALE, "it does not answer time probes, so its clock is unknown and its samples are held back; "
                        + "open UDP ports 16572 to 16604 on " + info.hostname());
            }
            return Optional.empty();
        }
    }

    /** Says that samples came, and how many. */
    void arrived(double now, int samples, String welcome) {
        rhythm.arrived(now, samples);
        if (state != State.LIVE) {
            become(State.LIVE, state == State.RESOLVING ? welcome : "samples come again");
        }
    }

    /** Says that samples came that are of no use. */
    void refused(String reason) {
        if (state != State.REFUSED) {
            become(State.REFUSED, reason);
        }
    }

    /** Whether nothing more can come over it. */
    boolean isBroken() {
        return broken;
    }

    /** When nothing more could come over it, by the LSL clock; NaN if it stands. */
    double brokenAt() {
        return brokenAt;
    }

    /** Tells what the user should look at; the state stays as it is. */
    void warn(String reason) {
        output.send(new StreamStatus(id, state, LslClock.now(), reason, true));
    }

    /** Says that another device takes its place. */
    void replaced(String by) {
        become(State.LOST, by);
    }

    /** Tells news of a stream that is alive. */
    void tell(String news) {
        become(State.LIVE, news);
    }

    private void become(State next, String reason) {
        state = next;
        report(output, id, next, reason);
    }

    static void report(Output output, StreamId stream, State state, String reason) {
        output.send(new StreamStatus(stream, state, LslClock.now(), reason));
    }

    @Override
    public void close() {
        network.readership().leave(info.uid(), this);
        inlet.close();
    }
}
