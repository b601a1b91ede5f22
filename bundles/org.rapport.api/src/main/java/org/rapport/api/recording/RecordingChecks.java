package org.rapport.api.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;

import org.osgi.annotation.versioning.ProviderType;

/** Runs recorded sessions through pipelines again. */
@ProviderType
public interface RecordingChecks {
    /**
     * Runs a recording through a pipeline and compares what its nodes send with what they sent live, sample by sample, as
     * {@code rapport verify} does: of the nodes that were recorded, those that the pipeline has. Reads what a recorder of Rapport
     * wrote as it runs, whatever its length, and other recordings into memory; runs in the caller's thread.
     *
     * @param nodes the nodes of the pipeline that may be compared; others that were recorded are named
     * @param progress is told how far it is, from 0 to 1; what it throws ends it
     * @throws IOException if it cannot be read, or is too large for the memory there is; one line that says why
     * @throws IllegalArgumentException if it cannot be compared; a line a problem
     * @throws InterruptedException if the thread is interrupted
     */
    Verified verify(Path recording, Path pipeline, Set<String> nodes, DoubleConsumer progress)
            throws IOException, InterruptedException;

    /**
     * What came of it.
     *
     * @param same whether all is equal to the bit
     * @param lines that in words, and what is not equal
     */
    record Verified(boolean same, List<String> lines) {
        public Verified {
            lines = List.copyOf(lines);
        }
    }
}
