package org.lsl4j.internal.transport;

import java.io.IOException;

import org.lsl4j.Inlet;
import org.lsl4j.StreamInfo;

/** What supplies an {@link Inlet}: it moves samples to the inlet's log, on its own threads. */
public interface Receiver extends ClockProbe, AutoCloseable {

    /** Begins to connect, if it has not begun. */
    void start();

    /** The stream, as its present outlet describes it. */
    StreamInfo info();

    /**
     * Asks for the stream's whole description, once.
     *
     * @param deadline in nanoseconds of {@link System#nanoTime}
     * @throws IOException if the outlet does not answer, or not properly
     */
    StreamInfo fullInfo(long deadline) throws IOException;

    /** Whether the outlet stamps its samples, as far as that is known. */
    default boolean isStamped() {
        return true;
    }

    /** Nanoseconds of silence while connected; time in which nobody here could listen does not count. */
    long silence();

    long reconnects();

    /** Bytes of samples that came; -1 if that is not known. */
    long bytes();

    @Override
    void close();
}
