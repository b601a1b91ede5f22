package org.rapport.engine;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.rapport.api.graph.Graph;
import org.rapport.api.graph.NodeStatus;
import org.rapport.api.graph.Output;
import org.rapport.api.node.GraphListener;
import org.rapport.api.node.Source;
import org.rapport.api.signal.Signal;

/** A source that runs in the graph: hands on what is known of its streams and what it sends, without asking its device again. */
final class RunningSource implements Source, GraphListener {
    private final BundleContext context;
    private final Graph graph;
    private final String pipeline;
    private final String node;
    private final BlockingQueue<Signal> sent = new LinkedBlockingQueue<>();

    RunningSource(BundleContext context, Graph graph, String pipeline, String node) {
        this.context = context;
        this.graph = graph;
        this.pipeline = pipeline;
        this.node = node;
    }

    /** Whether it runs now. */
    boolean isThere() {
        return status().isPresent();
    }

    private Optional<NodeStatus> status() {
        return graph.nodes().stream().filter(one -> one.pipeline().equals(pipeline) && one.name().equals(node)).findFirst();
    }

    @Override
    public void sent(String from, String name, Signal signal) {
        if (from.equals(pipeline) && name.equals(node)) {
            sent.add(signal);
        }
    }

    @Override
    public void run(Output output) throws InterruptedException {
        status().ifPresent(known -> {
            known.streams().forEach(output::send);
            known.qualities().forEach(output::send);
        });
        ServiceRegistration<GraphListener> registration = context.registerService(GraphListener.class, this, null);
        try {
            while (true) {
                output.send(sent.take());
            }
        } finally {
            registration.unregister();
        }
    }
}
