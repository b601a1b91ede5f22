package org.rapport.testkit;

import java.util.Map;

import org.rapport.api.node.Processor;
import org.rapport.api.node.Sink;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;

/**
 * Feeds a processor or a sink as a running graph does, in the test's thread and on a virtual clock, and keeps what it sends.
 *
 * <pre>{@code
 * TestBench bench = new TestBench(new Smoother(NodeSettings.of(Smoother.Settings.class, Map.of("seconds", 2))));
 * bench.feed(TestStream.of("eye", 60, "x").block(10, 1, 2, 3));
 * bench.sent().channel(0);
 * }</pre>
 */
public final class TestBench {
    private static final String NAME = "node";

    private final Feeding feeding;
    private final VirtualClock clock;
    private final SentSignals sent;

    /** Hands one signal to the node. */
    @FunctionalInterface
    private interface Feeding {
        void feed(Signal signal) throws Exception;
    }

    private TestBench(Feeding feeding, VirtualClock clock, SentSignals sent) {
        this.feeding = feeding;
        this.clock = clock;
        this.sent = sent;
    }

    /** A bench for a node that needs no clock. */
    public TestBench(Processor node) {
        this(node, new VirtualClock());
    }

    /** @param clock the one that the node was given */
    public TestBench(Processor node, VirtualClock clock) {
        this(node, clock, new SentSignals(NAME));
    }

    private TestBench(Processor node, VirtualClock clock, SentSignals sent) {
        this(signal -> process(node, signal, sent), clock, sent);
    }

    /** A bench for a sink that needs no clock. */
    public TestBench(Sink sink) {
        this(sink, new VirtualClock());
    }

    /** @param clock the one that the sink was given */
    public TestBench(Sink sink, VirtualClock clock) {
        this(signal -> accept(sink, signal), clock, new SentSignals(NAME));
    }

    /**
     * Hands signals to the node, one after the other. Before each, the clock moves to when it came into the graph.
     *
     * @throws Exception what the node threw; in a running graph it would be counted, and the node would get the next signal
     */
    public TestBench feed(Signal... signals) throws Exception {
        for (Signal signal : signals) {
            clock.moveTo(arrival(signal));
            feeding.feed(signal);
        }
        return this;
    }

    /** The same, of what a {@link TestStream} makes. */
    public TestBench feed(Iterable<? extends Signal> signals) throws Exception {
        for (Signal signal : signals) {
            feed(signal);
        }
        return this;
    }

    /** What the node sent so far; of a sink, nothing. */
    public SentSignals sent() {
        return sent;
    }

    /** The clock, which moves with what is fed. */
    public VirtualClock clock() {
        return clock;
    }

    private static double arrival(Signal signal) {
        if (signal instanceof Block block) {
            return block.arrived();
        } else if (signal instanceof StreamStatus status) {
            return status.time();
        } else if (signal instanceof Marker marker) {
            return marker.time();
        }
        return ((StreamQuality) signal).time();
    }

    private static void process(Processor node, Signal signal, SentSignals sent) throws Exception {
        if (signal instanceof Block block) {
            node.process(block, sent);
        } else if (signal instanceof StreamStatus status) {
            node.status(status, sent);
        } else if (signal instanceof Marker marker) {
            node.marker(marker, sent);
        } else if (signal instanceof StreamQuality quality) {
            node.quality(quality, sent);
        }
    }

    private static void accept(Sink sink, Signal signal) throws Exception {
        if (signal instanceof Block block) {
            sink.accept(block);
        } else if (signal instanceof StreamStatus status) {
            sink.status(status);
        } else if (signal instanceof Marker marker) {
            sink.marker(marker);
        } else if (signal instanceof StreamQuality quality) {
            sink.quality(quality);
        }
    }
}
