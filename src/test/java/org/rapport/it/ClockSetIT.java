package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/** Somebody, or a time server, sets the clock of the recording machine: an hour back, then two days ahead. */
@EnabledOnOs(OS.LINUX)
class ClockSetIT {
    private static final List<Duration> SET = List.of(Duration.ofHours(-1), Duration.ofDays(2));

    @Test
    void neitherARecordingNorASessionNoticesThatTheClockIsSet() throws Exception {
        Path folder = Distribution.folder(ClockSetIT.class);
        WallClock clock = new WallClock(folder);
        Distribution distribution = new Distribution(folder.resolve("rapport"), 28850);
        Path pipelines = Files.createDirectories(folder.resolve("pipelines"));
        Path inGraph = folder.resolve("in-graph.xdf");
        Files.writeString(pipelines.resolve("eye.json"), """
                { "rapport.source.gaze~eye": { "role": "receiver" },
                  "rapport.sink.xdf~recorder": { "inputs": ["eye"], "file": "%s" } }
                """.formatted(inGraph));
        Path beside = folder.resolve("beside.xdf");
        try (Command lab = distribution.start("simulate", "--only", "receiver-eyetracker");
                Command record = distribution.start(clock, "record", beside.toString());
                Command run = distribution.start(clock, "run", "--pipelines", pipelines.toString())) {
            record.awaitLine(0, "records sim-receiver-eyetracker");
            run.awaitLine(0, "sim-receiver-eyetracker LIVE");
            for (Duration ahead : SET) {
                clock.set(ahead);
                assertGrows(beside);
                assertGrows(inGraph);
            }
            for (Command command : List.of(record, run)) {
                command.signal("TERM");
                assertThat(command.exitCode()).as(command.output()).isZero();
                assertThat(command.output()).doesNotContain("LOST", "\tat ");
            }
        }
        assertWhole(beside);
        assertWhole(inGraph);
    }

    private static void assertGrows(Path file) throws InterruptedException {
        long size = file.toFile().length();
        Command.await(() -> file.toFile().length() > size + 20_000, () -> "more in " + file);
    }

    /** No stamp knows of the time of day. */
    private static void assertWhole(Path file) throws Exception {
        XdfFile recording = XdfReader.read(file);
        assertThat(recording.warnings()).isEmpty();
        double[] stamps = recording.streams().stream().max(Comparator.comparing(XdfStream::samples)).orElseThrow().times();
        assertThat(stamps).hasSizeGreaterThan(200);
        for (int i = 1; i < stamps.length; i++) {
            assertThat(stamps[i] - stamps[i - 1]).as("step " + i + " in " + file).isBetween(0.0, 0.5);
        }
    }
}
