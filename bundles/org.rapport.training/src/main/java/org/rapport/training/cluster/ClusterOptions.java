package org.rapport.training.cluster;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

import org.rapport.api.command.CommandException;

/**
 * Options of Spark, in a file as Spark's own programs read it: a name and a value a line. It holds the cluster's secret, so
 * nobody but its owner may read it.
 *
 * @param file where they stand
 * @param values name to value
 */
record ClusterOptions(Path file, Map<String, String> values) {
    private static final String AUTHENTICATE = "spark.authenticate";
    private static final String SECRET = "spark.authenticate.secret";
    private static final String ENCRYPT = "spark.network.crypto.enabled";
    private static final Set<PosixFilePermission> OWN = Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final long MOST_BYTES = 1 << 20;
    /** What parts rely on, and why. */
    private static final Map<String, String> FIXED = Map.of("spark.master", "--cluster says it", "spark.task.cpus",
            "--compute-threads says it", "spark.executor.cores", "--compute-threads says it", "spark.speculation",
            "two processes would work in one run folder", "spark.dynamicAllocation.enabled", "a part would lose its process",
            "spark.jars", "nodes have Rapport already", "spark.executor.extraClassPath", "nodes have Rapport already");

    /** @throws CommandException what is wrong with it, in one line */
    static ClusterOptions read(Path file) throws CommandException, IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(file + ": there is no such file; it must hold spark.authenticate.secret, the secret of "
                    + "the cluster (--cluster-options names another file)");
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                && !OWN.containsAll(Files.getPosixFilePermissions(file))) {
            throw new CommandException(
                    file + ": others can read or change it, and it holds the secret of the cluster: chmod 600 " + file);
        }
        Properties read = new Properties();
        if (Files.size(file) > MOST_BYTES) {
            throw new CommandException(file + ": is too large for a file of options");
        }
        try (Reader in = Files.newBufferedReader(file)) {
            read.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(file + ": is no file of options, a name and a value a line (" + e.getMessage() + ")");
        }
        Map<String, String> values = new TreeMap<>();
        for (String name : read.stringPropertyNames()) {
            values.put(name, read.getProperty(name).strip());
        }
        return checked(file, values);
    }

    private static ClusterOptions checked(Path file, Map<String, String> values) throws CommandException {
        for (String name : values.keySet()) {
            if (!name.startsWith("spark.")) {
                throw new CommandException(file + ": " + name + " is no option of Spark; they begin with spark.");
            }
            if (FIXED.containsKey(name)) {
                throw new CommandException(file + ": leave out " + name + ": " + FIXED.get(name));
            }
        }
        String authenticate = values.getOrDefault(AUTHENTICATE, "");
        if (!authenticate.equals("false") && (!authenticate.equals("true") || values.getOrDefault(SECRET, "").isEmpty())) {
            throw new CommandException(file + ": lacks \"" + AUTHENTICATE + " true\" and " + SECRET + ", those of the master; "
                    + "without them whoever reaches the master runs programs as you (\"" + AUTHENTICATE + " false\" allows it)");
        }
        return new ClusterOptions(file, values);
    }

    /** What is not safe about them, in one line; empty if they are. */
    String warning() {
        if (values.get(AUTHENTICATE).equals("false")) {
            return file + ": has " + AUTHENTICATE + " false: whoever reaches the master runs programs as you";
        }
        return "false".equals(values.get(ENCRYPT))
                ? file + ": has " + ENCRYPT + " false: what nodes say to each other can be read" : "";
    }

    /**
     * All options of an application.
     *
     * @param defaults for what the file leaves out
     * @param fixed what it cannot say
     */
    Map<String, String> with(Map<String, String> defaults, Map<String, String> fixed) {
        Map<String, String> all = new LinkedHashMap<>(defaults);
        all.put(ENCRYPT, values.get(AUTHENTICATE));
        all.putAll(values);
        all.putAll(fixed);
        return all;
    }
}
