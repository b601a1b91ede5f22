package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The commands as they are typed, with right and wrong arguments. */
class CommandsIT {
    private static final Path folder = Distribution.folder(CommandsIT.class);
    private static Distribution distribution;

    @BeforeAll
    static void distribution() throws Exception {
        distribution = new Distribution(folder.resolve("rapport"), 27200);
    }

    @Test
    void helpListsEveryCommand() throws Exception {
        assertThat(end(0)).contains("check", "cut", "demo", "evaluate", "inspect", "mark", "model", "nodes", "part", "pipeline",
                "plugin", "record", "reference", "replay", "reproduce", "run", "salvage", "simulate", "streams", "study", "train",
                "tune", "verify");
    }

    @Test
    void anUnknownCommandIsWrongUse() throws Exception {
        assertThat(end(2, "rn")).isEqualTo("rapport: no command \"rn\"; did you mean \"run\"?");
        assertThat(end(2, "frobnicate"))
                .isEqualTo("rapport: no command \"frobnicate\"; there are check, compare, completion, cut, demo, "
                        + "evaluate, help, inspect, mark, model, models, nodes, part, pipeline, plugin, record, reference, "
                        + "replay, reproduce, run, salvage, simulate, streams, study, train, tune, verify");
        assertThat(end(2, "study", "chekc", "x")).contains("did you mean check?");
    }

    @Test
    void shellsCompleteCommandsAndTheirOptions() throws Exception {
        assertThat(end(0, "completion")).startsWith("#!/usr/bin/env bash").contains("_complete_rapport",
                "_picocli_rapport_study_check", "--pipeline", "--explain");
    }

    /** When it fails: {@code bin/rapport reference src/docs/reference}, and look at what changed. */
    @Test
    void theReferenceInTheDocumentsIsThatOfTheCode() throws Exception {
        Path written = folder.resolve("reference");
        end(0, "reference", written.toString());
        for (String page : new String[]{"nodes.md", "commands.md"}) {
            assertThat(written.resolve(page)).hasSameTextualContentAs(Path.of("docs/reference", page));
        }
    }

    @Test
    void tellsItsVersion() throws Exception {
        assertThat(end(0, "--version")).matches("rapport \\d+\\.\\d+\\.\\d+\\S*, Java \\d+\\S*");
    }

    @Test
    void everyCommandDescribesItself() throws Exception {
        for (String command : new String[]{"check", "completion", "cut", "demo", "evaluate", "inspect", "mark", "model", "nodes",
                "pipeline", "plugin", "record", "reference", "replay", "reproduce", "run", "salvage", "simulate", "streams",
                "study", "train", "tune", "verify"}) {
            assertThat(end(0, command, "--help")).contains("Usage: rapport " + command);
        }
        assertThat(end(0, "help", "mark")).isEqualTo(end(0, "mark", "--help"));
    }

    @Test
    void inspectTellsOfModelsToo() throws Exception {
        String model = distribution.home().resolve("examples/demo/model").toString();
        for (String command : new String[]{"model", "inspect"}) {
            assertThat(end(0, command, model)).contains("learned from: big (synthetic)", "emitter: 58 channels");
        }
    }

    @Test
    void nodesTellsTheSettingsFromTheirOwnDescriptions() throws Exception {
        assertThat(end(0, "nodes")).contains("rapport.source.gaze", "rapport.resampler", "rapport.inference.impression",
                "rapport.sink.csv");
        assertThat(end(0, "nodes", "rapport.resampler")).contains("rate  (number, required)", "Rows per second, from 1 to 1000.",
                "default 0.4");
        assertThat(end(2, "nodes", "rapport.resampel")).contains("did you mean \"rapport.resampler\"?");
    }

    @Test
    void streamsSaysWhenTheNetworkIsEmpty() throws Exception {
        assertThat(end(1, "streams", "--wait", "0.5")).contains("no stream answered within 0.5 s");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsWrittenIsForOwnerAndGroupOnly() throws Exception {
        Path study = folder.resolve("private");
        end(0, "simulate", "--study", study.toString(), "--sessions", "1", "--seconds", "5", "--seed", "1");
        try (Stream<Path> files = Files.walk(study)) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-r-----"));
        }
    }

    /** What Java loads at every start is kept in the cache; that it is not there, or no good, is nothing to speak of. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theArchiveThatMakesStartsQuickIsMadeAndNotNeeded() throws Exception {
        for (Path other : archives().toList()) { // that another test's command has made
            Files.delete(other);
        }
        String nodes = end(0, "nodes");
        Path archive = archives().findFirst().orElseThrow();
        assertThat(end(0, "nodes")).isEqualTo(nodes);
        assertThat(archives()).as("the next start has given it its name").allMatch(file -> file.toString().endsWith(".jsa"));
        archive = archives().findFirst().orElseThrow();
        Files.delete(archive);
        Files.writeString(archive, "no archive");
        assertThat(end(0, "nodes")).isEqualTo(nodes);
        Files.delete(archive);
        Files.createDirectory(archive); // none can be made
        assertThat(end(0, "nodes")).isEqualTo(nodes);
        Files.delete(archive);
    }

    private static Stream<Path> archives() throws Exception {
        try (Stream<Path> files = Files.list(distribution.home().resolve("cache"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("start-")).toList().stream();
        }
    }

    @Test
    void wrongArgumentsGetOneLineAndNoStackTrace() throws Exception {
        assertThat(end(2, "run", "--pipelines", "nowhere")).contains("is not a folder").doesNotContain("\tat ");
        assertThat(end(2, "simulate", "--only", "receiver-nose")).contains("receiver-nose").doesNotContain("\tat ");
        assertThat(end(1, "inspect", "missing.xdf")).contains("missing.xdf").doesNotContain("\tat ");
        assertThat(end(1, "check", "missing.json")).contains("missing.json: no such file").doesNotContain("\tat ");
        assertThat(end(2, "train", "nostudy")).contains("--out").doesNotContain("\tat ");
        assertThat(end(1, "train", "nostudy", "--out", folder.resolve("x").toString(), "--pipeline",
                distribution.home() + "/examples/demo/impression.json")).contains("nostudy: has no study.json")
                .doesNotContain("\tat ");
    }

    private static String end(int code, String... words) throws Exception {
        try (Command command = distribution.start(words)) {
            assertThat(command.exitCode()).as(command.output()).isEqualTo(code);
            return command.output();
        }
    }
}
