package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a short command does not start, and that its answer is the same. */
class QuickStartIT {
    private static final Path CORPUS = Path.of("../bundles/org.rapport.xdf/src/test/resources/corpus");
    private static final String FRAMEWORK = "org.apache.felix.framework.Felix ";
    private static final String WEB_SERVER = "org.eclipse.jetty";

    private Path folder;
    private Distribution distribution;

    /** What a command said, and its exit code. */
    private record Answer(int code, List<String> lines) {
    }

    @BeforeEach
    void distribution() throws Exception {
        folder = Distribution.folder(QuickStartIT.class);
        distribution = new Distribution(folder.resolve("rapport"), 27300);
    }

    @Test
    void theListOfCommandsIsKeptAndThenNothingStartsForIt() throws Exception {
        Path first = folder.resolve("first.txt");
        Path second = folder.resolve("second.txt");
        Answer found = loading(first, "--help");
        assertThat(Files.readString(first)).contains(FRAMEWORK);
        for (String question : new String[]{"--help", "help", "-h"}) {
            assertThat(loading(second, question)).isEqualTo(found);
            assertThat(Files.readString(second)).contains("org.rapport.launcher.CommandList").doesNotContain("org.apache.felix",
                    WEB_SERVER, "org.tensorflow", "org.rapport.engine");
        }
    }

    @Test
    void whatIsKeptOfTheListIsNeverOld() throws Exception {
        Answer before = answer("--help");
        assertThat(before.lines()).anyMatch(line -> line.startsWith("  simulate ")).noneMatch(line -> line.contains("greet"));
        Path plugIn = distribution.home().resolve("plugins/greets.jar");
        new PlugInJar("stranger.greets").against(distribution.bundle("picocli"))
                .with("Import-Package", "org.osgi.framework,org.rapport.api.command").write(plugIn, """
                        org.rapport.api.command.Command command = arguments -> () -> 0;
                        context.registerService(org.rapport.api.command.Command.class, command, new java.util.Hashtable<>(
                                java.util.Map.of(org.rapport.api.command.Command.NAME, "greet",
                                org.rapport.api.command.Command.DESCRIPTION, "greets somebody")));
                        """);
        assertThat(answer("--help").lines()).contains("  greet      greets somebody");
        Files.delete(plugIn);
        assertThat(answer("--help")).isEqualTo(before);
        Files.delete(distribution.bundle("org.rapport.simulation"));
        assertThat(answer("--help").lines()).isNotEmpty().noneMatch(line -> line.startsWith("  simulate "));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aRecordingIsInspectedWithoutTheFrameworkAndTheSameIsSaidOfIt() throws Exception {
        byte[] sound = Files.readAllBytes(CORPUS.resolve("formats.xdf"));
        Path cut = Files.write(folder.resolve("cut.xdf"), Arrays.copyOf(sound, sound.length / 2));
        Path text = Files.writeString(folder.resolve("text.xdf"), "no recording");
        Path table = Files.writeString(folder.resolve("table.csv"), "time,x\n1,2\nthree,4\n");
        Path other = Files.writeString(folder.resolve("other"), "");
        for (Path file : List.of(CORPUS.resolve("formats.xdf"), CORPUS.resolve("restarts.xdf"), cut, text, table, other)) {
            Path loaded = folder.resolve("loaded.txt");
            Answer alone = loading(loaded, "inspect", file.toString());
            assertThat(Files.readString(loaded)).contains("org.rapport.recording").doesNotContain(FRAMEWORK);
            Answer within = loading(loaded, "inspect", "--", file.toString());
            assertThat(Files.readString(loaded)).contains(FRAMEWORK);
            assertThat(alone).as(file.toString()).isEqualTo(within);
        }
    }

    private Answer answer(String... words) throws Exception {
        return loading(folder.resolve("loaded.txt"), words);
    }

    /** @param classes where the names of all classes go that were loaded */
    private Answer loading(Path classes, String... words) throws Exception {
        try (Command command = distribution.startWith(Map.of("JAVA_OPTS", "-Xlog:class+load:file=" + classes), words)) {
            return new Answer(command.exitCode(), new ArrayList<>(command.lines()));
        }
    }
}
