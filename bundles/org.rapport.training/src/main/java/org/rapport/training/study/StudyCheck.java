package org.rapport.training.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.rapport.api.node.StreamMapping;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.recording.session.Journal;
import org.rapport.recording.session.RecordedSession;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfStream;

/** Tells what is in a study, and everything that is wrong with it, one line each. */
public final class StudyCheck {
    private final StreamMapping mapping;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, StreamSummary> streams = new LinkedHashMap<>();
    private final Map<String, LabelSummary> labels = new LinkedHashMap<>();
    private double seconds;

    public StudyCheck(StreamMapping mapping) {
        this.mapping = mapping;
    }

    /** Reads all recordings, one after the other; returns what is there. */
    public List<String> run(Path folder) throws IOException {
        List<StudyException> wrong = new ArrayList<>();
        var study = StudyFile.read(folder, wrong);
        wrong.forEach(fault -> faults.add(fault.getMessage()));
        if (study.isEmpty()) {
            return List.of();
        }
        if (study.get().table().isEmpty()) {
            for (Session session : study.get().sessions()) {
                check(study.get(), session);
            }
        } else {
            checkTable(study.get(), wrong);
        }
        return lines(study.get());
    }

    /** What is wrong, as found so far. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private void check(Study study, Session session) {
        try {
            XdfFile file = RecordedSession.read(session.recording()).onCommonClock();
            file.warnings().forEach(warning -> faults.add(session.recording() + ": " + warning));
            double length = 0;
            Set<String> names = new HashSet<>();
            for (XdfStream stream : file.streams()) {
                names.add(stream.name());
                if (stream.format() == XdfFormat.STRING || Journal.isOwn(stream.name())) {
                    continue; // nothing to measure
                }
                String title = stream.name() + " (" + stream.type() + ")";
                StreamSummary summary = streams.computeIfAbsent(title, key -> new StreamSummary());
                length = Math.max(length, summary.add(Samples.of(stream), stream.rate()));
            }
            seconds += length;
            for (String expected : study.streams()) {
                if (!names.contains(expected)) {
                    faults.add(session.recording() + ": has no stream \"" + expected
                            + "\", which \"streams\" of study.json asks for");
                }
            }
            checkLabels(study, session, file, length);
        } catch (IOException | StudyException | IllegalArgumentException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
    }

    private void checkTable(Study study, List<StudyException> wrong) throws IOException {
        if (!wrong.isEmpty()) {
            return;
        }
        try {
            Recordings recordings = new TableRecordings(study, study.table().orElseThrow());
            for (Session session : study.sessions()) {
                Recording recording = recordings.get(session, 0);
                double length = recording.rows() / recording.rate();
                seconds += length;
                float[] labelled = recording.labels().toArray();
                for (int i = 0; i < Study.TARGETS.size(); i++) {
                    String target = Study.TARGETS.get(i);
                    if (study.labels().containsKey(target) && !labels.computeIfAbsent(target, key -> new LabelSummary())
                            .add(new Reports(recording.times(), column(labelled, i)), length)) {
                        faults.add("session " + session.name() + ": the " + target + " labels never change");
                    }
                }
            }
        } catch (StudyException e) {
            faults.add(e.getMessage());
        }
    }

    private static float[] column(float[] rows, int column) {
        float[] values = new float[rows.length / Study.TARGETS.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = rows[row * Study.TARGETS.size() + column];
        }
        return values;
    }

    private void checkLabels(Study study, Session session, XdfFile file, double length) throws StudyException {
        List<Reports> reports = new LabelReader(mapping, study.labels()).read(file, session.recording().toString());
        for (int i = 0; i < reports.size(); i++) {
            String target = Study.TARGETS.get(i);
            if (study.labels().containsKey(target)
                    && !labels.computeIfAbsent(target, key -> new LabelSummary()).add(reports.get(i), length)) {
                faults.add(session.recording() + ": the " + target + " labels never change");
            }
        }
    }

    private List<String> lines(Study study) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s%s: %d sessions, %d emitters, %d receivers, %d stimuli, %.1f minutes",
                study.name(),
                study.synthetic() ? ", synthetic" : "", study.sessions().size(),
                study.sessions().stream().map(Session::emitter).distinct().count(),
                study.sessions().stream().map(Session::receiver).distinct().count(),
                study.sessions().stream().map(Session::stimulus).distinct().count(), seconds / 60));
        streams.forEach((name, summary) -> lines.add("stream " + name + ": " + summary.describe(study.sessions().size())));
        labels.forEach((target, summary) -> lines.add("label " + target + " from " + study.labels().get(target) + ": "
                + summary.describe(study.sessions().size())));
        lines.add("label lag: " + (Double.isNaN(study.labelLag()) ? "estimated in training" : study.labelLag() + " s"));
        return lines;
    }
}
