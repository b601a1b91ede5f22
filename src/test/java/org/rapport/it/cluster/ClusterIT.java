package org.rapport.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.rapport.it.Command;
import org.rapport.it.Distribution;

/** What a cluster makes of a training, whatever becomes of its processes. */
@Tag("cluster")
@EnabledOnOs(OS.LINUX)
class ClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int EPOCHS = 40;
    private static final Path folder = Distribution.folder(ClusterIT.class);
    private static Distribution distribution;
    private static SparkNodes nodes;
    private static Map<String, String> inOneProcess;

    @BeforeAll
    static void start() throws Exception {
        distribution = new Distribution(folder.resolve("rapport"), 27600);
        nodes = new SparkNodes(folder.resolve("nodes"));
        TableStudy.write(folder.resolve("study"));
        Command train = distribution.startWith(Map.of(), words("here"));
        assertThat(train.exitCode(PATIENCE)).as(train.output()).isZero();
        inOneProcess = TableStudy.results(folder.resolve("here"));
        assertThat(inOneProcess).containsKeys("model/contract.json", "model.run/fold-4-seed-1/results.bin");
    }

    @AfterAll
    static void end() throws Exception {
        nodes.close();
    }

    private static String[] words(String out, String... more) {
        List<String> words = new ArrayList<>(List.of("train", folder.resolve("study").toString(), "--out",
                folder.resolve(out).resolve("model").toString(), "--folds", "4", "--fold", "all", "--epochs",
                String.valueOf(EPOCHS), "--window", "8", "--hop", "4", "--live-hop", "2", "--batch", "4", "--encoding", "4",
                "--hidden", "4", "--heads", "2", "--compute-threads", "1"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static Command onCluster(String out) throws IOException {
        return distribution.startWith(Map.of("SPARK_HOME", SparkNodes.SPARK.toString()),
                words(out, "--cluster", nodes.url(), "--cluster-options", nodes.options().toString()));
    }

    /** A part with at least so many epochs, and not yet all. */
    private static PartProcess awaitEpoch(Command command, Path runs, int epoch, String except) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && command.processes().get(0).isAlive()) {
            for (PartProcess part : PartProcess.in(runs)) {
                int made = TableStudy.epochs(runs.resolve(part.name())).size();
                if (!part.name().equals(except) && made >= epoch && made < EPOCHS / 2) {
                    return part;
                }
            }
            Thread.sleep(5);
        }
        throw new AssertionError("no part came to epoch " + epoch + ":\n" + command.output());
    }

    private static void assertAsInOneProcess(String out) throws IOException {
        Map<String, String> there = TableStudy.results(folder.resolve(out));
        assertThat(there.keySet()).isEqualTo(inOneProcess.keySet());
        assertThat(there.keySet())
                .allSatisfy(name -> assertThat(there.get(name).equals(inOneProcess.get(name))).as(name).isTrue());
    }

    /** Each part has a card of its own; there is none in this machine, but Spark believes it. */
    private static void cards() throws IOException {
        Path script = folder.resolve("nodes/cards.sh");
        Files.writeString(script, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"7\"]}'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        String granted = "spark.worker.resource.gpu.amount 1\nspark.worker.resource.gpu.discoveryScript " + script
                + "\nspark.executor.resource.gpu.amount 1\nspark.task.resource.gpu.amount 1\nspark.executor.memory 600m\n";
        nodes.options("spark.conf", Files.readString(nodes.options()) + granted);
    }

    @Test
    void whateverDiesOrIsStoppedTheFilesAreThoseOfOneProcessAndNoEpochIsMadeTwice() throws Exception {
        String out = "there-" + Long.toHexString(System.nanoTime()); // its own, also if this runs once more
        Path runs = folder.resolve(out + "/model.run");
        cards();
        nodes.worker();
        nodes.worker();
        Command command = onCluster(out);

        String secret = nodes.secret();
        PartProcess first = awaitEpoch(command, runs, 3, "");
        assertThat(first.environment()).contains("CUDA_VISIBLE_DEVICES=7").noneMatch(name -> name.contains(secret));
        assertThat(ProcessHandle.allProcesses().map(process -> process.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains(secret));
        first.executor().destroyForcibly();
        List<String> before = TableStudy.epochs(runs.resolve(first.name()));
        command.awaitLine(0, first.name() + ": lost on ");

        PartProcess second = awaitEpoch(command, runs, 3, first.name());
        second.worker().destroyForcibly();
        List<String> also = TableStudy.epochs(runs.resolve(second.name()));
        command.awaitLine(0, second.name() + ": lost on ");

        PartProcess third = awaitEpoch(command, runs, 3, "");
        command.signal("INT");
        assertThat(command.exitCode(PATIENCE)).as(command.output()).isEqualTo(130);
        Command.await(() -> PartProcess.in(runs).isEmpty(), () -> "an end of " + third);
        List<String> stopped = TableStudy.epochs(runs.resolve(third.name()));

        Command again = onCluster(out);
        assertThat(again.exitCode(PATIENCE)).as(again.output()).isZero();
        assertThat(again.output()).contains(third.name() + ": goes on after epoch ", "parts done, 0 at work");
        assertThat(TableStudy.epochs(runs.resolve(first.name()))).startsWith(before.toArray(String[]::new)).hasSize(EPOCHS);
        assertThat(TableStudy.epochs(runs.resolve(second.name()))).startsWith(also.toArray(String[]::new)).hasSize(EPOCHS);
        assertThat(TableStudy.epochs(runs.resolve(third.name()))).startsWith(stopped.toArray(String[]::new)).hasSize(EPOCHS);
        assertAsInOneProcess(out);

        nodes.closeWorkers();
        Command report = onCluster(out);
        assertThat(report.exitCode(PATIENCE)).as(report.output()).isZero(); // with nothing to do it needs no worker
        assertAsInOneProcess(out);
    }

    @Test
    void nobodyIsLetInAtAnotherAddress() throws Exception {
        String elsewhere = nodes.url().replace("127.0.0.1", "127.0.0.2");
        Command other = distribution.startWith(Map.of("SPARK_HOME", SparkNodes.SPARK.toString()),
                words("wrong", "--cluster", elsewhere, "--cluster-options", nodes.options().toString()));
        assertThat(other.exitCode(PATIENCE)).isEqualTo(1);
        assertThat(other.lines()).singleElement().asString().startsWith(elsewhere + ": nobody listens there");
    }
}
