package org.rapport.lsl;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;
import org.lsl4j.TimeCorrection;
import org.rapport.api.node.Output;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.DeviceTime;
import org.rapport.api.signal.StreamStatus.State;

/**
 * Reads the samples of one stream of one device.
 *
 * <p>A block's times are its stamps plus one correction, and both go along with it. It ends where stamps go back. Only sound
 * is timed otherwise; see {@link EvenTimes}.
 */
final class DeviceReader implements AutoCloseable {
    private static final int LONGEST_CHUNK = 1024;
    private static final int LARGEST_CHUNK = 1 << 20;
    /** Stamps further than this from our clock are no jitter: the device counts its time from somewhere else. */
    private static final double FOREIGN_CLOCK = 3600;
    /** No LSL clock goes that far: the seconds since 1970 of the year 2001. */
    private static final double UNIX_TIME = 1e9;
    /** How much further the stamps may go than the time that passed, before it is told as a jump of the device's clock. */
    private static final double CLOCK_JUMP = 1;
    /** How far back stamps may go: the clock correction wavers by less. */
    private static final double CLOCK_WAVER = 0.1;
    private static final double QUALITY_EVERY = 5;

    private final Link link;
    private final ChannelMap map;
    private final Set<String> places;
    private final Output output;
    private final String welcome;
    private final float[] values;
    private final double[] stamps;
    private final StreamMeter meter;
    private final QualityAlarm alarm;
    private final EvenTimes evenTimes;
    /** Of clocks that are not LSL's, and the samples that wait until it is known. */
    private final ArrivalOffset arrivals;
    private final Deque<Chunk> waiting = new ArrayDeque<>();
    private double correction = Double.NaN;
    private double uncertainty = Double.NaN;
    private double lastTime = Double.NaN;
    private double lastArrival = Double.NaN;
    private double lastQuality = LslClock.now();

    /** Samples as they came. */
    private record Chunk(double[] stamps, float[] values, double arrived) {
        /** Its parts between which the clock was set: within a chunk no time passes. */
        List<Chunk> segments() {
            return split((before, stamp) -> stamp - before > CLOCK_JUMP || stamp - before < -CLOCK_WAVER);
        }

        /** Its parts within which stamps never descend. */
        List<Chunk> ascending() {
            return split((before, stamp) -> stamp < before);
        }

        private interface Break {
            boolean test(double before, double stamp);
        }

        private List<Chunk> split(Break where) {
            List<Chunk> parts = new ArrayList<>();
            int width = values.length / stamps.length;
            int from = 0;
            for (int to = 1; to <= stamps.length; to++) {
                if (to == stamps.length && from == 0) {
                    parts.add(this);
                } else if (to == stamps.length || where.test(stamps[to - 1], stamps[to])) {
                    parts.add(new Chunk(Arrays.copyOfRange(stamps, from, to),
                            Arrays.copyOfRange(values, from * width, to * width), arrived));
                    from = to;
                }
            }
            return parts;
        }
    }

    private DeviceReader(Link link, ChannelMap map, Set<String> places, StampClock clock, String welcome, Output output) {
        StreamInfo info = link.info();
        int chunk = Math.max(1, Math.min(LONGEST_CHUNK, LARGEST_CHUNK / Math.max(1, info.channelCount())));
        this.link = link;
        this.map = map;
        this.places = places;
        this.output = output;
        this.welcome = welcome;
        this.values = new float[chunk * info.channelCount()];
        this.stamps = new double[chunk];
        this.meter = new StreamMeter(info.name(), info.nominalRate());
        this.alarm = new QualityAlarm(info.nominalRate());
        this.evenTimes = info.nominalRate() >= EvenTimes.LOWEST_RATE ? new EvenTimes(info.nominalRate()) : null;
        this.arrivals = clock == StampClock.ARRIVAL ? new ArrivalOffset() : null;
    }

    /**
     * Connects to a stream.
     *
     * @param info the stream with its whole description
     * @param map what its channels mean
     * @param places the places of its node that it takes
     * @throws org.lsl4j.LslException if it does not answer
     */
    static DeviceReader open(Lsl lsl, StreamInfo info, ChannelMap map, Set<String> places, StampClock clock, Output output) {
        String welcome = welcome(info, map);
        boolean events = map.description().channels().stream().allMatch(channel -> channel.scale() == Scale.STEPWISE);
        return new DeviceReader(Link.open(lsl, info, events, output, welcome), map, places, clock, welcome, output);
    }

    private static String welcome(StreamInfo info, ChannelMap map) {
        int used = map.description().channels().size();
        return "reads " + (used == info.channelCount() ? "" : used + " of ") + info.channelCount() + " channels at "
                + (info.nominalRate() > 0 ? info.nominalRate() + " Hz" : "irregular times") + " from " + info.hostname()
                + (map.meaning().dialect().isEmpty() ? "" : ", dialect " + map.meaning().dialect());
    }

    State state() {
        return link.state();
    }

    Set<String> places() {
        return places;
    }

    /** Whether this stream is the one being read, over a connection that stands. */
    boolean isConnectedTo(StreamInfo info) {
        return link.isTo(info);
    }

    /** Hands on what has come, and notices when nothing does. */
    void read() {
        State before = link.state();
        link.poll(this::pull);
        double now = LslClock.now();
        if (meter.samples() > 0 && (now - lastQuality >= QUALITY_EVERY || before != State.LOST && link.state() == State.LOST)) {
            lastQuality = now;
            sendQuality(now);
            if (link.state() == State.LIVE) {
                alarm.check(meter.tally()).ifPresent(link::tell);
            }
        }
    }

    private void sendQuality(double now) {
        output.send(meter.quality(now, correction, uncertainty));
    }

    private void pull() {
        if (arrivals == null) {
            link.clock().ifPresent(clock -> pull(chunk -> take(chunk, clock)));
        } else {
            pull(this::hold);
            settle();
        }
    }

    private void pull(Consumer<Chunk> taker) {
        int taken;
        do {
            taken = link.inlet().pullChunk(values, stamps, Duration.ZERO);
            if (taken > 0) {
                taker.accept(new Chunk(Arrays.copyOf(stamps, taken),
                        Arrays.copyOf(values, taken * (values.length / stamps.length)), LslClock.now()));
            }
        } while (taken == stamps.length);
    }

    /** Takes samples that are stamped by an LSL clock. */
    private void take(Chunk chunk, TimeCorrection clock) {
        OptionalDouble foreign = Arrays.stream(chunk.stamps).map(stamp -> stamp + clock.offset() - chunk.arrived)
                .filter(off -> !(Math.abs(off) <= FOREIGN_CLOCK)).findFirst();
        if (foreign.isPresent()) {
            link.refused(chunk.arrived, String.format(Locale.ROOT,
                    "its time stamps are %+.0f s away from this machine's LSL clock%s; "
                    + "let the device stamp with lsl_local_clock, or set \"clock\": \"arrival\"", foreign.getAsDouble(),
                    foreign.getAsDouble() > UNIX_TIME / 2 ? " (they look like Unix time)" : ""));
            return;
        }
        link.arrived(chunk.arrived, welcome);
        correction = correction(chunk.stamps[0], clock.offset());
        uncertainty = clock.uncertainty() / 2; // the way there and back
        chunk.segments().forEach(this::hand);
    }

    /** Holds samples that are stamped by another clock until its offset is known. */
    private void hold(Chunk chunk) {
        if (!Arrays.stream(chunk.stamps).allMatch(Double::isFinite)) {
            link.refused(chunk.arrived, "some of its time stamps are no numbers; mend the device's program");
            return;
        }
        link.arrived(chunk.arrived, welcome + "; its stamps are of another clock, and their offset is found from arrivals");
        arrivals.observe(chunk.stamps[chunk.stamps.length - 1], chunk.arrived);
        waiting.addAll(chunk.segments());
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
                    "its stamps are moved by %+.6f s, the offset of the sample that arrived soonest", arrivals.seconds());
            link.tell(known ? "its clock drifted; " + news + "; a new segment begins" : news);
            newSegment();
        }
        correction = arrivals.seconds();
        while (arrivals.isKnown() && !waiting.isEmpty()) {
            hand(waiting.remove());
        }
    }

    private void hand(Chunk chunk) {
        double step = chunk.stamps[0] + correction - lastTime;
        double passed = chunk.arrived - lastArrival;
        if (step < -CLOCK_WAVER || step > passed + CLOCK_JUMP) {
            link.tell(String.format(Locale.ROOT, "its clock jumped by %+.3f s; a new segment begins", step - passed));
            newSegment();
            if (arrivals != null) {
                arrivals.restart();
                arrivals.observe(chunk.stamps[chunk.stamps.length - 1], chunk.arrived);
                waiting.addFirst(chunk);
                return;
            }
        }
        lastArrival = chunk.arrived;
        for (double stamp : chunk.stamps) {
            meter.add(stamp);
        }
        chunk.ascending().forEach(this::send);
    }

    private void newSegment() {
        lastTime = Double.NaN;
        lastArrival = Double.NaN;
        meter.newSegment();
        if (evenTimes != null) {
            evenTimes.reset();
        }
    }

    private void send(Chunk chunk) {
        int samples = chunk.stamps.length;
        double[] times = new double[samples];
        for (int i = 0; i < samples; i++) {
            times[i] = chunk.stamps[i] + correction;
        }
        DeviceTime device = new DeviceTime(chunk.stamps, evenTimes == null ? correction : Double.NaN);
        if (evenTimes != null) {
            times = evenTimes.next(times[samples - 1], samples);
        }
        lastTime = times[samples - 1];
        output.send(map.block(times, chunk.values, chunk.arrived, device));
    }

    /** Disconnects, and tells the quality of what came. */
    @Override
    public void close() {
        link.close();
        if (arrivals != null) {
            arrivals.settleNow();
            settle();
        }
        if (meter.samples() > 0) {
            sendQuality(LslClock.now());
        }
    }
}
