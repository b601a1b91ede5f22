package org.rapport.web.participant;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.home.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;

/**
 * What is kept of each participant beyond one run: {@code sessions/CODE/session.json} in the working folder, with every
 * consent, and how far the films are. It is written whole or not at all.
 */
@Component(service = PersonFiles.class)
public final class PersonFiles {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
    private static final long LONGEST = 10_000_000;

    private static final Logger log = LoggerFactory.getLogger("participant");

    private final Path folder;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "participants' files");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public PersonFiles(@Reference Home home) {
        this(home.work().resolve("sessions"));
    }

    PersonFiles(Path folder) {
        this.folder = folder;
    }

    /** Whether a code can be one of a participant: it becomes the name of a folder. */
    static boolean isCode(String code) {
        return CODE.matcher(code).matches();
    }

    /** Where it is kept. */
    Path file(String participant) {
        if (!isCode(participant)) {
            throw new IllegalArgumentException(participant);
        }
        return folder.resolve(participant).resolve("session.json");
    }

    /** What is kept; nothing of a new participant. @throws IOException if it cannot be read; one line */
    synchronized JsonObject read(String participant) throws IOException {
        Path file = file(participant);
        if (!Files.exists(file)) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is too large for what it should be; move it away to begin anew");
        }
        try (JsonReader reader = Json.createReader(new StringReader(Files.readString(file)))) {
            return reader.readObject();
        } catch (JsonException | ClassCastException e) {
            throw new IOException(file + " is no sound JSON; mend it, or move it away to begin anew", e);
        }
    }

    /** Adds a consent to those before. */
    synchronized void agreed(Consent consent, String role, double lslTime) throws IOException {
        JsonObject former = read(consent.participant());
        JsonArrayBuilder all = former.get("consents") instanceof JsonArray before ? Json.createArrayBuilder(before)
                : Json.createArrayBuilder();
        String time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.now().withNano(0));
        for (Consent.Text text : consent.texts()) {
            all.add(Json.createObjectBuilder().add("role", role).add("version", text.version()).add("sha256", text.sha256())
                    .add("video", consent.video()).add("time", time).add("lslTime", lslTime));
        }
        write(consent.participant(), former, "consents", all.build());
    }

    /** How many participants have something under a key. */
    synchronized int count(String key) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int count = 0;
        try (Stream<Path> people = Files.list(folder)) {
            for (Path one : people.toList()) {
                String code = one.getFileName().toString();
                count += isCode(code) && read(code).containsKey(key) ? 1 : 0;
            }
        }
        return count;
    }

    /** Something that reads or writes files. */
    interface Work {
        void run() throws IOException;
    }

    /** Does something with files soon, in order, so that who moves samples does not wait for the disk; that it fails is told. */
    void later(Work work) {
        worker.execute(() -> {
            try {
                work.run();
            } catch (IOException e) {
                log.error("{}", e.getMessage());
            }
        });
    }

    @Deactivate
    void close() {
        worker.shutdown(); // what is to be kept is kept
    }

    /** Keeps a value under a key, beside the others. */
    synchronized void keep(String participant, String key, JsonValue value) throws IOException {
        write(participant, read(participant), key, value);
    }

    private void write(String participant, JsonObject former, String key, JsonValue value) throws IOException {
        Path file = file(participant);
        JsonObject now = Json.createObjectBuilder(former).add("participant", participant).add(key, value).build();
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.createGeneratorFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createGenerator(text)) {
            out.write(now);
        }
        Files.createDirectories(file.getParent());
        Path whole = file.resolveSibling("session.json.new");
        Files.write(whole, (text.toString().strip() + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
