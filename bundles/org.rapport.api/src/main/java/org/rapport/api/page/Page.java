package org.rapport.api.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** The page of the running runtime. Registered as a service; shows nothing until it is opened. */
@ProviderType
public interface Page {
    /**
     * Opens it.
     *
     * @param pipelines the folder of pipeline files that the runtime follows
     * @param port the port to take, or 0 for the configured one; if that is taken, the next that is free is
     * @return what to tell the user, a line each: where it is, who may see it
     * @throws IOException if it cannot be opened; one line that says why
     */
    List<String> open(Path pipelines, int port) throws IOException;

    /** Closes it, with all that look at it. */
    void close();
}
