package org.rapport.web.capture;

import java.util.Optional;

/** Notices by its rows when the camera has seen no face for a while, and when it sees one again. */
final class FaceWatch {
    /** Seconds: who turns away for a moment is no news. */
    private static final double AFTER = 1;

    private double since = Double.NaN;
    private boolean told;

    /**
     * Takes a row.
     *
     * @param face whether it has a face
     * @return whether a face is seen, when that is news
     */
    Optional<Boolean> add(double time, boolean face) {
        if (face) {
            since = Double.NaN;
            boolean news = told;
            told = false;
            return news ? Optional.of(true) : Optional.empty();
        }
        if (Double.isNaN(since)) {
            since = time;
        }
        if (!told && time - since >= AFTER) {
            told = true;
            return Optional.of(false);
        }
        return Optional.empty();
    }
}
