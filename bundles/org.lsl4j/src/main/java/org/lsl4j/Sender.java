package org.lsl4j;

import java.time.Duration;

/** What an {@link Outlet} hands its samples to. */
interface Sender extends AutoCloseable {

    /** The stream as consumers see it. */
    StreamInfo info();

    /**
     * Adds the sample that begins at {@code offset}; it goes out with the next {@link #send}. By one thread at a time.
     *
     * @param values an array of a primitive number type or of strings
     * @param stamp seconds
     * @throws IllegalArgumentException if the stream cannot carry such values
     */
    void append(Object values, int offset, double stamp);

    /** Lets go what is due by {@link OutletOptions#chunk}. Does not wait for the network. */
    void send();

    /** Lets go everything. */
    void flush();

    int consumers();

    boolean awaitConsumers(Duration timeout) throws InterruptedException;

    OutletStatistics statistics();

    /** Begins to end the stream, and does not wait. */
    void finish();

    /** Waits until it has ended. */
    @Override
    void close();
}
