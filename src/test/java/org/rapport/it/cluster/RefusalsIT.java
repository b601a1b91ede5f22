package org.rapport.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.rapport.it.Command;
import org.rapport.it.Distribution;

/** What keeps a cluster from working is said in one line, at once, and before the features of a study are made. */
@Tag("cluster")
@EnabledOnOs(OS.LINUX)
class RefusalsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path folder = Distribution.folder(RefusalsIT.class);
    private static Distribution distribution;
    private static SparkNodes nodes;
    private Path out = folder.resolve("out");

    @BeforeAll
    static void start() throws Exception {
        distribution = new Distribution(folder.resolve("rapport"), 27640);
        nodes = new SparkNodes(folder.resolve("nodes"));
        nodes.options("spark.conf", Files.readString(nodes.options()) + "spark.executor.memory 600m\n");
        TableStudy.writeRecordings(folder.resolve("study"));
        TableStudy.writeRecordings(folder.resolve("another"));
    }

    @AfterEach
    void noWorkerStays() throws Exception {
        nodes.closeWorkers();
    }

    @AfterAll
    static void end() throws Exception {
        nodes.close();
    }

    private Command train(Path study, String sparkHome, String url, Path options, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("train", study.toString(), "--out", out.resolve("model").toString(),
                "--folds", "2", "--fold", "all", "--epochs", "1", "--window", "50", "--batch", "4", "--compute-threads", "1",
                "--cluster", url, "--cluster-options", options.toString()));
        words.addAll(List.of(more));
        return distribution.startWith(Map.of("SPARK_HOME", sparkHome), words.toArray(String[]::new));
    }

    private String refused(String sparkHome, String url, Path options, String... more) throws Exception {
        Path study = folder.resolve("study");
        Command command = train(study, sparkHome, url, options, more);
        int code = command.exitCode(PATIENCE);
        assertThat(TableStudy.features(study)).as(command.output()).doesNotExist();
        assertThat(out.resolve("model.run/parts.json")).doesNotExist();
        return code + " " + command.lines().get(command.mark() - 1);
    }

    private String refused() throws Exception {
        return refused(SparkNodes.SPARK.toString(), nodes.url(), nodes.options());
    }

    @Test
    void whatIsMissingHereIsSaidBeforeAnythingIsDone() throws Exception {
        out = folder.resolve("nothing");
        Path good = nodes.options();
        String spark = SparkNodes.SPARK.toString();
        assertThat(refused("", nodes.url(), good))
                .startsWith("1 --cluster needs Apache Spark 4.2, which Rapport does not contain");
        assertThat(refused(folder.toString(), nodes.url(), good))
                .startsWith("1 SPARK_HOME is " + folder + ", which has no jars/");
        Path old = Files.createDirectories(folder.resolve("old"));
        Files.writeString(Files.createDirectories(old.resolve("jars")).resolve("spark-core_2.13-4.1.3.jar"), "");
        assertThat(refused(old.toString(), nodes.url(), good)).endsWith("which is Spark 4.1.3; it must be 4.2");
        assertThat(refused(spark, nodes.url(), folder.resolve("none.conf"))).contains("1 ", "none.conf: there is no such file");
        Path open = nodes.options("open.conf", Files.readString(good));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(refused(spark, nodes.url(), open)).contains("open.conf: others can read or change it")
                .endsWith("chmod 600 " + open);
        assertThat(refused(spark, nodes.url(), nodes.options("none.conf", "spark.authenticate true\n")))
                .contains("none.conf: lacks \"spark.authenticate true\" and spark.authenticate.secret");
        assertThat(refused(spark, nodes.url(), nodes.options("twice.conf", Files.readString(good) + "spark.speculation true\n")))
                .contains("twice.conf: leave out spark.speculation: two processes would work in one run folder");
        assertThat(refused(spark, "spark://127.0.0.1:1", good)).startsWith("1 spark://127.0.0.1:1: nobody listens there");
        assertThat(refused(spark, "spark://no.such.host.invalid:7077", good)).endsWith("there is no machine of that name");
        assertThat(refused(spark, "local[2]", good)).startsWith("2 ").contains("--cluster must be spark://HOST:PORT");
        assertThat(refused(spark, nodes.url(), good, "--part", "1/2")).startsWith("2 ").contains("leave out --list-parts");
        assertThat(out).doesNotExist();
    }

    @Test
    void otherwiseItIsSaidWhoAnswersAndThenFeaturesAreMade() throws Exception {
        out = folder.resolve("good");
        nodes.worker();
        nodes.worker();
        Path study = folder.resolve("another");
        Command command = train(study, SparkNodes.SPARK.toString(), nodes.url(), nodes.options());
        assertThat(command.exitCode(PATIENCE)).as(command.output()).isZero();
        assertThat(command.lines().get(0)).matches(
                "\\Q" + nodes.url() + "\\E: 1 node answers, for 2 parts at once: " + "rapport \\S+, Java \\S+, Spark 4\\.2\\.0");
        assertThat(command.lines().get(1)).startsWith("recorded: 6 sessions");
        assertThat(TableStudy.features(study)).isDirectoryContaining("glob:**.features");
    }

    @Test
    void theSecretOfAnother() throws Exception {
        Path wrong = nodes.options("wrong.conf", "spark.authenticate true\nspark.authenticate.secret guessed\n");
        assertThat(refused(SparkNodes.SPARK.toString(), nodes.url(), wrong))
                .startsWith("1 " + nodes.url() + ": does not accept the secret");
    }

    @Test
    void noWorkerWithRoom() throws Exception {
        assertThat(refused()).startsWith("1 " + nodes.url() + ": no worker has 1 free cores and 600m of free memory; ");
    }

    @Test
    void aCommandThatNodesDoNotReach() throws Exception {
        nodes.worker();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.9"))) {
            Path away = nodes.options("away.conf", Files.readString(nodes.options()) + "spark.driver.host 127.0.0.9\n"
                    + "spark.driver.port " + silent.getLocalPort() + "\n");
            assertThat(refused(SparkNodes.SPARK.toString(), nodes.url(), away))
                    .startsWith("1 executors on 127.0.0.1 do not reach this command at 127.0.0.9 within ");
        }
    }

    @Test
    void aNodeWithoutTheSharedFolderAmongOthers() throws Exception {
        Files.createDirectories(folder.resolve("out"));
        nodes.worker();
        nodes.worker(SparkNodes.SPARK, elsewhere("mount -t tmpfs none " + folder.resolve("out")));
        assertThat(refused()).startsWith("1 127.0.0.1: does not see " + folder.resolve("out/model.run/cluster/token-"));
    }

    @Test
    void aNodeWithoutTheStudy() throws Exception {
        nodes.worker(SparkNodes.SPARK, elsewhere("mount -t tmpfs none " + folder.resolve("study")));
        assertThat(refused()).startsWith("1 127.0.0.1: does not see " + folder.resolve("study/study.json") + " as it is here; ");
    }

    @Test
    void aNodeWithAnotherRapport() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.createFile(Files.createDirectories(other.resolve("bin")).resolve("rapport"));
        Path jar = Files.createDirectories(other.resolve("lib")).resolve("org.rapport.cluster.jar");
        Files.copy(distribution.home().resolve("lib/org.rapport.cluster.jar"), jar);
        nodes.worker(SparkNodes.SPARK, elsewhere("mount --bind " + other + " " + distribution.home()));
        assertThat(refused()).startsWith("1 127.0.0.1: another version of Rapport is at " + distribution.home());
    }

    @Test
    void aNodeWithoutRapport() throws Exception {
        nodes.worker(SparkNodes.SPARK, elsewhere("mount -t tmpfs none " + distribution.home()));
        assertThat(refused()).startsWith("1 127.0.0.1: there is no Rapport at " + distribution.home());
    }

    @Test
    void aNodeWhereRapportDoesNotStart() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken"), "#!/bin/sh\necho no Java here; exit 1\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));
        nodes.worker(SparkNodes.SPARK, elsewhere("mount --bind " + broken + " " + distribution.home().resolve("bin/rapport")));
        assertThat(refused()).isEqualTo("1 127.0.0.1: Rapport does not start there: no Java here");
    }

    @Test
    void aNodeWithAnotherSpark() throws Exception {
        Path spark = linked("another-spark");
        Path utilities = spark.resolve("jars/spark-common-utils_2.13-4.2.0.jar");
        Path real = utilities.toRealPath();
        Files.delete(utilities);
        Files.copy(real, utilities);
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + utilities.toUri()), Map.of())) {
            Path version = jar.getPath("spark-version-info.properties");
            Files.writeString(version, Files.readString(version).replace("version=4.2.0", "version=4.2.9"));
        }
        nodes.worker(spark, List.of());
        assertThat(refused()).startsWith("1 127.0.0.1: its Spark is 4.2.9, here it is 4.2.0");
    }

    @Test
    void aNodeWhoseExecutorsDieBeforeTheirFirstTask() throws Exception {
        Path spark = linked("broken-spark");
        nodes.worker(spark, List.of());
        Files.move(spark.resolve("jars"), spark.resolve("gone"));
        Files.createDirectories(spark.resolve("jars"));
        assertThat(refused()).startsWith("1 executors end before their first task: ").contains(" on 127.0.0.1");
    }

    /** A SPARK_HOME with links to the jars of the real one. */
    private static Path linked(String name) throws IOException {
        Path jars = Files.createDirectories(folder.resolve(name).resolve("jars"));
        try (Stream<Path> all = Files.list(SparkNodes.SPARK.resolve("jars"))) {
            for (Path jar : all.toList()) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
        return jars.getParent();
    }

    /** What lets a program see other files than all others do: it begins its command line. */
    private static List<String> elsewhere(String mount) throws Exception {
        List<String> words = List.of("unshare", "-m", "sh", "-c", mount + " && exec \"$@\"", "node");
        List<String> trial = new ArrayList<>(words);
        trial.add("true");
        assumeTrue(new ProcessBuilder(trial).start().waitFor() == 0, "only root may mount");
        return words;
    }
}
