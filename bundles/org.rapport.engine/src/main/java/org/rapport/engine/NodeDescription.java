package org.rapport.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.osgi.service.metatype.AttributeDefinition;
import org.rapport.api.node.PolledSource;
import org.rapport.api.node.Processor;
import org.rapport.api.node.Sink;
import org.rapport.api.node.Source;
import org.rapport.engine.NodeType.Kind;
import org.slf4j.LoggerFactory;

/**
 * What a bundle says of a component that makes nodes.
 *
 * @param id its factory PID
 * @param service the class name of the service that it offers
 * @param bundle the symbolic name of its bundle
 * @param properties its component properties
 * @param settings what it can be set to; empty if its bundle does not describe that
 */
public record NodeDescription(String id, String service, String bundle, Map<String, Object> properties,
        Optional<Settings> settings) {
    private static final Map<String, Kind> KINDS = Map.of(Source.class.getName(), Kind.SOURCE, Processor.class.getName(),
            Kind.PROCESSOR, Sink.class.getName(), Kind.SINK);

    /**
     * The settings of a component, as its bundle describes them.
     *
     * @param description what they are of
     * @param all in the order of the source file
     * @param required those of them that are not optional
     */
    public record Settings(String description, List<AttributeDefinition> all, List<AttributeDefinition> required) {
    }

    /** Whether what offers a service is a node. */
    public static boolean isNode(String service) {
        return KINDS.containsKey(service);
    }

    /** The node types by their PIDs. One whose settings nobody can check is not offered. */
    static Map<String, NodeType> types(Collection<NodeDescription> nodes) {
        Map<String, NodeType> types = new TreeMap<>();
        for (NodeDescription node : nodes) {
            if (node.settings.isPresent()) {
                types.put(node.id, node.type(node.settings.get()));
            } else { // a log takes long to begin
                LoggerFactory.getLogger(NodeTypes.class).warn(
                        "{}: node type {} has no described settings (@Designate with factory = true) and is left out",
                        node.bundle, node.id);
            }
        }
        return types;
    }

    private NodeType type(Settings described) {
        Map<String, AttributeDefinition> byKey = new LinkedHashMap<>();
        described.all.forEach(setting -> byKey.put(setting.getID(), setting));
        Set<String> required = new LinkedHashSet<>();
        described.required.stream().filter(setting -> setting.getDefaultValue() == null)
                .forEach(setting -> required.add(setting.getID()));
        // node types that share their settings each say what they are for; the others leave that to the settings' description
        Object own = properties.get("rapport.node.description");
        return new NodeType(id, KINDS.get(service), bundle, String.valueOf(own == null ? described.description : own), byKey,
                required, predicts(properties));
    }

    /** Whether a component, or a service of it, says that it predicts. */
    static boolean predicts(Map<String, Object> properties) {
        return isTrue(properties, Processor.PREDICTS);
    }

    /** Whether a service says that it makes use of what comes at once. */
    static boolean isPrompt(Map<String, Object> properties) {
        return isTrue(properties, PolledSource.PROMPT);
    }

    private static boolean isTrue(Map<String, Object> properties, String key) {
        return "true".equals(String.valueOf(properties.get(key)));
    }
}
