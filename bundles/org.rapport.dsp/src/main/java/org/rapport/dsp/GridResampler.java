package org.rapport.dsp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

/**
 * Puts all its inputs on one grid of times, the whole multiples of {@code 1/rate} on the LSL clock. Causal with a constant
 * delay: a row at time t is made of samples up to t + delay, and goes out once every input is settled past that. What it
 * emits depends on samples and their times only; the one exception is an input later than {@code maxLatency}.
 */
public final class GridResampler {
    /**
     * Seconds that what has arrived at a source may take to get here on a busy machine. A row that is given up has what had
     * arrived at the sources by then, so that a replay makes the same of it.
     */
    private static final double WAY = 0.1;
    /** The same for what comes through another node that has to work on it, and falls behind when all programs start at once. */
    private static final double LONG_WAY = 3;
    /** Rows that nobody has samples for are left out when there are more than these seconds of them. */
    private static final double LONGEST_SILENCE = 10;

    private final String name;
    private final ResamplingSettings settings;
    private final double rate;
    private final double delay;
    /** By path, so that the columns' order does not depend on which device answered first. */
    private final Map<String, InputStream> streams = new TreeMap<>();
    private final Gathering gathering = new Gathering();
    private StreamDescription description;
    private long nextRow = Long.MIN_VALUE;
    private double now = Double.NEGATIVE_INFINITY;

    /** @param name the name of the stream of rows */
    public GridResampler(String name, ResamplingSettings settings) {
        this.name = name;
        this.settings = settings;
        this.rate = settings.rate();
        this.delay = settings.delay();
    }

    /**
     * Takes samples of one stream, in the order in which blocks arrive.
     *
     * @param output gets a block of the rows that are due, and a warning if two devices send the same
     */
    public void add(Block block, Consumer<Signal> output) {
        if (block.samples() == 0) {
            return;
        }
        stream(block, output).add(block);
        now = Math.max(now, block.arrived());
        if (nextRow == Long.MIN_VALUE) {
            nextRow = (long) Math.ceil(block.times()[0] * rate);
        }
        emit(output);
    }

    /** Takes the state of a stream: nobody waits for what is lost or silent. */
    public void add(StreamStatus status) {
        List<InputStream> told = streams.values().stream().filter(stream -> stream.description().id().equals(status.stream()))
                .toList();
        if (status.state() == State.LOST || status.state() == State.REFUSED) {
            told.forEach(stream -> stream.lost(status.time()));
        }
        if (status.state() == State.LOST || status.state() == State.STALE) {
            // a device that is none of the inputs may be what a node between reads; whoever still sends is awaited again
            (told.isEmpty() ? streams.values() : told).forEach(InputStream::fallSilent);
        }
    }

    private InputStream stream(Block block, Consumer<Signal> output) {
        StreamDescription incoming = block.stream();
        for (InputStream stream : streams.values()) {
            if (stream.description() == incoming) {
                return stream; // as with nearly every block, without putting its channels' paths together
            }
        }
        String path = path(incoming);
        InputStream known = streams.get(path);
        if (known == null || !known.description().equals(incoming)) {
            streams.values().removeIf(other -> isReplacedBy(incoming, other));
            known = new InputStream(incoming, rate, delay, settings.maxGap());
            streams.put(path, known);
            description = describe();
            gathering.joined(block.times()[0], block.arrived());
            tellTwins(known, block.arrived(), output);
        }
        return known;
    }

    /**
     * A node whose device was lost and that reads another one brings the same channels, and must not leave the old ones behind.
     * What another node sends is another device's, and both stay.
     */
    private boolean isReplacedBy(StreamDescription incoming, InputStream other) {
        if (!incoming.id().node().equals(other.description().id().node())) {
            return false;
        }
        if (incoming.id().equals(other.description().id())) {
            return true;
        }
        return incoming.channels().stream().map(Channel::path).anyMatch(paths(other)::contains)
                && (other.isLost() || other.newestSample() < now - delay - settings.maxLatency());
    }

    /** Two devices that send the same of one person are nothing that a model knows. */
    private void tellTwins(InputStream joined, double time, Consumer<Signal> output) {
        List<Channel> channels = joined.description().channels();
        streams.values().stream().filter(other -> other != joined)
                .filter(other -> !Collections.disjoint(paths(other), paths(joined))).findFirst()
                .ifPresent(other -> output.accept(new StreamStatus(StreamId.of(name), State.LIVE, time,
                        other.description().id() + " and " + joined.description().id() + " both bring " + channels.get(0).path()
                                + "; the channels of " + later(other, joined) + " get #2: leave one out, or correct its \"role\"",
                        true)));
    }

    /** The one of two whose columns come second, whoever was there first. */
    private static StreamId later(InputStream one, InputStream other) {
        return (path(one.description()).compareTo(path(other.description())) > 0 ? one : other).description().id();
    }

    private static List<String> paths(InputStream stream) {
        return stream.description().channels().stream().map(Channel::path).toList();
    }

    private static String path(StreamDescription stream) {
        StreamId id = stream.id();
        return String.join(" ", stream.channels().stream().map(Channel::path).min(Comparator.naturalOrder()).orElse(""),
                id.name(), id.node(), id.sourceId(), String.valueOf(id.number()));
    }

    private StreamDescription describe() {
        List<Channel> channels = new ArrayList<>();
        streams.values().forEach(stream -> channels.addAll(stream.description().channels()));
        return new StreamDescription(name, rate, Channel.distinct(channels),
                Origin.derived(Resampler.TYPE, Map.of("rate", rate, "delay", delay, "maxGap", settings.maxGap(), "filter",
                        "least squares to kaiser-sinc " + (int) LowPassKernel.ATTENUATION + " dB")));
    }

    private void emit(Consumer<Signal> output) {
        if (!gathering.isOver(now)) {
            return;
        }
        int width = description.channels().size();
        List<Double> times = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        while (isDue(nextRow / rate)) {
            skipSilence();
            double time = nextRow / rate;
            if (!isDue(time)) {
                break;
            }
            times.add(time);
            rows.add(row(time, width));
            nextRow++;
        }
        if (!rows.isEmpty()) {
            streams.values().forEach(stream -> stream.forgetBefore(nextRow / rate, patienceEnds(nextRow / rate)));
            output.accept(block(times, rows, width));
        }
    }

    /** No row is due before its time, whatever the future stamps that a device may send by mistake. */
    private boolean isDue(double time) {
        if (now < patienceEnds(time)) {
            return now >= time + delay && isSettled(time);
        }
        double moment = givenUp(time);
        boolean isBehind = streams.values().stream().anyMatch(stream -> stream.isBehind(moment));
        return now >= moment + LONG_WAY || !isBehind && (now >= moment + WAY || isSettled(time));
    }

    /** Asked with every block, so without a stream of Java's. */
    private boolean isSettled(double time) {
        boolean awaited = false;
        for (InputStream stream : streams.values()) {
            if (!stream.isSettled(time)) {
                return false;
            }
            awaited |= stream.isAwaited();
        }
        return awaited;
    }

    /** When a row waits no longer for what has not arrived. */
    private double patienceEnds(double time) {
        return time + delay + settings.maxLatency();
    }

    /** When a row is given up: with the first block after its patience has ended, by when that arrived at its source. */
    private double givenUp(double time) {
        double end = patienceEnds(time);
        double first = Double.POSITIVE_INFINITY;
        for (InputStream stream : streams.values()) {
            first = Math.min(first, stream.firstArrival(end));
        }
        return first;
    }

    private void skipSilence() {
        double time = nextRow / rate;
        double next = streams.values().stream().mapToDouble(stream -> stream.nextSample(time)).min().orElse(time);
        if (next - time > LONGEST_SILENCE) {
            nextRow = Math.max(nextRow, (long) Math.ceil(Math.min(next, now) * rate));
        }
    }

    private float[] row(double time, int width) {
        float[] row = new float[width];
        double givenUp = givenUp(time);
        int offset = 0;
        for (InputStream stream : streams.values()) {
            stream.valuesAt(time, row, offset, stream.limit(time, givenUp));
            offset += stream.description().channels().size();
        }
        return row;
    }

    private Block block(List<Double> times, List<float[]> rows, int width) {
        float[] values = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, values, i * width, width);
        }
        return new Block(description, times.stream().mapToDouble(Double::doubleValue).toArray(), values, now);
    }
}
