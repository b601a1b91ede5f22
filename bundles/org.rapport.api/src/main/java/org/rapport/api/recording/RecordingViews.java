package org.rapport.api.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;

import org.osgi.annotation.versioning.ProviderType;

/** Opens recordings to be looked at, of any length: no recording is kept in memory. */
@ProviderType
public interface RecordingViews {
    /**
     * Goes through a recording twice and takes note of where everything is. Takes some seconds for each gigabyte, in the caller's
     * thread.
     *
     * @param recording an XDF file that nobody writes to any more
     * @param progress is told how far it is, from 0 to 1; what it throws ends the reading
     * @throws IOException if it cannot be read; one line that says why
     */
    RecordingView open(Path recording, DoubleConsumer progress) throws IOException;
}
