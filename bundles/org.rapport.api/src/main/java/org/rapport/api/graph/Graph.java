package org.rapport.api.graph;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** The nodes that run now. */
@ProviderType
public interface Graph {
    /** Every node of every running pipeline, as it is at this moment. */
    List<NodeStatus> nodes();
}
