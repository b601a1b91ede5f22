package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Projects of others, built on a machine that has the distribution and what Maven Central has. */
class ProjectsIT {
    private static final Duration BUILD = Duration.ofMinutes(4);
    private static final Path folder = Distribution.folder(ProjectsIT.class);

    private static Distribution distribution;
    private static Maven maven;

    @BeforeAll
    static void distribution() throws Exception {
        assumeTrue(Maven.isThere(), "no Maven to build projects with");
        distribution = new Distribution(folder.resolve("rapport"), 28400);
        maven = new Maven(folder);
    }

    @Test
    void theExampleCopiedAwayBuildsAndItsNodeRuns() throws Exception {
        Path project = folder.resolve("copied");
        copy(distribution.home().resolve("examples/custom-node"), project);
        build(project, 3, "-Drapport.repository=" + distribution.home().resolve("maven").toUri());
        runs(project, project.resolve("target/org.example.smoother-1.0.0.jar"), "example.smoother");
    }

    @Test
    void aNewPlugInBuildsAndItsNodeRuns() throws Exception {
        Path project = folder.resolve("blink-rate");
        try (Command made = distribution.start("plugin", "new", project.toString(), "--package", "edu.lab.blink")) {
            assertThat(made.exitCode()).as(made.output()).isZero();
            assertThat(made.output()).contains("lab.blink", "mvn package", "plugins/");
        }
        assertThat(project.resolve("src/main/java/edu/lab/blink/BlinkRate.java")).content().contains("package edu.lab.blink;",
                "class BlinkRate implements Processor", "TYPE = \"lab.blink\"");
        try (Stream<Path> files = Files.walk(project)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(5)
                    .allSatisfy(file -> assertThat(file).content().doesNotContainIgnoringCase("smoother"));
        }
        build(project, 3);
        runs(project, project.resolve("target/edu.lab.blink-1.0.0.jar"), "lab.blink");
    }

    @Test
    void aProgramUsesLslAndXdfAndNothingElseOfRapport() throws Exception {
        Path project = folder.resolve("libraries");
        copy(Path.of("test/projects/libraries"), project);
        build(project, 1, "-Drapport.repository=" + distribution.home().resolve("maven").toUri());
    }

    @Test
    void theRepositoryBringsSourcesAndJavadoc() throws Exception {
        for (String artifact : new String[]{"org.rapport.api", "org.rapport.testkit", "org.lsl4j", "org.rapport.xdf",
                "org.rapport.dsp"}) {
            try (Stream<Path> files = Files.walk(distribution.home().resolve("maven/org/rapport").resolve(artifact))) {
                assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.matches(".*\\.(jar|pom)")))
                        .as(artifact).hasSize(4).anyMatch(name -> name.endsWith(".pom"))
                        .anyMatch(name -> name.endsWith("-sources.jar")).anyMatch(name -> name.endsWith("-javadoc.jar"));
            }
        }
    }

    @Test
    void aPlugInIsNotWrittenOverWhatIsThere() throws Exception {
        Path there = Files.createDirectories(folder.resolve("there"));
        Files.writeString(there.resolve("notes.txt"), "mine");
        try (Command made = distribution.start("plugin", "new", there.toString())) {
            assertThat(made.exitCode()).isEqualTo(1);
            assertThat(made.output()).isEqualTo(there + ": is not empty; name a folder that is not there yet");
        }
        for (String[] wrong : new String[][]{{"--name", "blink rate"}, {"--package", "edu.1lab"},
                {"--package", "org.rapport.mine"}}) {
            try (Command made = distribution.start("plugin", "new", folder.resolve("x").toString(), wrong[0], wrong[1])) {
                assertThat(made.exitCode()).isEqualTo(2);
                assertThat(made.lines()).singleElement().asString().contains(wrong[0], wrong[1]);
            }
        }
        assertThat(folder.resolve("x")).doesNotExist();
    }

    private static void build(Path project, int tests, String... words) throws Exception {
        String[] all = Stream.concat(Stream.of("package"), Stream.of(words)).toArray(String[]::new);
        try (Command mvn = maven.start(project, all)) {
            assertThat(mvn.exitCode(BUILD)).as(mvn.output()).isZero();
            assertThat(mvn.output()).contains("Tests run: " + tests + ", Failures: 0", "BUILD SUCCESS");
        }
    }

    /** Drops the jar into a session that waits for it, with a simulated eye tracker. */
    private static void runs(Path project, Path jar, String type) throws Exception {
        Path installed = distribution.home().resolve("plugins").resolve(jar.getFileName());
        Path pipeline;
        try (Stream<Path> files = Files.list(project.resolve("pipelines"))) {
            pipeline = files.findFirst().orElseThrow();
        }
        String name = pipeline.getFileName().toString().replace(".json", "");
        try (Command run = distribution.start("run", "--no-page", "--pipelines", pipeline.getParent().toString());
                Command lab = distribution.start("simulate", "--only", "receiver-eyetracker")) {
            run.awaitLine(0, "unknown node type \"" + type + "\"");
            Files.copy(jar, installed);
            run.awaitLine(0, "pipeline " + name + " runs: 3 nodes");
            Path rows = distribution.home().resolve("out/smooth.csv");
            Command.await(() -> lines(rows) > 60, () -> "60 lines in " + rows + ":\n" + run.output() + "\n" + lab.output());
            assertThat(Files.readString(rows)).contains("# node: " + type, "# seconds: 0.5");
            Files.move(rows, rows.resolveSibling(type + ".csv"), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(installed);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            return 0; // not there yet
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
