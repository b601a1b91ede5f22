package org.rapport.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.rapport.api.node.GraphListener;
import org.rapport.api.signal.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who looks on while nodes send. What a listener fails at costs nobody but itself: it is told, and not called again. */
final class Audience {
    private static final Logger log = LoggerFactory.getLogger("graph");

    private final List<GraphListener> listeners = new CopyOnWriteArrayList<>();

    void add(GraphListener listener) {
        listeners.add(listener);
    }

    void remove(GraphListener listener) {
        listeners.remove(listener);
    }

    void sent(NodeId node, Signal signal) {
        for (GraphListener listener : listeners) {
            try {
                listener.sent(node.pipeline(), node.name(), signal);
            } catch (OutOfMemoryError e) {
                throw e; // not this listener's alone
            } catch (RuntimeException | Error e) {
                if (listeners.remove(listener)) {
                    log.error("{} was disconnected: it failed on what {} sent: {}", listener.getClass().getName(), node,
                            Failure.words(e));
                }
            }
        }
    }
}
