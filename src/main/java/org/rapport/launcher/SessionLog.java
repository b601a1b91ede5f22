package org.rapport.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The log file of a session: what the console tells, and more if wanted, kept beside it. {@code conf/logback-session.xml}
 * says how
 * large it may become; the file {@code levels.xml} in the folder of logs what is told, also while the session runs.
 */
final class SessionLog {
    /** Commands that run for long, and whose trouble is looked into afterwards. */
    private static final Set<String> SESSIONS = Set.of("run", "record");
    private static final int KEPT = 50;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss");
    private static final String LEVELS = """
            <included>
              <!-- What a session's log holds: TRACE (all), DEBUG, INFO, WARN or ERROR. Saved, it counts within seconds. -->
              <property name="level" value="INFO"/>
              <!-- of that, what the console tells: <property name="console.level" value="DEBUG"/> -->
              <!-- of one part only: <logger name="lsl" level="DEBUG"/> -->
            </included>
            """;

    private final Path folder;

    /** @param folder of all logs */
    SessionLog(Path folder) {
        this.folder = folder;
    }

    static boolean isFor(String command) {
        return SESSIONS.contains(command);
    }

    /**
     * Makes the folder, and deletes the oldest logs.
     *
     * @return where this session's log goes
     * @throws IOException if nothing can be written there
     */
    Path open(String command) throws IOException {
        Files.createDirectories(folder);
        if (!Files.exists(levels())) {
            Files.writeString(levels(), LEVELS);
        }
        prune();
        return folder.resolve(command + "-" + TIME.format(LocalDateTime.now()) + "-" + ProcessHandle.current().pid() + ".log");
    }

    Path levels() {
        return folder.resolve("levels.xml");
    }

    private void prune() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> old = files.filter(file -> file.getFileName().toString().matches("[a-z]+-\\d{4}-.*\\.log(\\.\\d+)?"))
                    .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified()).reversed()).skip(KEPT).toList();
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        }
    }
}
