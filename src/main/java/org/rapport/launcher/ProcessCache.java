package org.rapport.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The framework's cache of this process: a check must not disturb a session that runs. */
final class ProcessCache {
    private static final String PREFIX = "process-";

    private final Path folder;

    /** @param all the folder that holds one for each process */
    ProcessCache(Path all) {
        this.folder = all.resolve(PREFIX + ProcessHandle.current().pid());
    }

    Path folder() {
        return folder;
    }

    /** Deletes what processes left that were killed, or ended while they started. */
    void deleteThoseOfTheDead() throws IOException {
        if (!Files.isDirectory(folder.getParent())) {
            return;
        }
        try (Stream<Path> caches = Files.list(folder.getParent())) {
            for (Path cache : caches.filter(one -> one.getFileName().toString().matches(PREFIX + "\\d{1,18}")).toList()) {
                long process = Long.parseLong(cache.getFileName().toString().substring(PREFIX.length()));
                if (ProcessHandle.of(process).isEmpty()) {
                    deleteWithOthers(cache);
                }
            }
        }
    }

    /** Every command that starts meanwhile does the same. */
    private static void deleteWithOthers(Path cache) throws IOException {
        while (Files.exists(cache)) {
            try {
                delete(cache);
            } catch (NoSuchFileException e) {
                // another was quicker here, and may be slower elsewhere
            }
        }
    }

    void delete() throws IOException {
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
