package org.rapport.training.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleFunction;

import org.rapport.model.Contract;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.LabelLag;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.Sides;
import org.rapport.training.fit.WindowOptions;
import org.rapport.training.split.Excerpt;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.Split;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/**
 * A study's data, split and ready to learn from.
 *
 * @param study where they come from
 * @param split how they are split
 * @param labelLag seconds by which labels were moved
 * @param sides the recordings
 * @param sessions every session of the split as a whole
 */
public record Experiment(Study study, Split split, double labelLag, Sides sides, List<Recording> sessions) {

    /** Makes or finds the features of sessions. */
    public static void load(List<Session> sessions, Recordings recordings, Progress progress, BooleanSupplier stop)
            throws IOException {
        recordings
                .load(sessions,
                        recording -> progress
                                .say(String.format(Locale.ROOT, "%s: %d rows", recording.session().name(), recording.rows())),
                        stop);
        refuseTwins(sessions, recordings);
    }

    /** @throws StudyException if two sessions are one recording under two names */
    public static void refuseTwins(List<Session> sessions, Recordings recordings) throws StudyException {
        Twins twins = new Twins();
        sessions.forEach(session -> twins.add(recordings.get(session, 0)));
        twins.refuse();
    }

    /** From recordings that have the split's sessions already; for any number of splits at once. */
    public static Experiment of(Study study, Split split, Recordings recordings, WindowOptions window, Progress progress)
            throws StudyException {
        double known = labelLag(study, window, progress,
                seconds -> excerpts(split.training(), recordings, seconds, window.steps()));
        split.sessions()
                .forEach(session -> FeatureGaps.of(recordings.get(session, known), study.targetNames()).forEach(progress::say));
        Sides sides = new Sides(excerpts(split.training(), recordings, known, window.steps()),
                excerpts(split.validation(), recordings, known, window.steps()),
                excerpts(split.test(), recordings, known, window.steps()));
        requireRows(study, sides);
        return new Experiment(study, split, known, sides,
                split.sessions().stream().map(session -> recordings.get(session, known)).toList());
    }

    /** By how much labels are moved: as the study says, or estimated where it leaves that open. */
    static double labelLag(Study study, WindowOptions window, Progress progress, DoubleFunction<List<Recording>> moved)
            throws StudyException {
        if (!Double.isNaN(study.labelLag())) {
            return study.labelLag();
        }
        LabelLag.Estimate estimate = new LabelLag(study, window).estimate(moved);
        progress.say((estimate.isAtBound() ? "warning: " : "") + estimate);
        return estimate.seconds();
    }

    /** Of a short session that is cut up nothing is left beside what keeps its pieces apart. */
    private static void requireRows(Study study, Sides sides) throws StudyException {
        if (sides.training().isEmpty() || sides.validation().isEmpty() || sides.test().isEmpty()) {
            throw new StudyException(
                    study.folder() + ": the sessions are too short to be cut up; use a shorter --window, or another --split");
        }
    }

    private static List<Recording> excerpts(List<Excerpt> excerpts, Recordings recordings, double lag, int embargo) {
        List<Recording> made = new ArrayList<>();
        for (Excerpt excerpt : excerpts) {
            Recording part = excerpt.of(recordings.get(excerpt.session(), lag), embargo);
            if (part.rows() > 0) {
                made.add(part);
            }
        }
        return made;
    }

    /** The same with what a variant sees of it. */
    public Experiment with(Variant variant) {
        return new Experiment(study, split, labelLag, sides.map(variant::apply), sessions);
    }

    /** What a report says of its data. */
    public Contract.Study dataOf() {
        return new Contract.Study(study.name(), study.hash(), study.synthetic());
    }

    /**
     * Tested sessions on other clocks too.
     *
     * @param some those to look at, if they are tested here
     */
    public OtherClocks otherClocks(List<Session> some, Recordings recordings, WindowOptions window, Progress progress,
            BooleanSupplier stop) throws IOException {
        return OtherClocks.of(split.tested().stream().filter(some::contains).toList(), recordings, labelLag, window, progress,
                stop);
    }

    boolean ofWholeSessions() {
        return split.protocol() != Protocol.MIXED;
    }

    /** What its data say of a run that is to be resumed. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("study", study.hash());
        settings.put("split", split.name());
        settings.put("labelLag", String.valueOf(labelLag));
        return settings;
    }

    /** How the split turned out, for people. */
    public String describe() {
        return "split " + split.title().replace("by-", "by ") + ": " + split.training().size() + " training, "
                + split.validation().size() + " validation, " + split.test().size() + " test"
                + (split.unused() == 0 ? "" : ", " + split.unused() + " left out because they join two sides");
    }
}
