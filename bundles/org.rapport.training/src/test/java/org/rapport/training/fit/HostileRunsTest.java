package org.rapport.training.fit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.testkit.HostileFiles;
import org.rapport.testkit.Mutator;

/** Broken states of runs: gone on with, or refused in one line. */
class HostileRunsTest {
    @TempDir
    private Path folder;

    @Test
    void anyRunIsGoneOnWithOrRefusedInOneLine() throws Exception {
        new HostileFiles("run", 3_000).withstoodBy(this::read, folder.resolve("run.json"),
                new Mutator(12, HostileFiles.corpus(Path.of("src", "test", "resources", "corpus", "run")), 32_768)::next);
    }

    private List<String> read(Path file) throws IOException {
        RunFolder.isUnfinished(folder);
        RunFolder.resume(folder, Map.of("study", "pilot")).best();
        return List.of();
    }
}
