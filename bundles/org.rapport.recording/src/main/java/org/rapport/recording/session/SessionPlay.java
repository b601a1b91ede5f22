package org.rapport.recording.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamDescription;

/**
 * A recorded session that takes place again, in the order in which everything came. Used by one thread.
 */
@ProviderType
public interface SessionPlay extends AutoCloseable {

    /** Takes what comes; what it throws ends the play. */
    @ConsumerType
    interface Player {
        /** What a source node would send. */
        void sent(RecordedSignal signal) throws Exception;

        /** What the node that is asked for made of it then. */
        void made(Block block) throws Exception;

        /** How far it is, from 0 to 1. */
        void progress(double share);
    }

    /**
     * Opens a recording. One of Rapport's recorder is read as it is played, whatever its length; any other, and one whose middle
     * is damaged, is read into memory.
     *
     * @param memory is told the bytes of the file if it has to be read into memory; what it throws ends it
     * @param progress is told how far it is, from 0 to 1; what it throws ends it
     * @throws IOException if it cannot be read; one line that says why
     */
    static SessionPlay open(Path recording, MemoryCheck memory, DoubleConsumer progress) throws IOException {
        Optional<SessionPlay> journaled = RecordingFiles.isXdf(recording) ? JournaledSession.open(recording, progress)
                : Optional.empty();
        if (journaled.isPresent()) {
            return journaled.get();
        }
        memory.check(recording);
        return new SessionInMemory(RecordedSession.read(recording));
    }

    /** Whether there is memory for a whole recording. */
    @ConsumerType
    interface MemoryCheck {
        /** @throws IOException if there is not; one line */
        void check(Path recording) throws IOException;
    }

    /** What is damaged or missing, one line each. */
    List<String> warnings();

    /** The streams that were recorded from a graph, as it described them. */
    List<StreamDescription> descriptions();

    /**
     * Plays it.
     *
     * @param sources the source nodes; a stream goes to the one that it came from, or else to all that would choose it
     * @param mapping how source nodes read streams which another program recorded
     * @param node whose blocks are wanted too
     * @throws IllegalArgumentException if a source would choose a stream, but cannot read it, or two that send the same at the
     *         same time; one line that says why
     * @throws Exception what the player threw, and an {@link IOException} if the recording cannot be read any more
     */
    void play(List<PlannedNode> sources, StreamMapping mapping, String node, Player player) throws Exception;

    @Override
    void close() throws IOException;
}
