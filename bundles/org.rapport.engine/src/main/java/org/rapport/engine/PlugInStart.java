package org.rapport.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Starts a plug-in in a thread of its own: its activator is somebody else's code and may never return. */
final class PlugInStart {
    static final int PATIENCE_SECONDS = 10;

    private final Bundle bundle;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Throwable failure;

    PlugInStart(Bundle bundle) {
        this.bundle = bundle;
    }

    /**
     * Starts it.
     *
     * @return whether it started in time
     * @throws BundleException if it cannot start
     */
    boolean finishes() throws BundleException {
        Thread thread = new Thread(this::start, "starts " + bundle.getSymbolicName());
        thread.setDaemon(true);
        thread.start();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (failure != null) {
            throw failure instanceof BundleException known ? known : new BundleException("it cannot start: " + failure, failure);
        }
        return true;
    }

    private void start() {
        try {
            bundle.start();
        } catch (Throwable e) { // also an Error: the plug-in's, not ours
            failure = e;
        } finally {
            ended.countDown();
        }
    }
}
