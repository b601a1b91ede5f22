package org.rapport.it.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tiny studies as tables, and what trainings on them leave. */
final class TableStudy {
    private TableStudy() {
    }

    /** Of couples, in one table whose columns are the features. */
    static void write(Path folder) throws IOException {
        StringBuilder table = new StringBuilder("couple,person,female,time,dial\n");
        for (int couple = 0; couple < 6; couple++) {
            for (int row = 0; row < 40; row++) {
                for (int female = 0; female < 2; female++) {
                    table.append(String.format(Locale.ROOT, "%d,%d,%d,%d,%.3f%n", couple, 10 * couple + female, female, row,
                            Math.sin((row + couple) * 0.7)));
                }
            }
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("dial.csv"), table);
        Files.writeString(folder.resolve("study.json"), """
                {
                  "name": "couples",
                  "table": {
                    "file": "dial.csv", "session": "couple", "person": "person", "time": "time", "interval": 2,
                    "role": { "column": "female", "emitter": "0", "receiver": "1" },
                    "emitter": ["dial"]
                  },
                  "labels": { "competence": "dial" }
                }
                """);
    }

    /** Of recordings that features are made of, and kept in {@link #features}. */
    static void writeRecordings(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> sessions = new ArrayList<>();
        for (int session = 0; session < 6; session++) {
            StringBuilder face = new StringBuilder("t,AU12_r\n");
            StringBuilder wrist = new StringBuilder("t,uS\n");
            StringBuilder dial = new StringBuilder("t,competence\n");
            for (int row = 0; row < 400; row++) {
                face.append(String.format(Locale.ROOT, "%.1f,%.3f%n", row / 10.0, 1 + Math.sin(session + row / 20.0)));
                wrist.append(String.format(Locale.ROOT, "%.1f,%.3f%n", row / 10.0, 2 + Math.sin(session + row / 36.0)));
                dial.append(String.format(Locale.ROOT, "%.1f,%.3f%n", row / 10.0, Math.sin(session + row / 40.0)));
            }
            Files.writeString(folder.resolve("face" + session + ".csv"), face);
            Files.writeString(folder.resolve("wrist" + session + ".csv"), wrist);
            Files.writeString(folder.resolve("dial" + session + ".csv"), dial);
            sessions.add("""
                    { "name": "s%1$d", "emitter": "e%1$d", "receiver": "r%1$d", "recordings": {
                      "emitter": { "streams": [
                        { "file": "face%1$d.csv", "name": "face", "type": "Face", "rate": 10, "time": "t" } ] },
                      "receiver": { "streams": [
                        { "file": "wrist%1$d.csv", "name": "wrist", "type": "EDA", "rate": 10, "time": "t" },
                        { "file": "dial%1$d.csv", "name": "dial", "type": "Label", "time": "t" } ] } } }""".formatted(session));
        }
        Files.writeString(folder.resolve("study.json"), "{ \"name\": \"recorded\", \"resampling\": \"offline\", \"rate\": 10, "
                + "\"labels\": { \"competence\": \"dial/competence\" }, \"sessions\": [" + String.join(",", sessions) + "] }");
    }

    /** Where a study's features are kept. */
    static Path features(Path folder) {
        return folder.resolve(".cache");
    }

    /** All result files by name, without how long it took; an event file is called by the time it was made. */
    static Map<String, String> results(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.endsWith(".lock") && !name.contains("events.out") && !name.contains("/cluster/")) {
                    files.put(name, Files.readString(file, StandardCharsets.ISO_8859_1).replaceAll("\"seconds\": [-.\\dE]+", ""));
                }
            }
        }
        return files;
    }

    /** The epochs of a run so far, by how long each took, which no two share. */
    static List<String> epochs(Path run) throws IOException {
        Path state = run.resolve("run.json");
        return Files.exists(state) ? Files.readAllLines(state).stream().filter(line -> line.contains("\"seconds\"")).toList()
                : List.of();
    }
}
