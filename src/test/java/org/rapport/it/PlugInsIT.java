package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plug-in cannot take the product away, whatever is in its jar. */
class PlugInsIT {
    private Distribution distribution;
    private Path plugins;
    private Path pipelines;

    @BeforeEach
    void distribution() throws Exception {
        Path folder = Distribution.folder(PlugInsIT.class);
        distribution = new Distribution(folder.resolve("rapport"), 27600);
        plugins = distribution.home().resolve("plugins");
        pipelines = Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(pipelines.resolve("record.json"), """
                { "rapport.source.gaze~eye": { "role": "receiver" },
                  "rapport.sink.xdf~recorder": { "inputs": ["eye"], "file": "out/session.xdf" } }
                """);
    }

    @Test
    void aJarOfTheProductIsRefusedAndItsRemovalTakesNothingAway() throws Exception {
        try (Command run = run()) {
            run.awaitLine(0, "pipeline record runs: 2 nodes");
            int mark = run.mark();
            Path recorder = distribution.bundle("org.rapport.recording");
            Path copied = plugins.resolve("dependency.jar");
            Files.copy(recorder, copied);
            assertThat(run.awaitLine(mark, "plugins/dependency.jar")).contains("org.rapport.recording belongs to Rapport",
                    "remove the jar");
            int removed = run.mark();
            Files.delete(copied);
            Files.writeString(pipelines.resolve("more.json"), """
                    { "rapport.source.gaze~eye": { "role": "emitter" },
                      "rapport.sink.xdf~recorder": { "inputs": ["eye"], "file": "out/more.xdf" } }
                    """);
            run.awaitLine(removed, "pipeline more runs: 2 nodes");
            assertThat(run.output()).doesNotContain("stopped", "\tat ");
        }
    }

    @Test
    void whateverAPlugInDoesCostsItselfAndNotTheSession() throws Exception {
        try (Command run = run()) {
            run.awaitLine(0, "pipeline record runs: 2 nodes");
            int mark = run.mark();
            Files.writeString(plugins.resolve("text.jar"), "no jar");
            new PlugInJar("stranger.exit").write(plugins.resolve("exit.jar"), "System.exit(7);");
            new PlugInJar("stranger.halt").write(plugins.resolve("halt.jar"), "Runtime.getRuntime().halt(7);");
            new PlugInJar("stranger.error").write(plugins.resolve("error.jar"), "throw new StackOverflowError();");
            new PlugInJar("stranger.needs").with("Import-Package", "org.osgi.framework,com.example.nowhere")
                    .write(plugins.resolve("needs.jar"), "");
            new PlugInJar("stranger.fat").with("Export-Package", "org.rapport.api.node;version=9")
                    .write(plugins.resolve("fat.jar"), "");
            new PlugInJar("stranger.hangs").write(plugins.resolve("hangs.jar"), "Thread.sleep(Long.MAX_VALUE);");
            assertThat(run.awaitLine(mark, "plugins/text.jar: is not used")).contains("zip");
            assertThat(run.awaitLine(mark, "plugins/exit.jar: is not used")).contains("called System.exit");
            assertThat(run.awaitLine(mark, "plugins/halt.jar: is not used")).contains("called Runtime.halt");
            assertThat(run.awaitLine(mark, "plugins/error.jar: is not used")).contains("StackOverflowError");
            assertThat(run.awaitLine(mark, "plugins/needs.jar: is not used")).contains("com.example.nowhere");
            assertThat(run.awaitLine(mark, "plugins/fat.jar: is not used")).contains("exports the package org.rapport.api.node");
            run.awaitLine(mark, "plugins/hangs.jar: still starting after 10 s");
            Files.writeString(pipelines.resolve("more.json"), """
                    { "rapport.source.gaze~eye": { "role": "emitter" } }
                    """);
            run.awaitLine(mark, "pipeline more runs: 1 nodes");
            assertThat(run.output()).doesNotContain("stopped");
        }
    }

    @Test
    void aPlugInIsReplacedAndRemoved() throws Exception {
        try (Command run = run()) {
            run.awaitLine(0, "pipeline record runs: 2 nodes");
            int mark = run.mark();
            Path jar = plugins.resolve("mine.jar");
            new PlugInJar("stranger.mine").with("Bundle-Version", "1.0.0").write(jar, "System.out.println(\"first is here\");");
            run.awaitLine(mark, "first is here");
            Path newer = plugins.resolveSibling("newer.jar");
            new PlugInJar("stranger.mine").with("Bundle-Version", "2.0.0").write(newer,
                    "System.out.println(\"second is here\");");
            Files.move(newer, jar, StandardCopyOption.REPLACE_EXISTING);
            run.awaitLine(mark, "second is here");
            run.awaitLine(mark, "plugins/mine.jar: stranger.mine 2.0.0");
            Files.delete(jar);
            run.awaitLine(mark, "plugins/mine.jar: removed");
        }
    }

    @Test
    void aPlugInBringsACommand() throws Exception {
        new PlugInJar("stranger.greets").against(distribution.bundle("picocli"))
                .with("Import-Package", "org.osgi.framework,org.rapport.api.command,picocli").write(plugins.resolve("greets.jar"), """
                        @picocli.CommandLine.Command(name = "rapport greet", mixinStandardHelpOptions = true,
                            description = "Greets.")
                        class Greet implements java.util.concurrent.Callable<Integer> {
                            @picocli.CommandLine.Option(names = "--name", required = true, description = "whom") String name;
                            public Integer call() throws Exception {
                                if (name.equals("nobody")) {
                                    throw new org.rapport.api.command.CommandException("--name: nobody is there; name somebody");
                                }
                                System.out.println("hello " + name);
                                return 0;
                            }
                        }
                        org.rapport.api.command.Command command = arguments -> new Greet();
                        context.registerService(org.rapport.api.command.Command.class, command, new java.util.Hashtable<>(
                                java.util.Map.of(org.rapport.api.command.Command.NAME, "greet",
                                org.rapport.api.command.Command.DESCRIPTION, "greets somebody")));
                        """);
        assertThat(end(0, "greet", "--name", "Ann")).isEqualTo("hello Ann");
        assertThat(end(2, "greet"))
                .isEqualTo("rapport greet: Missing required option: '--name=<name>' (--help describes the options)");
        assertThat(end(1, "greet", "--name", "nobody")).isEqualTo("--name: nobody is there; name somebody");
        assertThat(end(0, "greet", "--help")).contains("Usage: rapport greet", "Greets.");
        assertThat(end(0, "help")).contains("greet      greets somebody");
        assertThat(end(2, "great")).isEqualTo("rapport: no command \"great\"; did you mean \"greet\"?");
    }

    private String end(int code, String... words) throws Exception {
        try (Command command = distribution.start(words)) {
            assertThat(command.exitCode()).as(command.output()).isEqualTo(code);
            return command.output();
        }
    }

    private Command run() throws Exception {
        return distribution.start("run", "--pipelines", pipelines.toString());
    }
}
