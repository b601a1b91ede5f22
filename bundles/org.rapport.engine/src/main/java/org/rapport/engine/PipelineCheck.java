package org.rapport.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.rapport.api.graph.PlannedNode;
import org.rapport.api.node.NodeCheck;
import org.rapport.json.Shown;

/** Finds every fault of a pipeline at once, before anything starts. */
final class PipelineCheck {
    /** More are not read by anyone. */
    static final int MOST_FAULTS = 100;
    private static final int MOST_KEPT = 10_000;
    private static final int MOST_NAMES = 30;
    private static final int MOST_INPUTS = 1000;

    private final Pipeline pipeline;
    private final Map<String, NodeType> types;
    private final Map<String, NodeCheck> checks;
    private final Map<String, Pipeline.Node> byName = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> unknownTypes = new LinkedHashSet<>();
    private boolean circular;

    /**
     * @param types the node types that are installed
     * @param checks what must hold beyond the settings, by node type
     */
    PipelineCheck(Pipeline pipeline, Map<String, NodeType> types, Map<String, NodeCheck> checks) {
        this.pipeline = pipeline;
        this.types = types;
        this.checks = checks;
        run();
    }

    /** In the order of the file's lines. */
    List<Fault> faults() {
        List<Fault> sorted = new ArrayList<>(faults);
        sorted.sort(Comparator.comparingInt(Fault::line));
        if (sorted.size() > MOST_FAULTS) {
            Fault first = sorted.get(MOST_FAULTS);
            String more = "is the first of " + (sorted.size() - MOST_FAULTS) + " more; fix those above first";
            sorted.subList(MOST_FAULTS, sorted.size()).clear();
            sorted.add(new Fault(first.line(), first.node(), first.key(), more));
        }
        return sorted;
    }

    /** Types that no installed bundle offers: a fault only until such a bundle comes. */
    Set<String> unknownTypes() {
        return unknownTypes;
    }

    private void run() {
        for (Pipeline.Node node : pipeline.nodes()) {
            Pipeline.Node first = byName.putIfAbsent(node.name(), node);
            if (first != null) {
                faults.add(Fault.of(node, "another node has this name on line " + first.line() + "; give one of them another"));
            }
        }
        pipeline.nodes().forEach(this::node);
        circle();
        if (faults.isEmpty()) { // a node's own check may rely on everything upstream being sound
            PipelinePlan plan = new PipelinePlan(pipeline, types);
            pipeline.nodes().forEach(node -> own(node, plan.node(node.name())));
        }
    }

    private void node(Pipeline.Node node) {
        NodeType type = types.get(node.type());
        if (type == null) {
            unknownTypes.add(node.type());
            faults.add(Fault.of(node, "unknown node type \"" + node.type() + "\"" + Nearest.hint(node.type(), types.keySet())
                    + "; installed are " + String.join(", ", types.keySet())));
        } else {
            faults.addAll(new SettingsCheck(node, type).faults());
        }
        if (node.inputs().size() > MOST_INPUTS) {
            faults.add(Fault.of(node, Pipeline.Node.INPUTS, "names more than " + MOST_INPUTS + " nodes"));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (String input : node.inputs()) {
            if (faults.size() > MOST_KEPT) {
                return;
            }
            Pipeline.Node from = byName.get(input);
            if (from == null) {
                faults.add(Fault.of(node, Pipeline.Node.INPUTS, "\"" + Shown.name(input) + "\" is not a node of this pipeline"
                        + Nearest.hint(input, byName.keySet()) + "; nodes are " + names()));
            } else if (types.containsKey(from.type()) && types.get(from.type()).kind() == NodeType.Kind.SINK) {
                faults.add(Fault.of(node, Pipeline.Node.INPUTS, "\"" + input
                        + "\" is a sink and has no output; read from what it reads from: " + String.join(", ", from.inputs())));
            } else if (!seen.add(input)) {
                faults.add(Fault.of(node, Pipeline.Node.INPUTS, "\"" + input + "\" appears twice; remove one"));
            }
        }
    }

    private String names() {
        return byName.keySet().stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (byName.size() > MOST_NAMES ? ", and " + (byName.size() - MOST_NAMES) + " more" : "");
    }

    private void own(Pipeline.Node node, PlannedNode planned) {
        NodeCheck check = checks.get(node.type());
        if (check != null) {
            check.check(planned).forEach(problem -> faults.add(Fault.of(node, problem.key(), problem.message())));
        }
    }

    private void circle() {
        Set<String> done = new HashSet<>();
        for (String name : byName.keySet()) {
            walk(name, done, new ArrayList<>());
        }
    }

    private void walk(String name, Set<String> done, List<String> path) {
        if (circular || done.contains(name) || !byName.containsKey(name)) {
            return;
        }
        int first = path.indexOf(name);
        if (first >= 0) {
            circular = true;
            List<String> circle = new ArrayList<>(path.subList(first, path.size()));
            circle.add(name);
            faults.add(Fault.of(byName.get(name), Pipeline.Node.INPUTS,
                    "the nodes form a loop: " + String.join(" <- ", circle) + "; remove one of these inputs"));
            return;
        }
        path.add(name);
        byName.get(name).inputs().forEach(input -> walk(input, done, path));
        path.remove(path.size() - 1);
        done.add(name);
    }
}
