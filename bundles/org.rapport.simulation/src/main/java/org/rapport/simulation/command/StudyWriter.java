package org.rapport.simulation.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.rapport.json.JsonText;
import org.rapport.simulation.Equipment;
import org.rapport.simulation.SimulatedSession;

/**
 * Writes a study of dyads: one XDF recording for each session, and {@code study.json} that names them. The same seeds always
 * give the same bytes.
 */
final class StudyWriter {
    /** Rows a second of the label grid. */
    static final int LABEL_RATE = 25;

    private final Path folder;
    private final Equipment equipment;
    private final double seconds;

    /** Writes sessions of this length to a folder that is there. */
    StudyWriter(Path folder, Equipment equipment, double seconds) {
        this.folder = folder;
        this.equipment = equipment;
        this.seconds = seconds;
    }

    /** Writes one session for each seed; no two share a person. */
    void write(long firstSeed, int sessions, PrintStream progress) throws IOException {
        for (int i = 0; i < sessions; i++) {
            String recording = recording(firstSeed + i);
            long seed = firstSeed + i;
            new StudyRecorder(new SimulatedSession(seed, seed, equipment).devices()).record(folder.resolve(recording), 0, seconds,
                    List.of());
            progress.println(recording + " (" + (i + 1) + " of " + sessions + ")");
        }
        writeJson(folder, description(firstSeed, sessions));
    }

    static void writeJson(Path folder, JsonObject study) throws IOException {
        JsonText.write(folder.resolve("study.json"), study);
    }

    /** What all simulated studies say of themselves. */
    static JsonObjectBuilder head(Path folder, long seed, double seconds) {
        return Json.createObjectBuilder().add("name", folder.getFileName().toString()).add("synthetic", true)
                .add("rate", LABEL_RATE).add("generator",
                        Json.createObjectBuilder().add("name", "Rapport simulation").add("seed", seed).add("seconds", seconds));
    }

    private static String dyad(long seed) {
        return "dyad-" + number(seed);
    }

    private static String recording(long seed) {
        return dyad(seed) + ".xdf";
    }

    private static String number(long seed) {
        return String.format(Locale.ROOT, "%03d", seed);
    }

    private JsonObject description(long firstSeed, int sessions) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (long seed = firstSeed; seed < firstSeed + sessions; seed++) {
            list.add(Json.createObjectBuilder().add("name", dyad(seed)).add("emitter", "e" + number(seed))
                    .add("receiver", "r" + number(seed)).add("recording", recording(seed)));
        }
        return head(folder, firstSeed, seconds).add("sessions", list).build();
    }
}
