package org.rapport.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rapport.api.node.NodeCheck;

/** The checks that bundles bring along with their node types. */
@Component(service = NodeChecks.class)
public final class NodeChecks {
    private final Map<String, NodeCheck> byType = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            target = "(" + NodeCheck.TYPE + "=*)")
    void add(NodeCheck check, Map<String, Object> properties) {
        types(properties).forEach(type -> byType.put(type, check));
    }

    void remove(NodeCheck check, Map<String, Object> properties) {
        types(properties).forEach(type -> byType.remove(type, check));
    }

    private static List<String> types(Map<String, Object> properties) {
        return properties.get(NodeCheck.TYPE) instanceof String[] types ? List.of(types)
                : List.of((String) properties.get(NodeCheck.TYPE));
    }

    Map<String, NodeCheck> all() {
        return Map.copyOf(byType);
    }
}
