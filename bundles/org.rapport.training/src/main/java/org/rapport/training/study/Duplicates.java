package org.rapport.training.study;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.rapport.api.signal.Role;
import org.rapport.training.data.Capture;
import org.rapport.training.data.RecordingSource;
import org.rapport.training.data.Session;

/** Sessions that are one and the same recording under two names, by the bytes of their files. */
public final class Duplicates {
    private final Study study;

    private Duplicates(Study study) {
        this.study = study;
    }

    /** @throws StudyException the first of them */
    public static void refuse(Study study) throws StudyException {
        Optional<String> first = of(study).stream().findFirst();
        if (first.isPresent()) {
            throw new StudyException(first.get());
        }
    }

    /** All of them, a line each. */
    public static List<String> of(Study study) {
        return new Duplicates(study).faults();
    }

    private List<String> faults() {
        Set<String> faults = new LinkedHashSet<>();
        Map<String, Session> known = new HashMap<>();
        for (Session session : study.sessions()) {
            Optional<String> recording = recording(study, session, Role.RECEIVER);
            Session other = recording.map(key -> known.putIfAbsent(key, session)).orElse(null);
            if (other != null && !isReturned(session, other)) {
                faults.add(study.folder() + ": sessions " + other.name() + " and " + session.name()
                        + " have the same recording of the receiver (the same bytes); take one of them out of study.json");
            }
        }
        return List.copyOf(faults);
    }

    /** Two who rate each other are recorded once. */
    private static boolean isReturned(Session one, Session other) {
        return one.emitter().equals(other.receiver()) && one.receiver().equals(other.emitter());
    }

    /**
     * What stands for the recording of one person of a session, all its files together, by their content: the same bytes, read
     * in the same way, are the same recording. Empty if its files were not looked at.
     */
    public static Optional<String> recording(Study study, Session session, Role role) {
        List<String> files = session.captures().stream().filter(capture -> capture.shows(role)).map(Capture::files)
                .flatMap(List::stream).map(file -> recording(study, session, file)).flatMap(Optional::stream).toList();
        return files.isEmpty() ? Optional.empty()
                : Optional.of(files.size() == 1 ? files.get(0) : digest(files.toArray(String[]::new)));
    }

    private static Optional<String> recording(Study study, Session session, RecordingSource file) {
        String hash = study.hashes().get(file);
        if (hash == null) {
            return Optional.empty();
        }
        if (study.table().isPresent()) {
            return Optional.of(digest(hash, session.name())); // a part of the one table
        }
        return Optional.of(file.description().isEmpty() ? hash : digest(hash, file.description()));
    }

    /** A short name for some words, from which they cannot be read. */
    public static String digest(String... words) {
        byte[] bytes = String.join("\n", words).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(StudyHash.sha256().digest(bytes)).substring(0, 32);
    }
}
