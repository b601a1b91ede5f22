package org.rapport.engine;

import org.rapport.api.graph.Output;
import org.rapport.api.node.Processor;
import org.rapport.api.node.Sink;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;

/** Hands one signal to one node; the same for live and offline graphs. */
final class Delivery {
    private Delivery() {
    }

    static void deliver(Signal signal, Object node, Output output) throws Exception {
        if (node instanceof Processor processor) {
            if (signal instanceof Block block) {
                processor.process(block, output);
            } else if (signal instanceof StreamStatus status) {
                processor.status(status, output);
            } else if (signal instanceof StreamQuality quality) {
                processor.quality(quality, output);
            } else if (signal instanceof Marker marker) {
                processor.marker(marker, output);
            }
        } else if (node instanceof Sink sink) {
            if (signal instanceof Block block) {
                sink.accept(block);
            } else if (signal instanceof StreamStatus status) {
                sink.status(status);
            } else if (signal instanceof StreamQuality quality) {
                sink.quality(quality);
            } else if (signal instanceof Marker marker) {
                sink.marker(marker);
            }
        }
    }
}
