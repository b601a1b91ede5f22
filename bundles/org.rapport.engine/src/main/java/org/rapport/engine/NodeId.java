package org.rapport.engine;

import java.util.List;
import java.util.Map;

/** Where a node stands in which pipeline; read from the properties of its service. */
record NodeId(String pipeline, String name, String type, List<String> inputs) {
    /** The service property with the pipeline's name. */
    static final String PIPELINE = "rapport.pipeline";
    /** The service property with the node's name. */
    static final String NODE = "rapport.node";
    /** Marks the nodes of an {@link org.rapport.api.graph.OfflineGraph} run, which the live graph leaves alone. */
    static final String OFFLINE = "rapport.offline";
    /** The services that are nodes of the live graph. */
    static final String LIVE = "(&(" + NODE + "=*)(!(" + OFFLINE + "=*)))";

    static NodeId of(Map<String, Object> properties) {
        return new NodeId((String) properties.get(PIPELINE), (String) properties.get(NODE),
                String.valueOf(properties.get("service.factoryPid")), inputs(properties.get(Pipeline.Node.INPUTS)));
    }

    static List<String> inputs(Object value) {
        return value instanceof String[] names ? List.of(names) : value instanceof String name ? List.of(name) : List.of();
    }

    @Override
    public String toString() {
        return pipeline + "/" + name;
    }
}
