package org.rapport.api.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.osgi.annotation.versioning.ProviderType;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Signal;

/** Runs the nodes of a pipeline over recorded signals, in the caller's thread and as fast as they can. */
@ProviderType
public interface OfflineGraph {
    /**
     * Makes the nodes between a pipeline's sources and one of its nodes; the sources themselves are not made.
     *
     * @param pipeline the pipeline file
     * @param node the last node to run
     * @param results takes every block which that node emits
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the pipeline does not pass its check or has no such node; the message is one
     *         line a problem
     */
    Run open(Path pipeline, String node, Consumer<Block> results) throws IOException;

    /** One pass over one recording. Used by one thread. */
    @ProviderType
    interface Run extends AutoCloseable {
        /** The source nodes that the caller stands in for. */
        List<PlannedNode> sources();

        /**
         * Hands a signal to the nodes that read from a source, and returns when all of them are done with it. Signals come
         * in the order in which they arrived.
         *
         * @throws Exception what a node threw
         */
        void send(String source, Signal signal) throws Exception;

        /** Takes the nodes away. */
        @Override
        void close();
    }
}
