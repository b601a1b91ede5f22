package org.rapport.training.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One emitter and one receiver.
 *
 * @param name its name in reports, unique in the study
 * @param emitter who makes the impression
 * @param receiver who forms it
 * @param stimulus what the receiver saw of the emitter; sessions that share it share its course of time. The session's own
 *        name where nobody else saw the same
 * @param captures one with both people, or the emitter's and the receiver's on the clock of the stimulus
 */
public record Session(String name, String emitter, String receiver, String stimulus, List<Capture> captures) {

    public Session {
        captures = List.copyOf(captures);
    }

    /** A session in one recording. */
    public Session(String name, String emitter, String receiver, String stimulus, Path recording) {
        this(name, emitter, receiver, stimulus, List.of(new Capture(Optional.empty(), List.of(new RecordingSource(recording)))));
    }

    /** A session in one recording that shares its stimulus with no other. */
    public Session(String name, String emitter, String receiver, Path recording) {
        this(name, emitter, receiver, name, recording);
    }
}
