package org.rapport.training;

import java.nio.file.Path;
import java.util.List;

/**
 * Recordings with labels to learn from: a folder with {@code study.json} and the recordings it names.
 *
 * @param folder the folder
 * @param name its name
 * @param synthetic whether no person was involved; reports say so
 * @param sessions its sessions, in order
 * @param hash SHA-256 over study.json and all recordings, for a model's contract
 */
record Study(Path folder, String name, boolean synthetic, List<Session> sessions, String hash) {

    /**
     * One emitter and one receiver.
     *
     * @param name its name in reports
     * @param emitter who makes the impression
     * @param receiver who forms it
     * @param recording the XDF file
     */
    record Session(String name, String emitter, String receiver, Path recording) {
    }
}
