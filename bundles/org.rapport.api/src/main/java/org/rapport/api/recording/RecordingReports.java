package org.rapport.api.recording;

import java.io.IOException;
import java.nio.file.Path;

import org.osgi.annotation.versioning.ProviderType;

/** Tells what is in a recording and how good it is. Reads the file, and may take seconds. */
@ProviderType
public interface RecordingReports {
    /**
     * Reads a recording.
     *
     * @throws IOException if it cannot be read; one line that says why
     */
    Report of(Path recording) throws IOException;

    /**
     * What was found.
     *
     * @param seconds how long it is
     * @param streams how many streams of devices and nodes are in it
     * @param good whether it is sound and complete
     * @param verdict that, in a sentence
     * @param page all of it as an HTML page that needs nothing else
     */
    record Report(double seconds, int streams, boolean good, String verdict, String page) {
    }
}
