package org.rapport.lsl;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

import org.lsl4j.Inlet;
import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;
import org.lsl4j.TimeCorrection;
import org.rapport.api.graph.Output;
import org.rapport.api.node.PolledSource;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.DeviceTime;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus.State;

/**
 * Reads the samples of one stream of one device.
 *
 * <p>A block's times are its stamps plus one correction, and both go along with it. It ends where stamps go back. Only sound
 * and bursts are timed otherwise; see {@link EvenTimes} and {@link BurstTimes}.
 */
final class DeviceReader implements AutoCloseable {
    /** Stamps further than this from our clock are no jitter: the device counts its time from somewhere else. */
    private static final double FOREIGN_CLOCK = 3600;
    /** No LSL clock goes that far: the seconds since 1970 of the year 2001. */
    private static final double UNIX_TIME = 1e9;
    /** How much further the stamps may go than the time that passed, before it is told as a jump of the device's clock. */
    private static final double CLOCK_JUMP = 1;
    /** How far back stamps may go: the clock correction wavers by less. A chunk that was late may overlap the next by more. */
    private static final double CLOCK_WAVER = 0.1;
    private static final double QUALITY_EVERY = 5;
    /** Seconds of silence after which a burst is over: somewhat less than from one turn to the next, or it waited for two. */
    private static final double BURST_OVER = 0.8 * PolledSource.PACE_MILLIS / 1000;
    /** Seconds from one look at what no sample tells to the next. */
    private static final double CHECK_EVERY = 0.1;
    /** Seconds after which a measurement of the clock is told no more: while a connection is broken there is none. */
    private static final double MEASUREMENT_AGE = 6;

    private final Link link;
    private final ChannelMap map;
    private final Places places;
    private final Output output;
    private final String welcome;
    private final Chunks chunks;
    private final StreamMeter meter;
    private final QualityAlarm alarm;
    private final Confidence confidence;
    private final EvenTimes evenTimes;
    /** Of streams of a rate that are no sound. */
    private final Bursts bursts;
    private final BurstTimes burstTimes;
    /** Of clocks that are not LSL's, and the samples that wait until it is known. */
    private ArrivalOffset arrivals;
    private final Deque<ReceivedChunk> waiting = new ArrayDeque<>();
    private double correction = Double.NaN;
    private double uncertainty = Double.NaN;
    /** When the correction was measured, by the device's clock, and when that was first seen here. */
    private double measured = Double.NaN;
    private double measuredSeen = Double.NaN;
    /** Of the last sample that came. */
    private double lastTime = Double.NaN;
    /** Of the last sample that was handed on. */
    private double lastSent = Double.NaN;
    private double lastArrival = Double.NaN;
    /** When samples were taken last. */
    private double lastTaken = Double.NEGATIVE_INFINITY;
    private double lastQuality = LslClock.now();
    private double nextCheck;
    private boolean burstsTold;

    private DeviceReader(Link link, ChannelMap map, Places places, StampClock clock, String welcome, Output output) {
        StreamInfo info = link.info();
        double rate = map.description().rate();
        this.link = link;
        this.map = map;
        this.places = places;
        this.output = output;
        this.welcome = welcome;
        this.chunks = new Chunks(link.inlet());
        this.meter = new StreamMeter(map.description().id(), rate);
        this.alarm = new QualityAlarm(rate, info.nominalRate());
        this.confidence = new Confidence(info.channelCount(), map.confidenceColumns());
        this.evenTimes = rate >= EvenTimes.LOWEST_RATE ? new EvenTimes(rate) : null;
        this.bursts = rate > 0 && evenTimes == null ? new Bursts(rate, Chunks.most(info), this::send, this::sendBurst) : null;
        this.burstTimes = new BurstTimes(rate);
        this.arrivals = clock == StampClock.ARRIVAL ? new ArrivalOffset() : null;
    }

    /**
     * Begins to read a stream.
     *
     * @param inlet connected; it is closed with the reader
     * @param map what its channels mean
     * @param places the places of its node that it takes
     * @param settings of its node
     * @param remark what is told of it besides, when its samples come
     */
    static DeviceReader of(LslNetwork network, Inlet inlet, ChannelMap map, Places places, SourceSettings settings, String remark,
            Output output) {
        StreamInfo info = inlet.info();
        String welcome = welcome(info, map) + remark;
        boolean events = map.description().channels().stream().allMatch(channel -> channel.scale() == Scale.STEPWISE);
        StreamId id = map.description().id();
        Optional<Role> role = map.description().role();
        String reader = id.node() + role.map(one -> " as the " + one.word() + "'s").orElse("");
        Link link = Link.of(network, inlet, new Link.Use(id, reader, map.description().rate(), events, settings.isPinned()),
                output, welcome);
        role.flatMap(taken -> DeviceIdentity.contradiction(info, taken)).ifPresent(link::warn);
        if (map.description().rate() < EvenTimes.LOWEST_RATE) { // the times of sound are those of blocks, which are of one length
            inlet.onArrival(output::wake);
        }
        return new DeviceReader(link, map, places, settings.clock(), welcome, output);
    }

    private static String welcome(StreamInfo info, ChannelMap map) {
        int used = map.description().channels().size();
        double rate = map.description().rate();
        return "reads " + (used == info.channelCount() ? "" : used + " of ") + info.channelCount() + " channels at "
                + (rate > 0 ? rate + " Hz" : info.nominalRate() > 0 ? "a measured rate" : "irregular times") + " from "
                + info.hostname() + (map.meaning().dialect().isEmpty() ? "" : ", dialect " + map.meaning().dialect())
                + (map.meaning().assumptions().isEmpty() ? "" : ", assuming that "
                        + String.join("; ", map.meaning().assumptions()) + " (your own dialect can overrule this)");
    }

    State state() {
        return link.state();
    }

    Places places() {
        return places;
    }

    /** Which stream of the graph it is. */
    StreamId id() {
        return map.description().id();
    }

    /** What its device says of itself. */
    StreamInfo info() {
        return link.info();
    }

    /** Whether a stream is of the very outlet that it reads. A uid alone could be claimed by anybody. */
    boolean isOf(StreamInfo other) {
        return info().uid().equals(other.uid()) && info().v4().dataPort() == other.v4().dataPort()
                && info().v6().dataPort() == other.v6().dataPort();
    }

    /** Says that another device takes its place, and disconnects. */
    void giveWayTo(String another) {
        link.replaced(another);
        close();
    }

    /** Tells what the user should look at although it is read. */
    void warn(String words) {
        link.warn(words);
    }

    /** When its connection broke, by the LSL clock; NaN if it stands. */
    double brokenAt() {
        return link.brokenAt();
    }

    /** Whether this stream is the one being read, over a connection that stands. */
    boolean isConnectedTo(StreamInfo info) {
        return link.isTo(info);
    }

    /** Hands on what has come, and notices when nothing does. */
    void read() {
        double now = LslClock.now();
        boolean due = now >= nextCheck;
        if (!due && !link.hasNews()) {
            releaseBurst(now);
            return;
        }
        long samples = meter.samples();
        link.take(this::pull);
        if (meter.samples() == samples) {
            releaseBurst(now);
        } else {
            lastTaken = now;
        }
        if (due) {
            nextCheck = now + CHECK_EVERY;
            check(now);
        }
    }

    private void check(double now) {
        State before = link.state();
        link.judge();
        if (meter.samples() > 0 && (now - lastQuality >= QUALITY_EVERY || before != State.LOST && link.state() == State.LOST)) {
            lastQuality = now;
            sendQuality(now);
            if (link.state() == State.LIVE) {
                alarm.check(meter.tally(atOnce())).ifPresent(link::warn);
                alarm.claim(meter.tally(atOnce())).ifPresent(link::tell);
            }
        }
    }

    private void sendQuality(double now) {
        boolean known = arrivals != null || now - measuredSeen <= MEASUREMENT_AGE;
        output.send(
                meter.quality(now, atOnce(), confidence.mean(), known ? correction : Double.NaN, known ? uncertainty : Double.NaN)
                        .withOffsetOf(arrivals == null ? measured + correction : now));
    }

    /** How many samples, 0 if they come one by one. */
    private long atOnce() {
        return bursts == null ? 0 : bursts.size();
    }

    private void pull() {
        if (arrivals == null) {
            link.clock().ifPresent(clock -> chunks.take(chunk -> take(chunk, clock)));
        } else {
            chunks.take(this::hold);
            settle();
        }
    }

    /** Takes samples that are stamped by an LSL clock. */
    private void take(ReceivedChunk chunk, TimeCorrection clock) {
        if (isUnstamped(chunk)) {
            unstamped(chunk);
            return;
        }
        OptionalDouble foreign = chunk.beyond(FOREIGN_CLOCK, clock.offset());
        if (foreign.isPresent()) {
            link.refused(String.format(Locale.ROOT,
                    "its time stamps are %+.0f s away from this machine's LSL clock%s; "
                            + "let the device stamp with lsl_local_clock, or set \"clock\": \"arrival\"",
                    foreign.getAsDouble(), foreign.getAsDouble() > UNIX_TIME / 2 ? " (they look like Unix time)" : ""));
            return;
        }
        link.arrived(chunk.arrived(), chunk.samples(), welcome);
        correction = correction(chunk.stamps()[0], clock.offset());
        uncertainty = clock.uncertainty() / 2; // the way there and back
        if (clock.remoteTime() != measured) {
            measured = clock.remoteTime();
            measuredSeen = chunk.arrived();
        }
        segments(chunk).forEach(this::hand);
    }

    /** Whether the outlet stamps nothing. The native library counts such stamps from 0. */
    private boolean isUnstamped(ReceivedChunk chunk) {
        double rate = link.info().nominalRate();
        boolean fromZero = Double.isNaN(lastTime) && Math.abs(chunk.stamps()[0]) <= (rate > 0 ? 1 / rate : 0);
        return !link.inlet().isStamped() || fromZero;
    }

    /** The stamps were made up by our end, from the rate that the stream claims: only arrivals tell what they are worth. */
    private void unstamped(ReceivedChunk chunk) {
        arrivals = new ArrivalOffset();
        hold(chunk);
        link.warn("its samples come without time stamps; their times are deduced from "
                + (link.info().nominalRate() > 0 ? "its rate and " : "") + "when they arrive, which is less exact; "
                + "let its program stamp them");
    }

    /** Holds samples that are stamped by another clock until its offset is known. */
    private void hold(ReceivedChunk chunk) {
        if (!Arrays.stream(chunk.stamps()).allMatch(Double::isFinite)) {
            link.refused("some of its time stamps are not numbers; fix the device's program");
            return;
        }
        link.arrived(chunk.arrived(), chunk.samples(),
                welcome + "; its time stamps are from another clock; their offset is taken from arrival times");
        arrivals.observe(chunk.lastStamp(), chunk.arrived());
        waiting.addAll(segments(chunk));
    }

    /** Parts of a chunk between which the clock was set: within a chunk no time passes. */
    private static List<ReceivedChunk> segments(ReceivedChunk chunk) {
        return chunk.split((before, stamp) -> stamp - before > CLOCK_JUMP || stamp - before < -CLOCK_WAVER);
    }

    /** A new measurement that differs by microseconds must not turn two samples around: the old one then counts on. */
    private double correction(double stamp, double latest) {
        boolean turns = stamp + latest < lastTime && stamp + correction >= lastTime && correction - latest < CLOCK_WAVER;
        return turns ? correction : latest;
    }

    /** Hands on what waited for the offset of another clock. */
    private void settle() {
        boolean known = arrivals.isKnown();
        if (arrivals.settle(LslClock.now())) {
            String news = String.format(Locale.ROOT,
                    "its time stamps are shifted by %+.6f s, the offset of the sample that arrived soonest", arrivals.seconds());
            link.tell(known ? "its clock drifted; " + news + "; a new segment starts" : news);
            newSegment();
        }
        correction = arrivals.seconds();
        while (arrivals.isKnown() && !waiting.isEmpty()) {
            hand(waiting.remove());
        }
    }

    private void hand(ReceivedChunk chunk) {
        double step = chunk.stamps()[0] + correction - lastTime;
        double passed = chunk.arrived() - lastArrival;
        boolean overlaps = chunk.lastStamp() + correction >= lastTime;
        if (step < -CLOCK_WAVER && !overlaps || step > passed + CLOCK_JUMP) {
            link.tell(String.format(Locale.ROOT, "its clock jumped by %+.3f s; a new segment starts", step - passed));
            newSegment();
            if (arrivals != null) {
                arrivals.restart();
                arrivals.observe(chunk.lastStamp(), chunk.arrived());
                waiting.addFirst(chunk);
                return;
            }
        }
        lastArrival = chunk.arrived();
        for (double stamp : chunk.stamps()) {
            meter.add(stamp);
        }
        confidence.add(chunk.values());
        if (bursts == null) {
            send(chunk);
        } else {
            bursts.take(chunk);
            lastTime = chunk.lastStamp() + correction; // held or not
        }
    }

    private void newSegment() {
        if (bursts != null) {
            bursts.newSegment();
        }
        lastTime = Double.NaN;
        lastSent = Double.NaN;
        lastArrival = Double.NaN;
        meter.newSegment();
        burstTimes.reset();
        if (evenTimes != null) {
            evenTimes.reset();
        }
    }

    /** No more belongs to a burst if nothing has come for a while. */
    private void releaseBurst(double now) {
        if (bursts != null && now - lastTaken >= BURST_OVER) {
            bursts.release();
        }
    }

    private void send(ReceivedChunk chunk) {
        burstTimes.reset();
        for (ReceivedChunk part : chunk.ascending()) {
            if (evenTimes == null) {
                send(part, part.times(correction), correction);
            } else {
                send(part, evenTimes.next(part.lastStamp() + correction, part.samples()), Double.NaN);
            }
        }
    }

    private void sendBurst(ReceivedChunk burst) {
        int samples = burst.samples();
        send(burst, burstTimes.next(burst.lastStamp() + correction, samples, bursts.seconds(), lastSent), Double.NaN);
        if (!burstsTold && bursts.areUsual() && samples >= Bursts.FEWEST && link.state() == State.LIVE) {
            burstsTold = true;
            link.tell(
                    "comes in bursts of " + samples + " samples; they are spread evenly at " + map.description().rate() + " Hz");
        }
    }

    /** @param added what was added to the stamps to get the times; NaN if they were spread evenly */
    private void send(ReceivedChunk chunk, double[] times, double added) {
        lastTime = times[times.length - 1];
        lastSent = lastTime;
        output.send(map.block(times, chunk.values(), chunk.arrived(), new DeviceTime(chunk.stamps(), added)));
        map.news().ifPresent(link::warn);
    }

    /** Disconnects, and tells the quality of what came. */
    @Override
    public void close() {
        link.close();
        if (arrivals != null) {
            arrivals.settleNow();
            settle();
        }
        releaseBurst(Double.POSITIVE_INFINITY);
        if (meter.samples() > 0) {
            sendQuality(LslClock.now());
        }
    }
}
