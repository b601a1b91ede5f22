package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;

/** Told to end, at any moment, a command ends soon, with its own code and without a trace. */
@DisabledOnOs(OS.WINDOWS)
class EndIT {
    private static final Path folder = Distribution.folder(EndIT.class);
    private static Distribution distribution;

    @BeforeAll
    static void distribution() throws Exception {
        distribution = new Distribution(folder.resolve("rapport"), 27700);
    }

    @Test
    void aStartThatIsInterruptedEndsAtOnceAndSaysNothing() throws Exception {
        for (int millis = 100; millis <= 1000; millis += 150) {
            for (String signal : new String[]{"TERM", "HUP"}) {
                try (Command command = distribution.start("nodes", "--no-such-option")) {
                    Thread.sleep(millis); // the moment is the point
                    command.signal(signal);
                    int code = command.exitCode();
                    assertThat(code).as(command.output()).isIn(129, 130, 143, 2); // 2: it had done its work
                    assertThat(command.output()).doesNotContain("\tat ", "Exception");
                }
            }
        }
    }

    @Test
    void aSessionThatIsEndedHasDoneItsWork() throws Exception {
        Path pipelines = Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(pipelines.resolve("eye.json"), "{ \"rapport.source.gaze~eye\": { \"role\": \"receiver\" } }");
        try (Command run = distribution.start("run", "--pipelines", pipelines.toString())) {
            run.awaitLine(0, "pipeline eye runs");
            run.signal("INT");
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output()).doesNotContain("\tat ");
        }
    }

    @Test
    void aDemoThatIsEndedSaysWhatCameOfItAndHasThatForItsCode() throws Exception {
        for (String signal : new String[]{"TERM", "INT"}) {
            try (Command demo = distribution.start("demo")) {
                demo.awaitLine(0, "competence [-+]\\d");
                demo.signal(signal);
                assertThat(demo.exitCode()).as(demo.output()).isZero();
                assertThat(demo.output()).contains(" lines with predictions").doesNotContain("\tat ", "Exception", "lost");
            }
        }
        try (Command demo = distribution.start("demo")) {
            demo.awaitLine(0, "Pipeline: ");
            demo.signal("TERM");
            assertThat(demo.exitCode()).as(demo.output()).isIn(1, 143); // 143: before it had begun
            assertThat(demo.output()).doesNotContain("\tat ", "Exception");
            Command.await(() -> started().isEmpty(), () -> "an end of " + started());
        }
    }

    /** Processes of this distribution. */
    private static List<String> started() {
        return ProcessHandle.allProcesses().map(one -> one.info().commandLine().orElse(""))
                .filter(line -> line.contains(distribution.home().toString())).toList();
    }

    @Test
    void aRecordingIsClosedWithItsFooterWhateverEndsIt() throws Exception {
        try (Command lab = distribution.start("simulate", "--only", "receiver-ecg")) {
            lab.awaitLine(0, ".");
            for (String signal : new String[]{"HUP", "TERM", "INT"}) {
                Path file = folder.resolve(signal + ".xdf");
                try (Command record = distribution.start("record", file.toString())) {
                    record.awaitLine(0, "records into");
                    Command.await(() -> file.toFile().length() > 50_000, () -> "what was recorded in " + file);
                    record.signal(signal);
                    assertThat(record.exitCode()).as(record.output()).isZero();
                }
                XdfFile recording = XdfReader.read(file);
                assertThat(recording.warnings()).as(signal).isEmpty();
                assertThat(recording.streams().get(0).samples()).isPositive();
            }
        }
    }

    @Test
    void aTrainingThatIsStoppedWhileItMakesFeaturesSaysSo() throws Exception {
        Path study = folder.resolve("study");
        try (Command simulate = distribution.start("simulate", "--study", study.toString(), "--sessions", "40", "--seconds",
                "120", "--seed", "1")) {
            assertThat(simulate.exitCode()).as(simulate.output()).isZero();
        }
        try (Command train = distribution.start("train", study.toString(), "--out", folder.resolve("model").toString(),
                "--pipeline", distribution.home() + "/examples/demo/impression.json")) {
            train.awaitLine(0, "dyad-001: .* rows");
            long told = System.nanoTime();
            train.signal("TERM");
            assertThat(train.exitCode()).as(train.output()).isEqualTo(130);
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - told)).isLessThan(9); // not by running out of patience
            assertThat(train.output()).contains("stopped while features were made").doesNotContain("\tat ");
        }
    }

    @Test
    void whateverFailsAtTheStartIsOneLineAndCodeOne() throws Exception {
        Distribution broken = new Distribution(folder.resolve("broken"), 27750);
        Files.walk(broken.home().resolve("bundles")).sorted(java.util.Comparator.reverseOrder()).forEach(file -> {
            if (!file.toFile().delete()) {
                throw new AssertionError(file + " cannot be deleted");
            }
        });
        try (Command command = broken.start("check", "x.json")) {
            assertThat(command.exitCode()).as(command.output()).isEqualTo(1);
            assertThat(command.lines()).singleElement().asString().startsWith("rapport: check failed: ").contains("bundles");
        }
    }
}
