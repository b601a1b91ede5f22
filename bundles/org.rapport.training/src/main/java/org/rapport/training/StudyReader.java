package org.rapport.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** Reads {@code study.json}. Every complaint is one line: the file, the key, what is wrong and how to mend it. */
final class StudyReader {
    private static final String FILE = "study.json";

    private final Path folder;

    private StudyReader(Path folder) {
        this.folder = folder;
    }

    static Study read(Path folder) throws StudyException, IOException {
        return new StudyReader(folder).study();
    }

    private Study study() throws StudyException, IOException {
        if (!Files.isRegularFile(folder.resolve(FILE))) {
            throw new StudyException(folder + ": has no " + FILE + " and so is no study; name a study folder, such as 'rapport simulate --study' makes");
        }
        JsonObject json = parse();
        JsonArray listed = json.get("sessions") instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
        if (listed.isEmpty()) {
            throw fault("sessions", "is missing or empty; list at least one {\"name\", \"emitter\", \"receiver\", \"recording\"}");
        }
        List<Study.Session> sessions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < listed.size(); i++) {
            Study.Session session = session(listed.get(i), "sessions[" + i + "]");
            if (!names.add(session.name())) {
                throw fault("sessions[" + i + "].name", "\"" + session.name() + "\" stands twice; give each session its own name");
            }
            sessions.add(session);
        }
        return new Study(folder, json.getString("name", folder.getFileName().toString()), json.getBoolean("synthetic", false), sessions, hash(sessions));
    }

    private JsonObject parse() throws StudyException, IOException {
        try (var reader = Json.createReader(new StringReader(Files.readString(folder.resolve(FILE))))) {
            return reader.readObject();
        } catch (RuntimeException e) { // JsonException, and a bare one for brackets that nest too deeply
            throw new StudyException(folder.resolve(FILE) + ": is no JSON: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private Study.Session session(JsonValue value, String key) throws StudyException {
        if (!(value instanceof JsonObject object)) {
            throw fault(key, "must be an object {\"name\", \"emitter\", \"receiver\", \"recording\"}");
        }
        String recording = text(object, key, "recording");
        Path file = folder.resolve(recording).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw fault(key + ".recording", "\"" + recording + "\" leaves the study's folder; keep recordings in it");
        }
        if (!Files.isRegularFile(file)) {
            throw fault(key + ".recording", "there is no file " + recording + " in the study's folder");
        }
        return new Study.Session(text(object, key, "name"), text(object, key, "emitter"), text(object, key, "receiver"), file);
    }

    private String text(JsonObject object, String key, String name) throws StudyException {
        if (object.get(name) instanceof JsonString string && !string.getString().isBlank()) {
            return string.getString();
        }
        throw fault(key + "." + name, "is missing; write text in quotes");
    }

    private StudyException fault(String key, String message) {
        return new StudyException(folder.resolve(FILE) + ": \"" + key + "\" " + message);
    }

    private String hash(List<Study.Session> sessions) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest(folder.resolve(FILE), digest);
            for (Study.Session session : sessions) {
                digest(session.recording(), digest);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static void digest(Path file, MessageDigest digest) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
