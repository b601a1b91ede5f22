package org.rapport.training.study;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.rapport.training.data.Session;

/** Reads {@code study.json}. Every complaint is one line: the file, the line, the key, what is wrong and how to mend it. */
public final class StudyFile {
    public static final String NAME = "study.json";
    private static final double MAX_LAG = 60;
    private static final String SESSION = "{\"name\", \"emitter\", \"receiver\", \"recording\"}";

    private final Path folder;
    private final JsonEntry json;
    private final List<StudyException> faults = new ArrayList<>();

    private StudyFile(Path folder) throws StudyException, IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new StudyException(folder + ": has no " + NAME
                    + " and so is no study; name a study folder, such as 'rapport simulate --study' makes");
        }
        this.folder = folder;
        this.json = JsonEntry.read(file);
    }

    /** @throws StudyException the first thing that is wrong with the study */
    public static Study read(Path folder) throws StudyException, IOException {
        List<StudyException> faults = new ArrayList<>();
        Optional<Study> study = read(folder, faults);
        if (!faults.isEmpty()) {
            throw faults.get(0);
        }
        return study.orElseThrow();
    }

    /**
     * Reads as much as can be read.
     *
     * @param faults takes all that is wrong
     * @return empty if it is no study at all
     */
    public static Optional<Study> read(Path folder, List<StudyException> faults) throws IOException {
        try {
            StudyFile file = new StudyFile(folder);
            Study study = file.study();
            faults.addAll(file.faults);
            return Optional.of(study);
        } catch (StudyException e) {
            faults.add(e);
            return Optional.empty();
        }
    }

    private Study study() throws StudyException, IOException {
        json.allow(List.of("name", "synthetic", "rate", "generator", "people", "streams", "labels", "labelLag", "sessions",
                "table", "notes"));
        String folderName = folder.toAbsolutePath().getFileName().toString();
        String name = json.get("name").isPresent() ? json.get("name").get().text() : folderName;
        boolean synthetic = json.get("synthetic").isPresent() && json.get("synthetic").get().bool();
        Optional<JsonEntry> table = json.get("table");
        Optional<TableMapping> mapping = table.isEmpty() ? Optional.empty() : Optional.of(TableMapping.read(table.get(), folder));
        List<Session> sessions = mapping.isPresent() ? Table.read(mapping.get()).sessions() : sessions();
        if (sessions.isEmpty()) {
            throw table.orElse(json).fault("holds no session in which both people are");
        }
        StudyHash hash = new StudyHash(folder.resolve(NAME));
        List<String> hashes = new ArrayList<>();
        if (mapping.isPresent()) {
            hash.add(mapping.get().file());
        } else {
            for (Session session : sessions) {
                hashes.add(hash.add(session.recording()));
            }
        }
        return new Study(folder, name, synthetic, labels(), labelLag(), streams(), sessions, hashes, hash.whole(), mapping);
    }

    private List<Session> sessions() throws StudyException {
        Optional<JsonEntry> listed = json.get("sessions");
        if (listed.isEmpty() || listed.get().elements().isEmpty()) {
            throw listed.orElse(new JsonEntry(json.file(), json.line(), "sessions", null))
                    .fault("is missing or empty; list at least one " + SESSION);
        }
        Set<String> people = json.get("people").isPresent() ? json.get("people").get().members().keySet() : Set.of();
        List<Session> sessions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonEntry entry : listed.get().elements()) {
            try {
                Session session = session(entry, people);
                if (!names.add(session.name())) {
                    throw entry.get("name").orElseThrow()
                            .fault("\"" + session.name() + "\" stands twice; give each session its own name");
                }
                sessions.add(session);
            } catch (StudyException e) {
                faults.add(e);
            }
        }
        if (sessions.isEmpty()) {
            throw faults.get(0);
        }
        checkStimuli(sessions, listed.get());
        return sessions;
    }

    private Session session(JsonEntry entry, Set<String> people) throws StudyException {
        if (!(entry.value() instanceof Map)) {
            throw entry.fault("must be an object " + SESSION);
        }
        entry.allow(List.of("name", "emitter", "receiver", "stimulus", "recording", "notes"));
        JsonEntry recording = needed(entry, "recording");
        Path file = folder.resolve(recording.text()).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw recording.fault("\"" + recording.text() + "\" leaves the study's folder; keep recordings in it");
        }
        if (!Files.exists(file)) {
            throw recording.fault("there is no " + recording.text() + " in the study's folder");
        }
        String name = needed(entry, "name").text();
        String stimulus = entry.get("stimulus").isPresent() ? entry.get("stimulus").get().text() : name;
        return new Session(name, person(entry, "emitter", people), person(entry, "receiver", people), stimulus, file);
    }

    private static String person(JsonEntry session, String role, Set<String> people) throws StudyException {
        JsonEntry entry = needed(session, role);
        if (!people.isEmpty() && !people.contains(entry.text())) {
            throw entry.fault("\"" + entry.text() + "\" is not among \"people\"; add this person there");
        }
        return entry.text();
    }

    private static JsonEntry needed(JsonEntry object, String name) throws StudyException {
        Optional<JsonEntry> member = object.get(name);
        if (member.isEmpty()) {
            throw new JsonEntry(object.file(), object.line(), object.key() + "." + name, null)
                    .fault("is missing; write text in quotes");
        }
        return member.get();
    }

    /** One stimulus shows one emitter, else no split could keep emitters apart. */
    private void checkStimuli(List<Session> sessions, JsonEntry listed) {
        Map<String, String> emitters = new LinkedHashMap<>();
        for (Session session : sessions) {
            String other = emitters.putIfAbsent(session.stimulus(), session.emitter());
            if (other != null && !other.equals(session.emitter())) {
                faults.add(listed.fault("say that stimulus \"" + session.stimulus() + "\" shows both " + other + " and "
                        + session.emitter() + "; a stimulus shows one emitter"));
            }
        }
    }

    private Map<String, LabelTrack> labels() throws StudyException {
        if (json.get("labels").isEmpty()) {
            return Map.of("competence", new LabelTrack("", "competence"), "warmth", new LabelTrack("", "warmth"));
        }
        JsonEntry tracks = json.get("labels").get();
        tracks.allow(Study.TARGETS);
        Map<String, LabelTrack> labels = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> track : tracks.members().entrySet()) {
            labels.put(track.getKey(), LabelTrack.of(track.getValue().text()));
        }
        if (labels.isEmpty()) {
            throw tracks.fault("names no target; name the channel of competence or of warmth");
        }
        return labels;
    }

    private double labelLag() throws StudyException {
        if (json.get("labelLag").isEmpty()) {
            return 0;
        }
        JsonEntry lag = json.get("labelLag").get();
        if ("auto".equals(lag.value())) {
            return Double.NaN;
        }
        if (!(lag.value() instanceof BigDecimal) || lag.number() < 0 || lag.number() > MAX_LAG) {
            throw lag.fault("must be \"auto\" or seconds from 0 to " + (int) MAX_LAG);
        }
        return lag.number();
    }

    private List<String> streams() throws StudyException {
        List<String> names = new ArrayList<>();
        if (json.get("streams").isPresent()) {
            for (JsonEntry stream : json.get("streams").get().elements()) {
                names.add(stream.text());
            }
        }
        return names;
    }
}
