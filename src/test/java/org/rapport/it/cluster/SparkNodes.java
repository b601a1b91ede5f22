package org.rapport.it.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.rapport.it.Command;

/** A master and workers, started as the guide says, by {@code spark.sh} of the examples. */
final class SparkNodes implements AutoCloseable {
    static final Path SPARK = Path.of(System.getProperty("spark"));
    static final String ADDRESS = "127.0.0.1";
    private static final Path SCRIPT = Path.of("../examples/cluster/spark.sh").toAbsolutePath().normalize();

    private final Path folder;
    private final int port;
    private final Path options;
    private final Command master;
    private final List<Command> workers = new ArrayList<>();

    /** @param folder for all that they write */
    SparkNodes(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        port = freePort();
        options = folder.resolve("spark.conf");
        new ProcessBuilder("sh", SCRIPT.toString(), "secret").directory(folder.toFile()).inheritIO().start().waitFor();
        master = start(SPARK, List.of(), "master", ADDRESS, "--port", String.valueOf(port));
        master.awaitLine(0, "Starting Spark master");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            return socket.getLocalPort();
        }
    }

    private Command start(Path spark, List<String> before, String... words) throws IOException {
        List<String> line = new ArrayList<>(before);
        line.addAll(List.of("sh", SCRIPT.toString()));
        line.addAll(Arrays.asList(words));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("SPARK_HOME", spark.toString(), "SPARK_MASTER_PORT", String.valueOf(port)));
        return new Command(builder.start(), words[0]);
    }

    /** A worker of one core, as soon as it is known to the master. */
    Command worker() throws Exception {
        return worker(SPARK, List.of());
    }

    /**
     * Another one.
     *
     * @param spark its SPARK_HOME
     * @param before what its command line begins with
     */
    Command worker(Path spark, List<String> before) throws Exception {
        int mark = master.mark();
        Path work = folder.resolve("work-" + (workers.size() + 1));
        Command worker = start(spark, before, "worker", ADDRESS, ADDRESS, "--cores", "1", "--memory", "1g", "--work-dir",
                work.toString());
        workers.add(worker);
        master.awaitLine(mark, "Registering worker");
        return worker;
    }

    /** Ends workers, so that the master has none. */
    void closeWorkers() throws Exception {
        for (Command worker : workers) {
            worker.close();
        }
    }

    String url() {
        return "spark://" + ADDRESS + ":" + port;
    }

    /** The file with the secret. */
    Path options() {
        return options;
    }

    String secret() throws IOException {
        try (Stream<String> lines = Files.lines(options)) {
            return lines.filter(line -> line.startsWith("spark.authenticate.secret ")).findFirst().orElseThrow().split(" ")[1];
        }
    }

    /** A file of options that only its owner may read. */
    Path options(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Override
    public void close() throws Exception {
        closeWorkers();
        master.close();
    }
}
