package org.rapport.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;

/** Makes nodes from a pipeline file like the live graph does, but leaves their driving to the caller. */
@Component
public final class OfflineRuns implements OfflineGraph {
    private final NodeServices services;
    private final NodeConfigurations configurations;
    private final NodeTypes types;
    private final NodeChecks checks;
    private final AtomicLong runs = new AtomicLong();

    @Activate
    public OfflineRuns(BundleContext context, @Reference NodeConfigurations configurations, @Reference NodeTypes types,
            @Reference NodeChecks checks) {
        this.services = new NodeServices(context);
        this.configurations = configurations;
        this.types = types;
        this.checks = checks;
    }

    @Override
    public Run open(Path file, String node, Consumer<Block> results) throws IOException {
        Pipeline pipeline = sound(file, node);
        PipelinePlan plan = new PipelinePlan(pipeline, types.all());
        Set<PlannedNode> upstream = new LinkedHashSet<>();
        collect(plan.node(node), upstream);
        Set<String> processors = upstream.stream().filter(planned -> !isSource(planned)).map(PlannedNode::name)
                .collect(Collectors.toSet());
        String run = "offline-" + runs.incrementAndGet() + "-" + pipeline.name();
        List<Pipeline.Node> made = pipeline.nodes().stream().filter(one -> processors.contains(one.name())).toList();
        configurations.apply(run, made, Map.of(NodeId.OFFLINE, true));
        try {
            Map<String, Object> nodes = new LinkedHashMap<>();
            for (String name : processors) {
                nodes.put(name, services.await(run, name));
            }
            return new OfflineRun(upstream.stream().filter(this::isSource).toList(), pipeline, nodes, (from, signal) -> {
                if (from.equals(node) && signal instanceof Block block) {
                    results.accept(block);
                }
            }, () -> remove(run));
        } catch (RuntimeException e) {
            remove(run);
            throw e;
        }
    }

    private Pipeline sound(Path file, String node) throws IOException {
        List<Fault> faults = new ArrayList<>();
        Pipeline pipeline = PipelineReader.read(file, faults);
        if (faults.isEmpty() && pipeline.nodes().stream().noneMatch(one -> one.name().equals(node))) {
            faults.add(new Fault(1, "", "", "has no node \"" + node + "\"; nodes are "
                    + pipeline.nodes().stream().map(Pipeline.Node::name).collect(Collectors.joining(", "))));
        }
        if (faults.isEmpty()) {
            faults.addAll(new PipelineCheck(upstreamOf(pipeline, node), types.all(), checks.all()).faults());
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.stream().map(fault -> fault.in(file)).collect(Collectors.joining("\n")));
        }
        return pipeline;
    }

    /** What is not run need not be sound: a model that is only now being trained, for instance. */
    private static Pipeline upstreamOf(Pipeline pipeline, String node) {
        Set<String> names = new LinkedHashSet<>(Set.of(node));
        for (boolean grown = true; grown;) {
            grown = false;
            for (Pipeline.Node one : pipeline.nodes()) {
                grown |= names.contains(one.name()) && names.addAll(one.inputs());
            }
        }
        return new Pipeline(pipeline.file(), pipeline.nodes().stream().filter(one -> names.contains(one.name())).toList());
    }

    private void collect(PlannedNode node, Set<PlannedNode> found) {
        if (found.add(node)) {
            node.inputs().forEach(input -> collect(input, found));
        }
    }

    private boolean isSource(PlannedNode node) {
        return types.all().get(node.type()).kind() == NodeType.Kind.SOURCE;
    }

    private void remove(String run) {
        try {
            configurations.apply(run, List.of(), Map.of());
        } catch (IOException e) {
            throw new IllegalStateException("cannot take away the nodes of " + run, e);
        }
    }
}
