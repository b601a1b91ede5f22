package org.rapport.api.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** Says whether a pipeline is sound, and whether a session with it can begin. */
@ProviderType
public interface Preflights {
    /**
     * What is wrong with a pipeline file, one line a fault; starts nothing.
     *
     * @throws IOException if it cannot be read
     */
    List<String> check(Path pipeline) throws IOException;

    /**
     * Runs the sources of a pipeline for a moment beside whatever runs, as {@code rapport check --live} does.
     *
     * @param pipeline its file
     * @param seconds how long
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the pipeline does not pass its check or cannot start; one line a problem
     */
    Preflighted run(Path pipeline, double seconds) throws IOException, InterruptedException;

    /**
     * What came of it.
     *
     * @param go whether the session can begin
     * @param lines what was found, the last of them the verdict
     */
    record Preflighted(boolean go, List<String> lines) {
        public Preflighted {
            lines = List.copyOf(lines);
        }
    }
}
