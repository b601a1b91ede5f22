package org.rapport.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The factory configurations that stand for the nodes of pipelines; declarative services make the nodes from them. */
@Component(service = NodeConfigurations.class)
public final class NodeConfigurations {
    private final ConfigurationAdmin admin;

    @Activate
    public NodeConfigurations(@Reference ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /**
     * Makes the configurations of a pipeline exactly its nodes. Nodes that are as they were are left alone.
     *
     * @param pipeline the pipeline's name
     * @param marks further service properties that every node gets
     * @return how many were made, changed or taken away
     */
    int apply(String pipeline, List<Pipeline.Node> nodes, Map<String, Object> marks) throws IOException {
        Set<String> wanted = new HashSet<>();
        nodes.forEach(node -> wanted.add(pid(pipeline, node)));
        int changed = 0;
        for (Configuration present : sourcesFirst(present(pipeline))) {
            if (!wanted.contains(present.getPid())) {
                present.delete();
                changed++;
            }
        }
        for (Pipeline.Node node : nodes) {
            Dictionary<String, Object> properties = new Hashtable<>(marks);
            node.settings().forEach((key, setting) -> properties.put(key, property(setting.value())));
            properties.put(NodeId.PIPELINE, pipeline);
            properties.put(NodeId.NODE, node.name());
            if (admin.getFactoryConfiguration(node.type(), pipeline + "." + node.name(), "?").updateIfDifferent(properties)) {
                changed++;
            }
        }
        return changed;
    }

    private static String pid(String pipeline, Pipeline.Node node) {
        return node.type() + "~" + pipeline + "." + node.name();
    }

    private List<Configuration> present(String pipeline) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(" + NodeId.PIPELINE + "=" + escaped(pipeline) + ")");
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(pipeline, e); // escaped() leaves nothing to misread
        }
    }

    /** So that each node still has somewhere to send its last blocks to. */
    private static List<Configuration> sourcesFirst(List<Configuration> nodes) {
        Map<String, Configuration> left = new LinkedHashMap<>();
        nodes.forEach(node -> left.put(String.valueOf(node.getProperties().get(NodeId.NODE)), node));
        List<Configuration> sorted = new ArrayList<>();
        while (!left.isEmpty()) {
            List<String> next = left.entrySet().stream().filter(node -> NodeId
                    .inputs(node.getValue().getProperties().get(Pipeline.Node.INPUTS)).stream().noneMatch(left::containsKey))
                    .map(Map.Entry::getKey).toList();
            (next.isEmpty() ? List.copyOf(left.keySet()) : next).forEach(name -> sorted.add(left.remove(name)));
        }
        return sorted;
    }

    private static String escaped(String value) {
        return value.replaceAll("([\\\\*()])", "\\\\$1");
    }

    /** Config Admin takes lists as arrays or collections of one type. */
    private static Object property(Object value) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        if (list.stream().allMatch(Number.class::isInstance) && !list.stream().allMatch(Long.class::isInstance)) {
            return list.stream().map(number -> ((Number) number).doubleValue()).toArray(Double[]::new);
        }
        if (list.stream().allMatch(Long.class::isInstance) && !list.isEmpty()) {
            return list.toArray(Long[]::new);
        }
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(String.valueOf(one)));
        return texts.toArray(String[]::new);
    }
}
