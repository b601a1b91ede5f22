package org.rapport.training.data;

import java.nio.file.Path;

/**
 * One emitter and one receiver.
 *
 * @param name its name in reports, unique in the study
 * @param emitter who makes the impression
 * @param receiver who forms it
 * @param stimulus what the receiver saw of the emitter; sessions that share it share its course of time. The session's own
 *        name where nobody else saw the same
 * @param recording its file
 */
public record Session(String name, String emitter, String receiver, String stimulus, Path recording) {

    /** A session that shares its stimulus with no other. */
    public Session(String name, String emitter, String receiver, Path recording) {
        this(name, emitter, receiver, name, recording);
    }
}
