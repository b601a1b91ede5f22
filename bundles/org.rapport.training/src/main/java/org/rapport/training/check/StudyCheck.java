package org.rapport.training.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.signal.Role;
import org.rapport.json.FileFault;
import org.rapport.training.data.Capture;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.features.Annotations;
import org.rapport.training.features.ChannelSurvey;
import org.rapport.training.features.LabelReader;
import org.rapport.training.features.OfflineExtraction;
import org.rapport.training.features.RecordedCapture;
import org.rapport.training.features.Recordings;
import org.rapport.training.features.Reports;
import org.rapport.training.features.Samples;
import org.rapport.training.features.TableRecordings;
import org.rapport.training.study.Duplicates;
import org.rapport.training.study.Resampling;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyFile;
import org.rapport.training.study.Target;
import org.rapport.xdf.XdfStream;

/** Tells what is in a study, and everything that is wrong with it, one line each. */
public final class StudyCheck {
    private static final String LABEL = "Label";
    private static final int FEWEST = 10;
    private static final double MOST_OFF = 50;

    private final StreamMapping mapping;
    private final Set<String> faults = new LinkedHashSet<>();
    private final ChannelSurvey channels = new ChannelSurvey();
    /** Of the signals of each capture. */
    private final Map<Capture, Extents> extents = new HashMap<>();
    private Optional<Study> study = Optional.empty();
    private final Map<String, StudyStream> streams = new LinkedHashMap<>();
    private final Map<String, LabelSummary> labels = new LinkedHashMap<>();
    /** Of the targets with several annotators. */
    private final Map<String, Agreement> agreements = new HashMap<>();
    /** The names of each capture's streams. */
    private final Map<Capture, Set<String>> checked = new HashMap<>();
    private double seconds;

    public StudyCheck(StreamMapping mapping) {
        this.mapping = mapping;
    }

    /** Reads all recordings, one after the other; returns what is there. */
    public List<String> run(Path folder) throws IOException {
        List<FileFault> wrong = new ArrayList<>();
        Optional<Study> read = StudyFile.read(folder, wrong);
        wrong.forEach(fault -> faults.add(fault.getMessage()));
        if (read.isEmpty()) {
            return List.of();
        }
        if (read.get().table().isEmpty()) {
            for (Session session : read.get().sessions()) {
                check(read.get(), session);
            }
            channels.faults().forEach(fault -> faults.add(folder + ": " + fault));
        } else if (wrong.isEmpty()) {
            checkTable(read.get());
        }
        checkPeople(read.get());
        faults.addAll(Duplicates.of(read.get()));
        study = wrong.isEmpty() ? read : Optional.empty();
        return lines(read.get());
    }

    /** The study that was read; empty if it is none. */
    public Optional<Study> study() {
        return study;
    }

    /**
     * Makes the features of all sessions, as a training does.
     *
     * @return whether it could be done
     */
    public boolean makeFeatures(Recordings recordings) {
        boolean made = true;
        for (Session session : study.orElseThrow().sessions()) {
            try {
                recordings.load(List.of(session), recording -> {
                    // only whether it can be done is asked
                });
            } catch (IOException | IllegalArgumentException e) {
                faults.add(String.valueOf(e.getMessage()));
                made = false;
            }
        }
        return made;
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
            Extents signals = Extents.NONE;
            for (XdfStream stream : recorded.measured()) {
                length = Math.max(length, checkStream(recorded, stream));
                signals = stream.type().equalsIgnoreCase(LABEL) ? signals : signals.and(Extents.of(stream.times()));
            }
            extents.put(capture, signals);
            if (capture.shows(Role.RECEIVER)) {
                seconds += length;
                checkLabels(study, recorded, length);
            }
        } catch (IOException | IllegalArgumentException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
    }

    /** Whether the recordings of each session are on one clock, as far as can be told without their features. */
    public void checkMoments() {
        study.orElseThrow().sessions().forEach(this::checkMoment);
    }

    private void checkMoment(Session session) {
        List<Capture> captures = session.captures().stream()
                .filter(capture -> !extents.getOrDefault(capture, Extents.NONE).isNone()).toList();
        if (captures.size() == 2 && !extents.get(captures.get(0)).meets(extents.get(captures.get(1)))) {
            faults.add("session " + session.name() + ": the recordings of the emitter (" + extents.get(captures.get(0)).words()
                    + ") and of the receiver (" + extents.get(captures.get(1)).words()
                    + ") have no moment in common; both must be on "
                    + "the clock of the stimulus: of a table with times since 1970, say what they are then, as \"zero\": "
                    + "\"2026-01-05T10:00:00Z\"");
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
        } else {
            OfflineExtraction.mapped(mapping, stream, capture.person().orElse(Role.RECEIVER), capture)
                    .ifPresent(mapped -> channels.add(samples.whole(mapped)));
        }
        checkRate(capture + ": the stream " + recorded.title(stream), stream.rate(), samples.times());
        return streams.computeIfAbsent(title, key -> new StudyStream()).add(samples, stream.rate());
    }

    /** A device may claim another rate than it has; none is that far off, but a wrong unit of time is. */
    private void checkRate(String title, double rate, double... times) {
        double measured = (times.length - 1) / Extents.of(times).length();
        if (rate > 0 && times.length > FEWEST && (measured > MOST_OFF * rate || measured < rate / MOST_OFF)) {
            faults.add(String.format(Locale.ROOT,
                    "%s has %.3g samples a second by its times, but says %s; are its times in seconds?", title, measured, rate));
        }
    }

    /** Tables that are named after their files are one kind of stream. */
    private static String title(Capture capture, XdfStream stream, String unique) {
        boolean afterFile = capture.files().stream()
                .anyMatch(file -> file.path().getFileName().toString().startsWith(stream.name() + "."));
        return (afterFile ? "named after its file" : unique) + " (" + stream.type()
                + capture.person().map(role -> " of the " + role.word()).orElse("") + ")";
    }

    private void checkLabels(Study study, RecordedCapture recorded, double length) throws FileFault {
        LabelReader reader = new LabelReader(mapping, study.targets());
        List<Reports> reports = reader.read(recorded);
        agree(study, reader.annotations(recorded));
        Extents signals = extents.get(recorded.capture());
        for (int i = 0; i < reports.size(); i++) {
            checkLabel(study, i, reports.get(i), length, recorded.capture().toString());
            if (!signals.holds(reports.get(i).times())) {
                faults.add(recorded.capture() + ": the " + study.targets().get(i).name() + " labels go from "
                        + Extents.of(reports.get(i).times()).words() + ", but the signals from " + signals.words()
                        + "; is the unit of one of them wrong, or its clock another one?");
            }
        }
    }

    private void checkLabel(Study study, int index, Reports reports, double length, String where) {
        Target target = study.targets().get(index);
        labels.computeIfAbsent(target.name(), key -> new LabelSummary(target)).add(reports, length)
                .ifPresent(fault -> faults.add(where + ": the " + target.name() + " labels " + fault));
    }

    private void agree(Study study, List<Annotations> annotations) {
        for (int i = 0; i < annotations.size(); i++) {
            Target target = study.targets().get(i);
            if (target.tracks().size() > 1) {
                agreements.computeIfAbsent(target.name(), name -> new Agreement(target)).add(annotations.get(i));
            }
        }
    }

    private void checkTable(Study study) throws IOException {
        try {
            TableRecordings recordings = new TableRecordings(study, study.table().orElseThrow());
            for (Session session : study.sessions()) {
                Recording recording = recordings.get(session, 0);
                double length = recording.rows() / recording.rate();
                seconds += length;
                agree(study, recordings.annotations(session));
                for (int i = 0; i < study.targets().size(); i++) {
                    checkLabel(study, i, new Reports(recording.times(), recording.labels().select(i).toArray()), length,
                            "session " + session.name());
                }
            }
        } catch (FileFault e) {
            faults.add(e.getMessage());
        }
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
        labels.forEach((name, summary) -> {
            lines.add(summary.describe(study.sessions().size()));
            Optional.ofNullable(agreements.get(name)).ifPresent(agreement -> lines.addAll(agreement.lines()));
        });
        lines.add("label lag: " + (Double.isNaN(study.labelLag()) ? "estimated in training" : study.labelLag() + " s"));
        lines.add("resampling: " + (study.resampling() == Resampling.OFFLINE ? "offline, to " + study.rate() + " rows a second"
                : "live, by the pipeline"));
        return lines;
    }
}
