package org.rapport.it.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A tiny study of couples as one table, and what trainings on it leave. */
final class TableStudy {
    private TableStudy() {
    }

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
