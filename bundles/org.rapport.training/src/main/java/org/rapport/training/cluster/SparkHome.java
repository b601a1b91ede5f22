package org.rapport.training.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.rapport.api.command.CommandException;

/**
 * An installation of Apache Spark, which Rapport does not contain.
 *
 * @param folder with {@code jars/}
 */
record SparkHome(Path folder) {
    private static final String NEEDED = "4.2";
    private static final Pattern CORE = Pattern.compile("spark-core_2\\.13-(.+)\\.jar");

    /**
     * The one that {@code SPARK_HOME} names.
     *
     * @param environment the environment variables
     * @throws CommandException if there is none, or one that does not fit
     */
    static SparkHome find(Map<String, String> environment) throws CommandException, IOException {
        String named = environment.getOrDefault("SPARK_HOME", "");
        if (named.isBlank()) {
            throw new CommandException("--cluster needs Apache Spark " + NEEDED
                    + ", which Rapport does not contain: let the environment variable SPARK_HOME name its folder");
        }
        Path folder = Path.of(named);
        String version = version(folder)
                .orElseThrow(() -> new CommandException("SPARK_HOME is " + folder + ", which has no jars/spark-core_2.13-"
                        + NEEDED + ".*.jar; it must be the folder of an " + "unpacked Spark " + NEEDED));
        if (!version.startsWith(NEEDED + ".")) {
            throw new CommandException("SPARK_HOME is " + folder + ", which is Spark " + version + "; it must be " + NEEDED);
        }
        return new SparkHome(folder);
    }

    private static Optional<String> version(Path folder) throws IOException {
        Path jars = folder.resolve("jars");
        if (!Files.isDirectory(jars)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(jars)) {
            return files.map(file -> CORE.matcher(file.getFileName().toString())).filter(Matcher::matches)
                    .map(match -> match.group(1)).findFirst();
        }
    }

    /** All its jars, as a class path says it. */
    String classPath() {
        return folder.resolve("jars") + "/*";
    }

    /** Where Spark's own programs look for options. */
    Path options() {
        return folder.resolve("conf/spark-defaults.conf");
    }
}
