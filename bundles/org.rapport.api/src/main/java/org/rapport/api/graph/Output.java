package org.rapport.api.graph;

import org.osgi.annotation.versioning.ProviderType;
import org.rapport.api.signal.Signal;

/** Where a node sends what it makes. */
@ProviderType
public interface Output {
    /** The node's own name in its pipeline, for the streams it makes. */
    String node();

    /** Hands a block or a status to every node that names this one among its inputs. Never blocks in a live graph. */
    void send(Signal signal);

    /**
     * How long ago the node that works now was sent what it works on, in seconds; NaN where that means nothing, as when a
     * recording is run again, and for sources. For figures and warnings: what a node makes of its input must not depend on it.
     */
    default double waited() {
        return Double.NaN;
    }

    /**
     * Has the polled source whose output this is asked at once, for something has come. Any thread may call it, as often as it
     * likes, and it returns at once. It is no more than a hint: a source is asked before its turn only if a node that reads it
     * is {@linkplain org.rapport.api.node.PolledSource#PROMPT prompt}, and while nodes take a small part of the computer only;
     * in its turn it is asked all the same. Of any other node, and after its end, nothing comes of it.
     */
    default void wake() {
        // it is asked in its turn
    }
}
