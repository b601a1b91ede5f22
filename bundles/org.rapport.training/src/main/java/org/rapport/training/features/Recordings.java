package org.rapport.training.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;

/** The sessions of a study as features with labels. */
public interface Recordings {
    /**
     * Makes the features of sessions, or finds them; tells of each in turn.
     *
     * @param stop asked often whether to stop
     * @throws StoppedException if it was to stop
     */
    void load(List<Session> sessions, Consumer<Recording> progress, BooleanSupplier stop) throws IOException;

    /** The same, to the end. */
    default void load(List<Session> sessions, Consumer<Recording> progress) throws IOException {
        load(sessions, progress, () -> false);
    }

    /**
     * A session that was loaded.
     *
     * @param labelLag seconds by which reports come after what they are about
     */
    Recording get(Session session, double labelLag);

    /**
     * The same sessions as if the clock that recorded them had been ahead, of which nothing is loaded yet. Rows and labels are
     * then taken at other moments, since rows are at whole multiples of their distance.
     *
     * @param ahead in seconds
     * @return empty if they cannot be made, such as of a table, whose rows are as they stand
     */
    default Optional<Recordings> onClock(double ahead) {
        return Optional.empty();
    }

    /**
     * The feature files of a session that was loaded, one for each of its captures, for processes that cannot make features.
     *
     * @param folder where they are written if they are nowhere yet
     */
    List<Path> files(Session session, Path folder) throws IOException;
}
