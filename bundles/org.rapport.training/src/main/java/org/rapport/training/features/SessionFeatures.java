package org.rapport.training.features;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.rapport.api.signal.Role;
import org.rapport.training.data.Capture;
import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Session;
import org.rapport.training.study.StudyException;

/**
 * The features of one session's captures, side by side: the rows that all of them have. Rows are views, so that what sessions
 * share is in memory once.
 */
final class SessionFeatures {
    private final Session session;
    private final Features emitter;
    private final Features receiver;
    private final int firstOfEmitter;
    private final int firstOfReceiver;
    private final int rows;

    private SessionFeatures(Session session, Features emitter, Features receiver) throws StudyException {
        this.session = session;
        this.emitter = emitter;
        this.receiver = receiver;
        if (emitter == receiver) { // one grid, which may have a silence in it
            firstOfEmitter = 0;
            firstOfReceiver = 0;
            rows = emitter.times().length;
            return;
        }
        long start = Math.max(firstRow(emitter, Role.EMITTER), firstRow(receiver, Role.RECEIVER));
        long end = Math.min(firstRow(emitter, Role.EMITTER) + emitter.times().length,
                firstRow(receiver, Role.RECEIVER) + receiver.times().length);
        if (end <= start) {
            throw new StudyException("session " + session.name() + ": the recordings of the emitter (" + span(emitter)
                    + ") and of the receiver (" + span(receiver) + ") have no moment in common; both must be on the clock of the "
                    + "stimulus: of a table with times since 1970, say what they are then, as \"zero\": "
                    + "\"2026-01-05T10:00:00Z\"");
        }
        firstOfEmitter = (int) (start - firstRow(emitter, Role.EMITTER));
        firstOfReceiver = (int) (start - firstRow(receiver, Role.RECEIVER));
        rows = (int) (end - start);
    }

    /** @param made the features of each of the session's captures, in the same order */
    static SessionFeatures of(Session session, List<Features> made) throws StudyException {
        return new SessionFeatures(session, of(session, made, Role.EMITTER), of(session, made, Role.RECEIVER));
    }

    private static Features of(Session session, List<Features> made, Role role) throws StudyException {
        for (int i = 0; i < made.size(); i++) {
            Capture capture = session.captures().get(i);
            if (capture.shows(role)) {
                if (made.get(i).person(role).isEmpty()) {
                    throw new StudyException(capture + ": gives no channel of the " + role.word()
                            + "; a source of that role must find its stream");
                }
                return made.get(i);
            }
        }
        throw new StudyException("session " + session.name() + ": has no recording of the " + role.word());
    }

    private static String span(Features features) {
        double[] times = features.times();
        return String.format(Locale.ROOT, "%.1f to %.1f s", times[0], times[times.length - 1]);
    }

    /** The number of the first row on the grid of whole multiples of a row's length. */
    private long firstRow(Features features, Role role) throws StudyException {
        double[] times = features.times();
        long first = Math.round(times[0] * features.rate());
        long last = Math.round(times[times.length - 1] * features.rate());
        if (last - first != times.length - 1) {
            throw new StudyException("session " + session.name() + ": the recording of the " + role.word() + " is silent for "
                    + "seconds somewhere between " + times[0] + " s and " + times[times.length - 1]
                    + " s and cannot be put beside the other's; cut it there");
        }
        return first;
    }

    /** @param labelLag seconds by which reports come after what they are about */
    Recording recording(double labelLag) {
        double[] times = emitter == receiver ? receiver.times()
                : Arrays.copyOfRange(receiver.times(), firstOfReceiver, firstOfReceiver + rows);
        Features.Person emitting = emitter.person(Role.EMITTER).orElseThrow();
        Features.Person receiving = receiver.person(Role.RECEIVER).orElseThrow();
        return new Recording(session, emitting.channels(), receiving.channels(), receiver.provenance(), times,
                emitting.rows().slice(firstOfEmitter, firstOfEmitter + rows),
                receiving.rows().slice(firstOfReceiver, firstOfReceiver + rows), labels(receiver.labels(), times, labelLag));
    }

    /** What was reported at each time, each report held until the next. */
    static FeatureRows labels(List<Reports> reports, double[] times, double lag) {
        int targets = reports.size();
        float[] held = new float[times.length * targets];
        for (int target = 0; target < targets; target++) {
            float[] values = reports.get(target).held(times, lag);
            for (int row = 0; row < values.length; row++) {
                held[row * targets + target] = values[row];
            }
        }
        return FeatureRows.of(held, targets);
    }
}
