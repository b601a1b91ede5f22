package org.rapport.recording;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;

import org.rapport.api.recording.SessionDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an experimenter says of a session: in the recording's header, and in a file beside it that anybody can read and mend. */
final class SessionFile {
    private static final Logger log = LoggerFactory.getLogger("recorder");
    private static final int LONGEST = 10_000;

    private SessionFile() {
    }

    /** For the header of the recording. */
    static Map<String, String> facts(SessionDetails details) {
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "session", details.session());
        put(facts, "emitter", details.emitter());
        put(facts, "receiver", details.receiver());
        put(facts, "notes", details.notes());
        return facts;
    }

    private static void put(Map<String, String> facts, String key, String said) {
        String text = said.replaceAll("[\\p{Cc}&&[^\\n\\t]]", " ").strip();
        if (!text.isEmpty()) {
            facts.put(key, text.substring(0, Math.min(text.length(), LONGEST)));
        }
    }

    /** Where it is: {@code a.xdf} has {@code a.session.json} beside it. */
    static Path beside(Path recording) {
        String name = recording.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return recording.resolveSibling((dot < 1 ? name : name.substring(0, dot)) + ".session.json");
    }

    /** Writes it; that it cannot be written is told, and keeps nobody from recording. */
    static void write(Path recording, SessionDetails details) {
        JsonObjectBuilder said = Json.createObjectBuilder().add("recording", recording.getFileName().toString()).add("started",
                OffsetDateTime.now().withNano(0).toString());
        facts(details).forEach(said::add);
        try {
            Files.createDirectories(recording.toAbsolutePath().getParent());
            StringWriter text = new StringWriter();
            try (JsonGenerator out = Json.createGeneratorFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                    .createGenerator(text)) {
                out.write(said.build());
            }
            Files.writeString(beside(recording), text.toString().strip() + "\n");
        } catch (IOException e) {
            log.error("{} cannot be written: {}; the recording has what it says in its header", beside(recording),
                    e.getMessage());
        }
    }
}
