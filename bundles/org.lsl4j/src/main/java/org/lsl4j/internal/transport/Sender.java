package org.lsl4j.internal.transport;

import java.time.Duration;

import org.lsl4j.Outlet;
import org.lsl4j.OutletOptions;
import org.lsl4j.OutletStatistics;
import org.lsl4j.StreamInfo;

/** What an {@link Outlet} hands its samples to. */
public interface Sender extends AutoCloseable {

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
