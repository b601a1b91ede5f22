package org.rapport.training.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.rapport.api.signal.Role;
import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.recording.tables.TableRows;
import org.rapport.training.data.Capture;
import org.rapport.training.data.Session;

/**
 * The sessions of {@code study.json}: a list of them, or one template with names in braces and a pattern or a table that says
 * what to put there.
 */
final class SessionList {
    private static final String SESSION = "{\"name\", \"emitter\", \"receiver\", \"recording\"}";
    private static final List<String> KEYS = List.of("name", "emitter", "receiver", "stimulus", "recording", "recordings",
            "notes");
    private static final int MAX_SESSIONS = 100_000;

    private final Path folder;
    private final Set<String> people;
    private final List<FileFault> faults;
    private final StudyFiles files;

    /**
     * @param people who may be named; anyone if empty
     * @param faults takes what is wrong with single sessions
     */
    SessionList(Path folder, Set<String> people, List<FileFault> faults) {
        this.folder = folder;
        this.people = people;
        this.faults = faults;
        this.files = new StudyFiles(folder);
    }

    /** @return at least one session */
    List<Session> read(JsonEntry listed) throws IOException {
        List<Session> sessions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonEntry entry : listed.value() instanceof Map ? described(listed) : listed.elements()) {
            try {
                Session session = session(entry);
                if (!names.add(session.name())) {
                    throw entry.needed("name").fault("\"" + session.name() + "\" appears twice; give each session its own name");
                }
                sessions.add(session);
            } catch (FileFault e) {
                faults.add(e);
            }
        }
        if (sessions.isEmpty()) {
            throw faults.isEmpty() ? listed.fault("is missing or empty; list at least one " + SESSION) : faults.get(0);
        }
        checkStimuli(sessions, listed);
        return sessions;
    }

    /** One entry for each file that fits the pattern, or each row of the table. */
    private List<JsonEntry> described(JsonEntry template) throws IOException {
        List<String> keys = new ArrayList<>(List.of("files", "table"));
        keys.addAll(KEYS);
        template.allow(keys);
        if (template.get("files").isPresent() == template.get("table").isPresent()) {
            throw template.fault("needs either \"files\", a pattern such as receivers/{receiver}/{stimulus}.xdf, or \"table\", a "
                    + "CSV file with a session a row");
        }
        JsonEntry from = template.get("files").isPresent() ? template.needed("files") : template.needed("table");
        List<Map<String, String>> found = template.get("files").isPresent() ? new FilePattern(from).in(folder) : rows(from);
        if (found.isEmpty() || found.size() > MAX_SESSIONS) {
            throw from.fault("gives " + found.size() + " sessions; there must be from 1 to " + MAX_SESSIONS);
        }
        List<JsonEntry> entries = new ArrayList<>();
        for (Map<String, String> values : found) {
            entries.add(filled(template, values));
        }
        return entries;
    }

    /** What the template leaves out has the value of the same name. */
    private static JsonEntry filled(JsonEntry template, Map<String, String> values) throws FileFault {
        Map<String, JsonEntry> members = new LinkedHashMap<>(template.members());
        members.keySet().removeAll(List.of("files", "table"));
        for (String key : KEYS) {
            boolean given = members.containsKey(key) || key.equals("recording") && members.containsKey("recordings");
            if (!given && !values.getOrDefault(key, "").isEmpty()) {
                members.put(key, new JsonEntry(template.source(), template.line(), template.key() + "." + key, values.get(key)));
            }
        }
        return new Placeholders(values).fill(new JsonEntry(template.source(), template.line(), template.key(), members));
    }

    private List<Map<String, String>> rows(JsonEntry table) throws FileFault {
        List<Map<String, String>> sessions = new ArrayList<>();
        try (TableRows rows = TableRows.open(files.path(table), ',')) {
            Optional<TableRows.Row> row = rows.next();
            for (; row.isPresent() && sessions.size() <= MAX_SESSIONS; row = rows.next()) {
                Map<String, String> values = new LinkedHashMap<>();
                for (int column = 0; column < rows.names().size(); column++) {
                    values.put(rows.names().get(column), row.get().cells().get(column));
                }
                sessions.add(values);
            }
        } catch (IOException e) {
            throw new StudyException(e.getMessage());
        }
        return sessions;
    }

    private Session session(JsonEntry entry) throws FileFault {
        if (!(entry.value() instanceof Map)) {
            throw entry.fault("must be an object " + SESSION);
        }
        entry.allow(KEYS);
        List<Capture> captures = files.captures(entry);
        String name = entry.needed("name").text();
        String stimulus = entry.get("stimulus").isPresent() ? entry.needed("stimulus").text() : name;
        String emitter = person(entry, Role.EMITTER);
        String receiver = person(entry, Role.RECEIVER);
        if (emitter.equals(receiver)) {
            throw entry.needed(Role.RECEIVER.word()).fault(
                    "\"" + receiver + "\" is the emitter as well; a session is of two people, each with an id of their own");
        }
        return new Session(name, emitter, receiver, stimulus, captures);
    }

    private String person(JsonEntry session, Role role) throws FileFault {
        JsonEntry entry = session.needed(role.word());
        if (!people.isEmpty() && !people.contains(entry.text())) {
            throw entry.fault("\"" + entry.text() + "\" is not among \"people\"; add this person there");
        }
        return entry.text();
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
}
