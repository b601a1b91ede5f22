package org.rapport.api.node;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What must hold for nodes of one type beyond the type and range of each setting, such as a model that fits its inputs.
 * Registered as a service with the property {@link #TYPE}; called before anything of a pipeline starts.
 */
@ConsumerType
public interface NodeCheck {
    /** The service property that names the node type. */
    String TYPE = "rapport.node.type";

    /** Every problem of the node where it stands; empty if it may start. Reads files at most; starts nothing. */
    List<Problem> check(PlannedNode node);

    /**
     * One thing that is wrong.
     *
     * @param key the setting to mend, or empty if it is the node as a whole
     * @param message what is wrong and how to mend it, in one line
     */
    record Problem(String key, String message) {
    }
}
