package org.rapport.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.rapport.api.graph.Output;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;

/** The output of a node under test: keeps what it sends, in order. May be used by any thread. */
public final class SentSignals implements Output {
    private final String node;
    private final List<Signal> signals = Collections.synchronizedList(new ArrayList<>());

    /** @param node the node's name in its pipeline */
    public SentSignals(String node) {
        this.node = node;
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public void send(Signal signal) {
        signals.add(signal);
    }

    /** All that it sent. */
    public List<Signal> all() {
        synchronized (signals) {
            return List.copyOf(signals);
        }
    }

    /** The blocks among it. */
    public List<Block> blocks() {
        return all(Block.class);
    }

    /** The changes of state among it. */
    public List<StreamStatus> statuses() {
        return all(StreamStatus.class);
    }

    /** The news of quality among it. */
    public List<StreamQuality> qualities() {
        return all(StreamQuality.class);
    }

    /** The markers among it. */
    public List<Marker> markers() {
        return all(Marker.class);
    }

    /** The times of all samples in all blocks, in seconds. */
    public double[] times() {
        return blocks().stream()
                .flatMapToDouble(block -> IntStream.range(0, block.samples()).mapToDouble(sample -> block.times()[sample]))
                .toArray();
    }

    /** The values of one channel, counted from 0, in all blocks. */
    public double[] channel(int channel) {
        return blocks().stream()
                .flatMapToDouble(block -> IntStream.range(0, block.samples()).mapToDouble(sample -> block.value(sample, channel)))
                .toArray();
    }

    /** Forgets it. */
    public void clear() {
        signals.clear();
    }

    private <T extends Signal> List<T> all(Class<T> type) {
        return all().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
