package org.rapport.training.split;

import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;

/**
 * A session or a part of it.
 *
 * @param session the session
 * @param from where it begins, as a part of the session's length from 0 to 1
 * @param to where it ends, likewise
 */
public record Excerpt(Session session, double from, double to) {

    static Excerpt whole(Session session) {
        return new Excerpt(session, 0, 1);
    }

    /**
     * The rows of this excerpt. One that begins inside the session leaves out a window, an embargo: so that no window of it
     * is next to one of the excerpt before, which is on another side of the split.
     *
     * @param recording the whole session
     * @param embargo rows of a window
     */
    public Recording of(Recording recording, int embargo) {
        if (from == 0 && to == 1) {
            return recording;
        }
        int end = (int) Math.round(to * recording.rows());
        int begin = from == 0 ? 0 : Math.min(end, (int) Math.round(from * recording.rows()) + embargo);
        return recording.slice(begin, end);
    }
}
