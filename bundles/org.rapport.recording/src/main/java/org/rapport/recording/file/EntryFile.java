package org.rapport.recording.file;

import java.io.IOException;

import org.rapport.xdf.XdfException;

/**
 * One file of a recording.
 *
 * @param <E> what is put into it
 */
public interface EntryFile<E> {

    /**
     * Writes an entry.
     *
     * @throws XdfException if the entry fits no recording; the file is sound
     * @throws IllegalArgumentException likewise
     * @throws IOException if the file takes no more
     */
    void write(E entry) throws IOException;

    /** Makes everything written so far safe from the death of this process. */
    void flush() throws IOException;

    /** Ends it after all that was written. */
    void close() throws IOException;

    /** Ends it after what was last flushed. */
    void abandon() throws IOException;
}
