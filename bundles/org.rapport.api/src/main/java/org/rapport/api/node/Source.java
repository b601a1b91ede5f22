package org.rapport.api.node;

import org.osgi.annotation.versioning.ConsumerType;
import org.rapport.api.graph.Output;

/** A node without inputs. */
@ConsumerType
public interface Source {
    /**
     * Sends blocks until the thread is interrupted or there is nothing more to send. Called once, on a thread of its
     * own.
     *
     * @throws Exception if it cannot go on; the graph then shows the node as stopped and keeps running
     */
    void run(Output output) throws Exception;
}
