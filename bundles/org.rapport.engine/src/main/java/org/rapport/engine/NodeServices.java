package org.rapport.engine;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/** The nodes that are made aside from the live graph, as they come up. */
final class NodeServices {
    private static final long NODE_TIMEOUT_MILLIS = 10_000;

    private final BundleContext context;

    NodeServices(BundleContext context) {
        this.context = context;
    }

    /**
     * Waits for a node.
     *
     * @param run the pipeline's name in its configuration
     * @throws IllegalArgumentException if it does not come up
     */
    Object await(String run, String node) {
        String filter = "(&(" + NodeId.PIPELINE + "=" + run + ")(" + NodeId.NODE + "=" + node + "))";
        try {
            ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context, context.createFilter(filter), null);
            tracker.open();
            Object service = tracker.waitForService(NODE_TIMEOUT_MILLIS);
            if (service == null) {
                throw new IllegalArgumentException(
                        "node \"" + node + "\" did not start within " + NODE_TIMEOUT_MILLIS / 1000 + " s; the log says why");
            }
            return service;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(filter, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while node \"" + node + "\" was starting", e);
        }
    }
}
