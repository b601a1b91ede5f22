package org.rapport.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.apache.spark.SparkBuildInfo;

/**
 * What a node must have before it does a part.
 *
 * @param distribution where Rapport is, on every node
 * @param rapport which build of it, see {@link InstalledVersion}
 * @param spark which version of Spark
 * @param tokenFile a file that the driver has just written among the runs
 * @param token what is in it
 */
record NodeRequirements(String distribution, String rapport, String spark, String tokenFile,
        String token) implements Serializable {
    /** Network file systems may show a new file late. */
    private static final long TOKEN_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long ASK_MILLIS = 500;

    /** What the machine that asks for them has itself. */
    static NodeRequirements here(Path distribution, Path tokenFile, String token) throws IOException {
        return new NodeRequirements(distribution.toString(), InstalledVersion.of(distribution), SparkBuildInfo.spark_version(),
                tokenFile.toString(), token);
    }

    /**
     * Looks whether this machine has them.
     *
     * @param host how the cluster calls it
     * @param cache where TensorFlow's library is unpacked to
     * @throws FinalFailure what it lacks
     */
    void require(String host, Path cache) throws FinalFailure, IOException, InterruptedException {
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
        requireToken(host);
        requireOwn(host, cache);
    }

    /** What is said of a machine without a distribution. */
    static String absent(String host, String distribution) {
        return host + ": there is no Rapport at " + distribution + "; it must be there on every node";
    }

    private void requireToken(String host) throws FinalFailure, IOException, InterruptedException {
        Path file = Path.of(tokenFile);
        long begun = System.nanoTime();
        while (!Files.isReadable(file) || !Files.readString(file).equals(token)) {
            if (System.nanoTime() - begun > TOKEN_NANOS) {
                throw new FinalFailure(host + ": does not see " + file
                        + ", which was written here; runs must be in a folder that all nodes share, at the same path");
            }
            Thread.sleep(ASK_MILLIS);
        }
    }

    /** A library that somebody else may have put there is not loaded. */
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
