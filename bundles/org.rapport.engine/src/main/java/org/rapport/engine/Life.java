package org.rapport.engine;

/** How one node runs, from its start to its end. */
interface Life {
    void start();

    /** Begins to end: the node gets nothing new, and does not wait. */
    void finish();

    /** Waits until it has ended; whether it has. */
    boolean awaitEnd(long millis) throws InterruptedException;

    /** Makes it end whatever it does. */
    void interrupt();

    /** Something has come for it, if it is a source that can be asked. Returns at once. */
    default void wake() {
        // it sees for itself
    }
}
