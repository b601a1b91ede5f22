package org.rapport.api.node;

import org.osgi.annotation.versioning.ConsumerType;
import org.rapport.api.signal.Signal;

/** Sees what the nodes of running pipelines send, without being one of them. Registered as a service. */
@ConsumerType
public interface GraphListener {
    /**
     * Sees a signal where it was made: what a node only hands on is not told again. Called by the node's own thread, for each
     * node in the order of its signals; must return at once, and wait for nobody.
     *
     * @param pipeline the node's pipeline
     * @param node the node's name in it
     */
    void sent(String pipeline, String node, Signal signal);
}
