package org.rapport.api.node;

import java.util.List;
import java.util.Map;

import org.osgi.annotation.versioning.ConsumerType;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.StreamDescription;

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
     * Compares the node with what really came during a preflight, in which the sources and what works on their streams ran for a
     * moment, and it did not.
     *
     * @param node the node as its file describes it
     * @param streams the streams that each node of the pipeline sent, by the node's name
     */
    default Fitness live(PlannedNode node, Map<String, List<StreamDescription>> streams) {
        return new Fitness(List.of(), List.of());
    }

    /**
     * Whether a node can do its work with the devices that are there.
     *
     * @param problems why it cannot, and how to mend that, a line each
     * @param notes what it does without, a line each
     */
    record Fitness(List<String> problems, List<String> notes) {
        public Fitness {
            problems = List.copyOf(problems);
            notes = List.copyOf(notes);
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param key the setting to mend, or empty if it is the node as a whole
     * @param message what is wrong and how to mend it, in one line
     */
    record Problem(String key, String message) {
    }
}
