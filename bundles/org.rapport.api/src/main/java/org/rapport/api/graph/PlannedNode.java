package org.rapport.api.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A node as its pipeline file describes it, before it exists.
 *
 * @param type its node type
 * @param name its name in the pipeline
 * @param settings its settings by key with the defaults filled in: String, Boolean, Long, Double, or a List of these
 * @param inputs the nodes it reads from
 */
public record PlannedNode(String type, String name, Map<String, Object> settings, List<PlannedNode> inputs) {

    public PlannedNode {
        settings = Map.copyOf(settings);
        inputs = List.copyOf(inputs);
    }

    /** A setting as text, or empty if the file leaves it out and it has no default. */
    public Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key)).map(String::valueOf);
    }

    /** The nearest node upstream for which the condition holds, this one included. */
    public Optional<PlannedNode> upstream(Predicate<PlannedNode> condition) {
        if (condition.test(this)) {
            return Optional.of(this);
        }
        return inputs.stream().map(input -> input.upstream(condition)).flatMap(Optional::stream).findFirst();
    }
}
