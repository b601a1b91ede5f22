package org.rapport.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rapport.api.graph.Graph;
import org.rapport.api.graph.NodeStatus;
import org.rapport.api.node.GraphListener;
import org.rapport.api.node.Processor;
import org.rapport.api.node.Sink;
import org.rapport.api.node.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Wires nodes as their services come and go. A node that returns takes its old place; its neighbours keep running. */
@Component(service = {Graph.class, RunningGraph.class}, immediate = true)
public final class RunningGraph implements Graph {
    private static final Logger log = LoggerFactory.getLogger("graph");

    private final Map<String, Runner> runners = new LinkedHashMap<>();
    private final Post post = new Post();
    private final Audience audience = new Audience();
    private final Workers workers = new Workers();
    private final Predictions predictions = new Predictions();
    /** The pipelines that are under way: what comes and goes in them is told one by one. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    @Activate
    public RunningGraph() {
        // nodes come through the references below
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, target = NodeId.LIVE)
    void addSource(Source node, Map<String, Object> properties) {
        add(node, properties);
    }

    void removeSource(Source node, Map<String, Object> properties) {
        remove(properties);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, target = NodeId.LIVE)
    void addProcessor(Processor node, Map<String, Object> properties) {
        add(node, properties);
    }

    void removeProcessor(Processor node, Map<String, Object> properties) {
        remove(properties);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, target = NodeId.LIVE)
    void addSink(Sink node, Map<String, Object> properties) {
        add(node, properties);
    }

    void removeSink(Sink node, Map<String, Object> properties) {
        remove(properties);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(GraphListener listener) {
        audience.add(listener);
    }

    void removeListener(GraphListener listener) {
        audience.remove(listener);
    }

    private void add(Object node, Map<String, Object> properties) {
        Runner runner = new Runner(NodeId.of(properties), node, NodeDescription.isPrompt(properties), post, audience, workers);
        if (NodeDescription.predicts(properties)) {
            predictions.add(runner);
        }
        Level level = level(runner.id()); // before whoever waits for it knows that it is there
        synchronized (runners) {
            runners.put(runner.id().toString(), runner);
            wire(runner.id().pipeline());
            runners.notifyAll();
        }
        runner.start();
        log.atLevel(level).log("{} started{}", runner.id(),
                runner.id().inputs().isEmpty() ? "" : " <- " + String.join(", ", runner.id().inputs()));
    }

    private void remove(Map<String, Object> properties) {
        NodeId id = NodeId.of(properties);
        Runner runner;
        synchronized (runners) {
            runner = runners.get(id.toString());
        }
        if (runner == null) {
            return;
        }
        runner.stop(); // still wired: what it makes of its last blocks goes on
        synchronized (runners) {
            runners.remove(id.toString(), runner);
            wire(id.pipeline());
            runners.notifyAll();
        }
        log.atLevel(level(id)).log("{} stopped", id);
    }

    private Level level(NodeId id) {
        return underWay.contains(id.pipeline()) ? Level.INFO : Level.DEBUG;
    }

    /** Says whether a pipeline is under way; while it starts or ends as a whole, its nodes' coming and going is no news. */
    void underWay(String pipeline, boolean is) {
        if (is) {
            underWay.add(pipeline);
        } else {
            underWay.remove(pipeline);
        }
    }

    /** What nodes refuse, for which they send nothing; a line each. */
    List<String> refusals() {
        synchronized (runners) {
            return runners.values().stream().flatMap(runner -> runner.refusals().stream()).toList();
        }
    }

    /** Of the nodes that were to predict, those that never did, and why; a line each. */
    List<String> unpredicted() {
        return predictions.missing();
    }

    /** Waits until no node runs any more. */
    void awaitEmpty(long millis) {
        await(runners::isEmpty, millis);
    }

    /** Waits until all these nodes of a pipeline run; returns whether they do. */
    boolean awaitNodes(String pipeline, List<String> names, long millis) {
        return await(() -> names.stream().allMatch(name -> runners.containsKey(pipeline + "/" + name)), millis);
    }

    private boolean await(BooleanSupplier condition, long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (runners) {
            try {
                for (long left = millis; !condition.getAsBoolean() && left > 0;) {
                    runners.wait(left);
                    left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return condition.getAsBoolean();
        }
    }

    private void wire(String pipeline) {
        List<Runner> members = runners.values().stream().filter(runner -> runner.id().pipeline().equals(pipeline)).toList();
        for (Runner from : members) {
            from.targets(members.stream().filter(to -> to.id().inputs().contains(from.id().name())).toList());
        }
    }

    @Override
    public List<NodeStatus> nodes() {
        synchronized (runners) {
            List<NodeStatus> nodes = new ArrayList<>();
            for (Runner runner : runners.values()) {
                nodes.add(runner.status(runner.id().inputs().stream()
                        .filter(input -> !runners.containsKey(runner.id().pipeline() + "/" + input)).toList()));
            }
            return nodes;
        }
    }

    @Deactivate
    void stop() {
        List<Runner> all;
        synchronized (runners) {
            all = List.copyOf(runners.values());
            runners.clear();
        }
        all.forEach(Runner::stop);
        workers.close();
    }
}
