package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Every broken pipeline gets its one line: file, line, node, key, what is wrong and how to mend it. */
class CheckIT {
    private static final Path BROKEN = Path.of("test/resources/broken");

    private static final Path folder = Distribution.folder(CheckIT.class);

    @Test
    void saysInOneLineWhatIsWrongWithEachBrokenPipeline() throws Exception {
        List<String> words = new ArrayList<>(List.of("check"));
        try (Stream<Path> files = Files.list(BROKEN)) {
            files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(file -> words.add(file.toString()));
        }
        List<String> expected = Files.readAllLines(BROKEN.resolve("expected.txt"));
        assertThat(expected).hasSize(words.size() - 1).hasSizeGreaterThanOrEqualTo(12);

        try (Command check = new Distribution(folder.resolve("rapport"), 27100).start(words.toArray(String[]::new))) {
            assertThat(check.exitCode()).as(check.output()).isEqualTo(1);
            assertThat(check.lines()).as(check.output()).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(check.lines().get(i)).startsWith(expected.get(i));
            }
        }
    }

    @Test
    void thePipelineThatTheDocumentsShowIsSound() throws Exception {
        String[] parts = Files.readString(Path.of("docs/pipelines.md")).split("```\n?");
        Path shown = Files.writeString(Files.createTempFile("shown", ".json"), parts[1]);
        try (Command check = new Distribution(folder.resolve("shown"), 27110).start("check", shown.toString())) {
            assertThat(check.exitCode()).as(check.output()).isZero();
        }
    }
}
