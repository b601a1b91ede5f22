package org.rapport.training.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rapport.api.node.StreamMapping;
import org.rapport.api.signal.Role;
import org.rapport.json.FileFault;
import org.rapport.training.data.Capture;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.xdf.XdfStream;

/** Tells what is in a study, and everything that is wrong with it, one line each. */
public final class StudyCheck {
    private final StreamMapping mapping;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, StreamSummary> streams = new LinkedHashMap<>();
    private final Map<String, LabelSummary> labels = new LinkedHashMap<>();
    /** The names of each capture's streams. */
    private final Map<Capture, Set<String>> checked = new HashMap<>();
    private double seconds;

    public StudyCheck(StreamMapping mapping) {
        this.mapping = mapping;
    }

    /** Reads all recordings, one after the other; returns what is there. */
    public List<String> run(Path folder) throws IOException {
        List<FileFault> wrong = new ArrayList<>();
        Optional<Study> study = StudyFile.read(folder, wrong);
        wrong.forEach(fault -> faults.add(fault.getMessage()));
        if (study.isEmpty()) {
            return List.of();
        }
        if (study.get().table().isEmpty()) {
            for (Session session : study.get().sessions()) {
                check(study.get(), session);
            }
        } else if (wrong.isEmpty()) {
            checkTable(study.get());
        }
        checkPeople(study.get());
        return lines(study.get());
    }

    /** What is wrong, as found so far. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** A recording that sessions share is read once. */
    private void check(Study study, Session session) {
        for (Capture capture : session.captures()) {
            if (!checked.containsKey(capture)) {
                checked.put(capture, Set.of());
                check(study, capture);
            }
        }
        for (String expected : study.streams()) {
            if (session.captures().stream().noneMatch(capture -> checked.get(capture).contains(expected))) {
                faults.add(session.captures().stream().map(Capture::toString).collect(Collectors.joining(" and "))
                        + ": has no stream \"" + expected + "\", which \"streams\" of study.json asks for");
            }
        }
    }

    private void check(Study study, Capture capture) {
        try {
            RecordedCapture recorded = RecordedCapture.read(capture);
            recorded.warnings().forEach(warning -> faults.add(capture + ": " + warning));
            recorded.crowds().forEach(crowd -> faults.add(capture + ": " + crowd));
            checked.put(capture, recorded.streams().stream().flatMap(stream -> Stream.of(stream.name(), recorded.title(stream)))
                    .collect(Collectors.toSet()));
            double length = 0;
            for (XdfStream stream : recorded.measured()) {
                length = Math.max(length, checkStream(recorded, stream));
            }
            if (capture.shows(Role.RECEIVER)) {
                seconds += length;
                checkLabels(study, recorded, length);
            }
        } catch (IOException | IllegalArgumentException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
    }

    /** @return the seconds from its first sample to its last */
    private double checkStream(RecordedCapture recorded, XdfStream stream) {
        Capture capture = recorded.capture();
        String title = title(capture, stream, recorded.title(stream));
        Samples samples = Samples.of(stream);
        if (!samples.hasValue()) {
            faults.add(capture + ": the stream " + recorded.title(stream) + " (" + stream.type()
                    + ") has no valid value; a model cannot learn from it");
        }
        return streams.computeIfAbsent(title, key -> new StreamSummary()).add(samples, stream.rate());
    }

    /** Tables that are named after their files are one kind of stream. */
    private static String title(Capture capture, XdfStream stream, String unique) {
        boolean afterFile = capture.files().stream()
                .anyMatch(file -> file.path().getFileName().toString().startsWith(stream.name() + "."));
        return (afterFile ? "named after its file" : unique) + " (" + stream.type()
                + capture.person().map(role -> " of the " + role.word()).orElse("") + ")";
    }

    private void checkLabels(Study study, RecordedCapture recorded, double length) throws FileFault {
        List<Reports> reports = new LabelReader(mapping, study.labels()).read(recorded);
        for (int i = 0; i < reports.size(); i++) {
            checkLabel(study, i, reports.get(i), length, recorded.capture().toString());
        }
    }

    private void checkLabel(Study study, int index, Reports reports, double length, String where) {
        String target = Study.TARGETS.get(index);
        if (study.labels().containsKey(target)
                && !labels.computeIfAbsent(target, key -> new LabelSummary()).add(reports, length)) {
            faults.add(where + ": the " + target + " labels never change");
        }
    }

    private void checkTable(Study study) throws IOException {
        try {
            Recordings recordings = new TableRecordings(study, study.table().orElseThrow());
            for (Session session : study.sessions()) {
                Recording recording = recordings.get(session, 0);
                double length = recording.rows() / recording.rate();
                seconds += length;
                float[] labelled = recording.labels().toArray();
                for (int i = 0; i < Study.TARGETS.size(); i++) {
                    checkLabel(study, i, new Reports(recording.times(), column(labelled, i)), length,
                            "session " + session.name());
                }
            }
        } catch (FileFault e) {
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

    private void checkPeople(Study study) {
        if (count(study, Role.EMITTER) == 1 && count(study, Role.RECEIVER) == 1) {
            faults.add(study.folder() + ": has one emitter and one receiver only, so no model can be tested on other people; add "
                    + "sessions with others");
        }
    }

    private static long count(Study study, Role role) {
        return study.sessions().stream().map(role == Role.EMITTER ? Session::emitter : Session::receiver).distinct().count();
    }

    private List<String> lines(Study study) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s%s: %d sessions, %d emitters, %d receivers, %d stimuli, %.1f minutes",
                study.name(), study.synthetic() ? ", synthetic" : "", study.sessions().size(), count(study, Role.EMITTER),
                count(study, Role.RECEIVER), study.sessions().stream().map(Session::stimulus).distinct().count(), seconds / 60));
        streams.forEach((name, summary) -> lines.add("stream " + name + ": " + summary.describe(checked.size())));
        labels.forEach((target, summary) -> lines.add("label " + target + " from " + study.labels().get(target) + ": "
                + summary.describe(study.sessions().size())));
        lines.add("label lag: " + (Double.isNaN(study.labelLag()) ? "estimated in training" : study.labelLag() + " s"));
        lines.add("resampling: " + (study.resampling() == Resampling.OFFLINE ? "offline, to " + study.rate() + " rows a second"
                : "live, by the pipeline"));
        return lines;
    }
}
