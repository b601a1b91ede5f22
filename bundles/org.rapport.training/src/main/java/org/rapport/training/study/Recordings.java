package org.rapport.training.study;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;

/** The sessions of a study as features with labels. */
public interface Recordings {
    /** Makes the features of sessions, or finds them; tells of each in turn. */
    void load(List<Session> sessions, Consumer<Recording> progress) throws StudyException, IOException;

    /**
     * A session that was loaded.
     *
     * @param labelLag seconds by which reports come after what they are about
     */
    Recording get(Session session, double labelLag);
}
