package org.rapport.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the program reads and writes. An administrator may have installed the distribution where users cannot write; then
 * caches go to the user's own folder for them, and what sessions write to the working folder.
 *
 * @param home the distribution
 * @param work where relative files of sinks start
 * @param cache for what can be made again
 * @param logs for what sessions told
 */
record Folders(Path home, Path work, Path cache, Path logs) {

    /**
     * Finds them.
     *
     * @param environment the environment variables
     * @throws IOException if there is nowhere to write to, or nothing can be read where the distribution is; one line that says
     *         what to do
     */
    static Folders of(Path home, Path working, Path user, Map<String, String> environment) throws IOException {
        for (Path part : home) {
            if (part.toString().endsWith("!")) { // "!/" ends the name of a jar in the addresses of what is in it
                throw new IOException("Java reads no programs below a folder whose name ends with !: move " + home
                        + ", or rename \"" + part + "\"");
            }
        }
        boolean own = isWritable(home);
        List<Path> caches = Stream.concat(own ? Stream.of(home.resolve("cache")) : Stream.empty(), caches(user, environment))
                .toList();
        for (Path cache : environment.containsKey("RAPPORT_CACHE") ? List.of(Path.of(environment.get("RAPPORT_CACHE")))
                : caches) {
            if (isWritable(cache)) {
                Path kept = cache.toAbsolutePath().normalize();
                return new Folders(home, own ? home : working, kept, own ? home.resolve("logs") : kept.resolve("logs"));
            }
        }
        throw new IOException(
                "there is no folder to write to, neither " + home + " nor the user's cache; set RAPPORT_CACHE to one");
    }

    /** The user's folders for caches, as each system has them (XDG Base Directory Specification, LOCALAPPDATA). */
    private static Stream<Path> caches(Path user, Map<String, String> environment) {
        String mine = "rapport-" + System.getProperty("user.name").replaceAll("[^A-Za-z0-9_.-]", "_");
        Stream<Path> own = Stream
                .of(environment.getOrDefault("LOCALAPPDATA", ""), environment.getOrDefault("XDG_CACHE_HOME", ""),
                        user.resolve(".cache").toString())
                .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, "rapport"));
        return Stream.concat(own, Stream.of(Path.of(System.getProperty("java.io.tmpdir"), mine)));
    }

    private static boolean isWritable(Path folder) {
        try {
            Files.createDirectories(folder);
            Path trial = Files.createTempFile(folder, ".trial", "");
            Files.delete(trial);
            return true;
        } catch (IOException | SecurityException e) {
            return false; // another one may be
        }
    }
}
