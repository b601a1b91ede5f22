package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.signal.Block;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/** What others on the same machine do to a recording: take its name, remove its folder, stop its process. */
@Timeout(120)
class NeighboursTest {
    @TempDir
    private Path folder;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatAFailedTestLeft() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void twoRecordersOfOneNameHaveAFileEach() throws Exception {
        Process one = start("one", "2");
        Process other = start("other", "2");
        assertThat(List.of(one.waitFor(), other.waitFor())).containsExactly(0, 0);
        for (String name : List.of("r.xdf", "r-2.xdf")) {
            assertThat(sound(folder.resolve(name)).samples()).isGreaterThanOrEqualTo(20_000);
        }
        assertThat(folder.resolve("r-3.xdf")).doesNotExist();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aRecordingWhoseFolderIsRemovedGoesOnInANewOneAndSaysSo() throws Exception {
        Path recordings = Files.createDirectory(folder.resolve("recordings"));
        Process process = start(recordings.resolve("r.xdf"), "out", "6");
        until(() -> size(recordings.resolve("r.xdf")) > 100_000);
        try (Stream<Path> files = Files.walk(recordings)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readAllLines(folder.resolve("out"))).filteredOn(line -> line.contains("ERROR")).hasSize(1)
                .allMatch(line -> line.contains("was removed or moved while it was being recorded"));
        assertThat(sound(recordings.resolve("r.xdf")).samples()).isGreaterThan(1000);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aRecorderThatIsStoppedForAWhileGoesOn() throws Exception {
        Process process = start("out", "3");
        until(() -> size(folder.resolve("r.xdf")) > 100_000);
        signal(process, "STOP");
        until(() -> { // what was being written when the signal came may still get into the file
            long before = size(folder.resolve("r.xdf"));
            new CountDownLatch(1).await(2, TimeUnit.SECONDS);
            return size(folder.resolve("r.xdf")) == before;
        });
        signal(process, "CONT");
        assertThat(process.waitFor()).isZero();
        XdfStream stream = sound(folder.resolve("r.xdf"));
        float[] values = stream.values().floats();
        for (int i = 0; i < stream.samples(); i++) {
            assertThat(values[i * stream.channelCount()]).as("none is lost").isEqualTo(i);
        }
        assertThat(stream.samples()).isGreaterThanOrEqualTo(30_000);
    }

    @Test
    void rowsOfTwoSinksOfOneNameNeverMix() throws Exception {
        Path file = folder.resolve("eye.csv");
        CsvSink one = new CsvSink(file);
        CsvSink other = new CsvSink(file);
        Block block = Blocks.counting(Blocks.stream("eye", 60, 1), 0, 5, 1);
        one.accept(block);
        other.accept(block);
        one.close();
        other.close();
        assertThat(Files.readAllLines(file)).isEqualTo(Files.readAllLines(folder.resolve("eye-2.csv"))).hasSizeGreaterThan(3);
        CsvSink again = new CsvSink(file);
        again.accept(block);
        again.close();
        assertThat(folder.toFile().list()).as("a file that nobody has is continued").containsExactlyInAnyOrder("eye.csv",
                "eye-2.csv");
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("nanoseconds").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private Process start(String out, String seconds) throws IOException {
        return start(folder.resolve("r.xdf"), out, seconds);
    }

    private Process start(Path file, String out, String seconds) throws IOException {
        Process process = new ProcessBuilder(RecordingProcess.command("seconds", file.toString(), seconds))
                .redirectErrorStream(true).redirectOutput(folder.resolve(out).toFile()).start();
        started.add(process);
        return process;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor()).isZero();
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static XdfStream sound(Path path) throws IOException {
        XdfFile file = XdfReader.read(path);
        assertThat(file.warnings()).isEmpty();
        return file.streams().stream().filter(stream -> stream.name().equals("fast")).findFirst().orElseThrow();
    }
}
