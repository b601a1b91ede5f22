package org.rapport.recording.film;

/**
 * A stretch of a recording in which a film ran.
 *
 * @param from when it began to, on the recorder's clock, in seconds
 * @param to when it stopped
 * @param offset what makes a time of the recorder one of the film
 */
record FilmStretch(double from, double to, double offset) {
    boolean holds(double time) {
        return time >= from && time < to;
    }

    /** Seconds into the film. */
    double filmTime(double time) {
        return time + offset;
    }
}
