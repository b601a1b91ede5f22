package org.rapport.training.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.rapport.api.command.CommandException;

/**
 * A cluster, and how this machine speaks to it.
 *
 * @param spark the installation that the driver runs on
 * @param master who gives out nodes
 * @param options of Spark
 * @param distribution Rapport's folder, here and on every node
 * @param device what computes, as {@code --device} takes it
 * @param threads of a part
 */
public record ClusterAccess(SparkHome spark, MasterAddress master, ClusterOptions options, Path distribution, String device,
        int threads) {
    static final String JAR = "lib/org.rapport.cluster.jar";

    /**
     * Looks whether all is there that this side needs, and whether somebody listens.
     *
     * @param options the file with options; that of Spark itself if none is named
     * @param environment the environment variables
     * @throws CommandException what is missing, in one line
     */
    public static ClusterAccess of(MasterAddress master, Optional<Path> options, Path distribution, String device, int threads,
            Map<String, String> environment) throws CommandException, IOException {
        SparkHome spark = SparkHome.find(environment);
        if (!Files.isRegularFile(distribution.resolve(JAR))) {
            throw new CommandException(distribution.resolve(JAR) + ": is missing; install the distribution anew");
        }
        ClusterAccess access = new ClusterAccess(spark, master, ClusterOptions.read(options.orElse(spark.options())),
                distribution, device, threads);
        master.reach();
        return access;
    }

    /** What is not safe about it, in one line; empty if nothing is. */
    public Optional<String> warning() {
        return Optional.of(options.warning()).filter(line -> !line.isEmpty());
    }

    /** All options of Spark for parts. */
    Map<String, String> settings() throws CommandException {
        InetAddress here = master.reach();
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("spark.app.name", "rapport");
        defaults.put("spark.driver.host", here.getHostAddress());
        defaults.put("spark.driver.bindAddress", here.getHostAddress());
        defaults.put("spark.ui.enabled", "false");
        defaults.put("spark.executor.memory", "2g");
        defaults.put("spark.executor.extraJavaOptions", "-XX:+UseSerialGC");
        defaults.put("spark.executorEnv.RAPPORT_CACHE",
                "/tmp/rapport-" + System.getProperty("user.name").replaceAll("[^A-Za-z0-9_.-]", "_"));
        if (device.equals("gpu")) {
            defaults.put("spark.executor.resource.gpu.amount", "1");
            defaults.put("spark.task.resource.gpu.amount", "1");
        }
        String cores = String.valueOf(threads);
        return options.with(defaults,
                Map.of("spark.master", master.toString(), "spark.executor.cores", cores, "spark.task.cpus", cores,
                        "spark.speculation", "false", "spark.dynamicAllocation.enabled", "false", "spark.locality.wait", "0",
                        "spark.executor.extraClassPath", distribution.resolve(JAR).toString()));
    }
}
