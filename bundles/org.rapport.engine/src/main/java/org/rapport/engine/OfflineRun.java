package org.rapport.engine;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.graph.Output;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Signal;

/** Calls nodes one after the other, depth first: no queue, no thread, and so the same results every time. */
final class OfflineRun implements OfflineGraph.Run {
    private final List<PlannedNode> sources;
    private final Pipeline pipeline;
    private final Map<String, Object> nodes;
    private final BiConsumer<String, Signal> observer;
    private final Runnable remove;

    /**
     * For the nodes that were made.
     *
     * @param nodes by name
     * @param observer sees what each node sends, sources included
     * @param remove takes the nodes away
     */
    OfflineRun(List<PlannedNode> sources, Pipeline pipeline, Map<String, Object> nodes, BiConsumer<String, Signal> observer,
            Runnable remove) {
        this.sources = sources;
        this.pipeline = pipeline;
        this.nodes = nodes;
        this.observer = observer;
        this.remove = remove;
    }

    @Override
    public List<PlannedNode> sources() {
        return sources;
    }

    @Override
    public void send(String source, Signal signal) throws Exception {
        pass(source, signal);
    }

    private void pass(String from, Signal signal) throws Exception {
        observer.accept(from, signal);
        for (Pipeline.Node to : pipeline.nodes()) {
            Object node = nodes.get(to.name());
            if (node != null && to.inputs().contains(from)) {
                Relay relay = new Relay(to.name());
                Delivery.deliver(signal, node, relay);
                relay.rethrow();
            }
        }
    }

    @Override
    public void close() {
        remove.run();
    }

    /** The output of one node; what fails downstream of it comes out of {@link OfflineRun#send}. */
    private final class Relay implements Output {
        private final String from;
        private Exception failure;

        Relay(String from) {
            this.from = from;
        }

        @Override
        public String node() {
            return from;
        }

        @Override
        public void send(Signal signal) {
            try {
                if (failure == null) {
                    pass(from, signal);
                }
            } catch (Exception e) {
                failure = e;
            }
        }

        void rethrow() throws Exception {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
