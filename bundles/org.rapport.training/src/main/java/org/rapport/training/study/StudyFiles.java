package org.rapport.training.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.json.Json;

import org.rapport.api.signal.Role;
import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.training.data.Capture;
import org.rapport.training.data.RecordingSource;

/** The recordings that {@code study.json} names, which are all in the study's folder. */
final class StudyFiles {
    private final Path folder;

    StudyFiles(Path folder) {
        this.folder = folder;
    }

    /** What was recorded of a session: {@code recording} or {@code recordings}. */
    List<Capture> captures(JsonEntry session) throws FileFault {
        Optional<JsonEntry> several = session.get("recordings");
        if (several.isEmpty()) {
            return List.of(new Capture(Optional.empty(), files(session.needed("recording"))));
        }
        if (session.get("recording").isPresent()) {
            throw several.get().fault("stands beside \"recording\"; leave one of the two");
        }
        if (!(several.get().value() instanceof Map)) {
            return List.of(new Capture(Optional.empty(), files(several.get())));
        }
        several.get().allow(List.of(Role.EMITTER.word(), Role.RECEIVER.word()));
        List<Capture> captures = new ArrayList<>();
        for (Role role : Role.values()) {
            captures.add(new Capture(Optional.of(role), files(several.get().needed(role.word()))));
        }
        return captures;
    }

    /** A path, tables with what they mean, or several of these. */
    private List<RecordingSource> files(JsonEntry entry) throws FileFault {
        if (entry.value() instanceof Map) {
            return tables(entry);
        }
        if (!(entry.value() instanceof List)) {
            return List.of(new RecordingSource(path(entry)));
        }
        List<RecordingSource> files = new ArrayList<>();
        for (JsonEntry element : entry.elements()) {
            files.addAll(files(element));
        }
        if (files.isEmpty()) {
            throw entry.fault("names no recording");
        }
        return files;
    }

    private List<RecordingSource> tables(JsonEntry entry) throws FileFault {
        entry.allow(List.of("streams"));
        List<RecordingSource> tables = new ArrayList<>();
        for (JsonEntry stream : entry.needed("streams").elements()) {
            tables.add(new RecordingSource(path(stream.needed("file")), description(stream)));
        }
        return tables;
    }

    /** What a table means, without its place: a study that is moved is the same study. */
    private static String description(JsonEntry stream) throws FileFault {
        return Json.createObjectBuilder(stream.json().asJsonObject()).remove("file").build().toString();
    }

    /** A file or folder that is there. */
    Path path(JsonEntry entry) throws FileFault {
        Path file = entry.path(folder).normalize();
        if (!file.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) { // the folder may be "."
            throw entry.fault("\"" + entry.text() + "\" leaves the study's folder; keep recordings in it");
        }
        if (!Files.exists(file)) {
            throw entry.fault("there is no " + entry.text() + " in the study's folder");
        }
        return file;
    }
}
