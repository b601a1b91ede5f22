package org.rapport.api.recording;

import java.nio.file.Path;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Starts and stops a recorder that runs in a pipeline. Registered as a service by every recorder node, with the properties
 * {@code rapport.pipeline} and {@code rapport.node}. May be called by any thread.
 */
@ProviderType
public interface RecordingControl {
    /** Begins to record into a new file; nothing if it records already. */
    default void start() {
        start(SessionDetails.NONE);
    }

    /**
     * Begins to record into a new file; nothing if it records already.
     *
     * @param details what is kept in the file and beside it
     */
    void start(SessionDetails details);

    /**
     * Puts a marker into the recording; nothing if it does not record.
     *
     * @param time when it happened, in seconds of the LSL clock
     */
    void mark(double time, String text);

    /**
     * Puts a trouble of the session into the recording, beside what nodes told; nothing if it does not record.
     *
     * @param time when it began or ended, in seconds of the LSL clock
     * @param about the stream, node or file
     * @param kind what kind of trouble, in a word
     * @param text what it is, in a line
     */
    void trouble(double time, String about, String kind, String text);

    /** Ends the file after all that came in so far; nothing if it does not record. */
    void stop();

    /** The file it records into, as the user named it; empty if it does not record. */
    Optional<Path> recording();
}
