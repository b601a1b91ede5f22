package org.rapport.dsp;

import java.util.ArrayList;
import java.util.List;

import org.rapport.api.node.Output;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamStatus;

/** Keeps what a node sends. */
final class SentSignals implements Output {
    private final String node;
    private final List<Signal> signals = new ArrayList<>();

    SentSignals(String node) {
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

    private <T> List<T> all(Class<T> type) {
        return signals.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Block> blocks() {
        return all(Block.class);
    }

    List<StreamStatus> statuses() {
        return all(StreamStatus.class);
    }

    void clear() {
        signals.clear();
    }
}
