package org.rapport.engine;

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

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, target = "(" + NodeCheck.TYPE + "=*)")
    void add(NodeCheck check, Map<String, Object> properties) {
        byType.put((String) properties.get(NodeCheck.TYPE), check);
    }

    void remove(NodeCheck check, Map<String, Object> properties) {
        byType.remove((String) properties.get(NodeCheck.TYPE), check);
    }

    Map<String, NodeCheck> all() {
        return Map.copyOf(byType);
    }
}
