package org.rapport.lsl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.lsl4j.ChannelFormat;
import org.lsl4j.Inlet;
import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;
import org.lsl4j.TimeCorrection;
import org.rapport.api.graph.Output;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.lsl.dialects.WireChannel;

/** Reads the markers of one stream, a text for each channel; numbers too. */
final class MarkerReader implements AutoCloseable {
    private static final int LONGEST_CHUNK = 256;
    private static final int LARGEST_CHUNK = 1 << 16;
    private static final int LONGEST_TEXT = 65_536;
    /** Seconds from one look at what no marker tells to the next. */
    private static final double CHECK_EVERY = 0.1;

    private final StreamId id;
    private final Link link;
    private final Output output;
    private final String welcome;
    private final Samples samples;
    private final MarkerFormat format;
    private double nextCheck;

    /** The samples of a stream as texts, one for each channel. */
    private interface Samples {
        /** Those that have come, at most as many as there is room for. */
        List<List<String>> take(double[] stamps);
    }

    private MarkerReader(StreamId id, Link link, Output output, String welcome) {
        this.id = id;
        this.link = link;
        this.output = output;
        this.welcome = welcome;
        this.format = new MarkerFormat(link.info().type(), WireChannel.of(link.info()).stream().map(WireChannel::label).toList());
        this.samples = link.info().format() == ChannelFormat.STRING ? texts() : numbers();
    }

    /**
     * Begins to read a stream.
     *
     * @param inlet connected; it is closed with the reader
     * @param pinned whether it waits for this very outlet when it is gone
     */
    static MarkerReader of(LslNetwork network, Inlet inlet, StreamId id, boolean pinned, Output output) {
        StreamInfo info = inlet.info();
        String welcome = "reads markers from " + info.hostname() + (info.nominalRate() > 0
                ? String.format(Locale.ROOT, "; it claims %.6g Hz, but markers are events and have no rate", info.nominalRate())
                : "");
        Link link = Link.of(network, inlet, new Link.Use(id, id.node(), 0, true, pinned), output, welcome);
        inlet.onArrival(output::wake);
        return new MarkerReader(id, link, output, welcome);
    }

    /** Which stream of the graph it is. */
    StreamId id() {
        return id;
    }

    /** What its device says of itself. */
    StreamInfo info() {
        return link.info();
    }

    /** Tells what the user should look at although it is read. */
    void warn(String words) {
        link.warn(words);
    }

    /** Whether its connection broke. */
    boolean isBroken() {
        return link.isBroken();
    }

    boolean isConnectedTo(StreamInfo info) {
        return link.isTo(info);
    }

    boolean isLive() {
        return link.state() == State.LIVE;
    }

    void read() {
        boolean due = LslClock.now() >= nextCheck;
        if (due || link.hasNews()) {
            link.take(this::pull);
        }
        if (due) {
            nextCheck = LslClock.now() + CHECK_EVERY;
            link.judge();
        }
    }

    private void pull() {
        Optional<TimeCorrection> clock = link.clock();
        if (clock.isEmpty()) {
            return;
        }
        double[] stamps = new double[room()];
        List<List<String>> taken;
        do {
            taken = samples.take(stamps);
            if (!taken.isEmpty()) {
                link.arrived(LslClock.now(), taken.size(), welcome);
            }
            for (int i = 0; i < taken.size(); i++) {
                output.send(new Marker(id, stamps[i] + clock.get().offset(), taken.get(i), format));
            }
        } while (taken.size() == stamps.length);
    }

    private Samples texts() {
        String[] values = new String[room() * channels()];
        return stamps -> rows(link.inlet().pullChunk(values, stamps, Duration.ZERO),
                row -> Arrays.stream(values, row, row + channels()));
    }

    private Samples numbers() {
        double[] values = new double[room() * channels()];
        return stamps -> rows(link.inlet().pullChunk(values, stamps, Duration.ZERO),
                row -> Arrays.stream(values, row, row + channels()).mapToObj(MarkerReader::number));
    }

    private int room() {
        return Math.max(1, Math.min(LONGEST_CHUNK, LARGEST_CHUNK / Math.max(1, channels())));
    }

    private int channels() {
        return link.info().channelCount();
    }

    private List<List<String>> rows(int taken, IntFunction<Stream<String>> row) {
        List<List<String>> rows = new ArrayList<>();
        int longest = Math.max(1, LONGEST_TEXT / Math.max(1, channels()));
        for (int i = 0; i < taken; i++) {
            rows.add(row.apply(i * channels()).map(text -> text.length() > longest ? text.substring(0, longest) : text).toList());
        }
        return rows;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    public void close() {
        link.close();
    }
}
