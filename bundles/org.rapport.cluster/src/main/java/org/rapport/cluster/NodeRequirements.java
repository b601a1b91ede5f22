package org.rapport.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

import org.apache.spark.SparkBuildInfo;
import org.apache.spark.SparkEnv;

/**
 * What a node must have before it does a part.
 *
 * @param distribution where Rapport is, on every node
 * @param rapport which build of it, see {@link InstalledVersion}
 * @param spark which version of Spark
 * @param shared files that it must see as the driver does, each with its checksum
 */
record NodeRequirements(String distribution, String rapport, String spark, Map<String, String> shared) implements Serializable {
    /** Network file systems may show a new file late. */
    private static final long SEEN_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long ASK_MILLIS = 500;
    private static final String SECRET = "_SPARK_AUTH_SECRET";

    /** What the machine that asks for them has itself. */
    static NodeRequirements here(Path distribution, Map<String, String> shared) throws IOException {
        return new NodeRequirements(distribution.toString(), InstalledVersion.of(distribution), SparkBuildInfo.spark_version(),
                shared);
    }

    /**
     * Looks whether the machine of this executor has them.
     *
     * @return how the cluster calls it
     * @throws FinalFailure what it lacks
     */
    String require() throws FinalFailure, IOException, InterruptedException {
        String host = SparkEnv.get().blockManager().blockManagerId().host();
        if (!SparkBuildInfo.spark_version().equals(spark)) {
            throw new FinalFailure(host + ": its Spark is " + SparkBuildInfo.spark_version() + ", here it is " + spark
                    + "; give all nodes the same");
        }
        Path place = Path.of(distribution);
        if (!Files.isRegularFile(place.resolve("bin/rapport"))) {
            throw new FinalFailure(absent(host, distribution));
        }
        if (!InstalledVersion.of(place).equals(rapport)) {
            throw new FinalFailure(host + ": another version of Rapport is at " + distribution
                    + "; give all nodes the same, with the same plug-ins");
        }
        requireShared(host);
        requireOwn(host, Path.of(System.getenv("RAPPORT_CACHE")));
        return host;
    }

    /** Rapport's command line on this machine, which does not see the cluster's secret. */
    ProcessBuilder rapport(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.add(0, Path.of(distribution, "bin/rapport").toString());
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().remove(SECRET);
        return builder;
    }

    /** What is said of a machine without a distribution. */
    static String absent(String host, String distribution) {
        return host + ": there is no Rapport at " + distribution + "; it must be there on every node";
    }

    private void requireShared(String host) throws FinalFailure, IOException, InterruptedException {
        long begun = System.nanoTime();
        for (Map.Entry<String, String> file : shared.entrySet()) {
            while (!isSeen(Path.of(file.getKey()), file.getValue())) {
                if (System.nanoTime() - begun > SEEN_NANOS) {
                    throw new FinalFailure(host + ": does not see " + file.getKey() + " as it is here; the study and the output "
                            + "must be in folders that all nodes share, at the same paths");
                }
                Thread.sleep(ASK_MILLIS);
            }
        }
    }

    private static boolean isSeen(Path file, String checksum) throws IOException {
        if (!Files.isReadable(file)) {
            return false;
        }
        CRC32C sum = new CRC32C();
        sum.update(Files.readAllBytes(file));
        return Long.toHexString(sum.getValue()).equals(checksum);
    }

    /** A library of TensorFlow that somebody else may have put there is not loaded. */
    private static void requireOwn(String host, Path cache) throws FinalFailure, IOException {
        Files.createDirectories(cache.toAbsolutePath().getParent());
        if (!Files.exists(cache)) {
            Files.createDirectory(cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        PosixFileAttributes found = Files.readAttributes(cache, PosixFileAttributes.class);
        Set<PosixFilePermission> granted = found.permissions();
        if (!found.owner().getName().equals(System.getProperty("user.name")) || granted.contains(PosixFilePermission.OTHERS_WRITE)
                || granted.contains(PosixFilePermission.GROUP_WRITE)) {
            throw new FinalFailure(host + ": others can write to " + cache
                    + ", where TensorFlow's library is unpacked; let spark.executorEnv.RAPPORT_CACHE name a folder of your own");
        }
    }
}
