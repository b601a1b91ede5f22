package org.rapport.training.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.rapport.json.JsonEntry;

import jakarta.json.JsonObject;

/**
 * Spark's driver in a Java of its own, so that none of Spark's 130 jars meets Felix. It takes one line of JSON and answers with
 * lines of JSON; the secret is in the former, and neither on a command line nor in the environment.
 */
final class DriverProcess implements AutoCloseable {
    /** Spark's list for Java 17 (its JavaModuleOptions). */
    private static final List<String> OPENED = List.of("java.lang", "java.lang.invoke", "java.lang.reflect", "java.io",
            "java.net", "java.nio", "java.util", "java.util.concurrent", "java.util.concurrent.atomic", "sun.nio.ch",
            "sun.nio.cs", "sun.security.action", "sun.util.calendar");
    private static final String END = "";
    private static final long END_SECONDS = 90;

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private DriverProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts one.
     *
     * @param log takes what Spark tells
     * @param order what it is to do
     */
    static DriverProcess start(ClusterAccess access, Path log, JsonObject order) throws IOException {
        // Ctrl-C reaches all programs of a terminal at once: the driver leaves it to the command, which stops it in order
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "driver",
                Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx512m", "-XX:+UseSerialGC",
                "-Dlog4j2.configurationFile=classpath:org/rapport/cluster/log4j2.properties"));
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(List.of("-cp", String.join(":", access.distribution().resolve(ClusterAccess.JAR).toString(),
                json(access.distribution()), access.spark().classPath()), "org.rapport.cluster.Driver"));
        DriverProcess driver = new DriverProcess(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
        Thread reader = new Thread(driver::read, "events of the driver");
        reader.setDaemon(true);
        reader.start();
        try {
            driver.process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
            driver.process.getOutputStream().flush();
        } catch (IOException e) {
            // it has ended already, which its events will say
        }
        return driver;
    }

    /** The library that the driver reads and writes JSON with. */
    private static String json(Path distribution) throws IOException {
        try (Stream<Path> bundles = Files.list(distribution.resolve("bundles"))) {
            return bundles.filter(jar -> jar.getFileName().toString().startsWith("jakarta.json-")).findFirst()
                    .orElseThrow(() -> new IOException(distribution + ": has no bundles/jakarta.json-*.jar")).toString();
        }
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // it was ended
        }
        lines.add(END);
    }

    /** The next event; empty if there is none within the time. */
    Optional<JsonEntry> next(long millis) throws IOException, InterruptedException {
        String line = lines.poll(millis, TimeUnit.MILLISECONDS);
        if (line == null) {
            return Optional.empty();
        }
        if (line.equals(END)) {
            throw new IOException("Spark's driver ended with code " + process.waitFor() + "; " + log + " says why");
        }
        return Optional.of(JsonEntry.parse("the driver", line));
    }

    /** Tells it to stop all parts in order; its last event says when that is done. */
    void stop() throws IOException {
        process.getOutputStream().close();
    }

    @Override
    public void close() throws IOException {
        stop();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
