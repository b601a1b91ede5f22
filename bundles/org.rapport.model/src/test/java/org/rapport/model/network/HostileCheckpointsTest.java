package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.ModelException;
import org.rapport.testkit.HostileFiles;
import org.rapport.testkit.Mutator;

/** Broken checkpoints: read, or refused in one line. */
class HostileCheckpointsTest {
    @TempDir
    private Path folder;

    @Test
    void anyCheckpointIsReadOrRefusedInOneLine() throws Exception {
        String sound = """
                { "format": 2, "steps": 1250, "seed": 1, "batchSize": 32, "distillation": 1.0, "enhancement": 0.5,
                  "shape": { "emitterWidth": 58, "receiverWidth": 57, "steps": 100, "encoding": 64, "hidden": 64, "heads": 16,
                    "headUnits": 16, "dropout": 0.5, "architecture": "cross-domain", "activation": "none",
                    "attentions": ["emitter", "receiver", "emitter-to-receiver"] } }
                """;
        assertThat(readCheckpoint(Files.writeString(folder.resolve("training.json"), sound))).as("sound").isEmpty();
        new HostileFiles("checkpoint", 3_000).withstoodBy(this::readCheckpoint, folder.resolve("training.json"),
                new Mutator(14, List.of(sound.getBytes(StandardCharsets.UTF_8)), 32_768)::next);
    }

    private List<String> readCheckpoint(Path file) {
        try {
            assertThat(Checkpoint.read(file.getParent(), Architectures.STANDARD).plan().batchSize()).isPositive();
            return List.of();
        } catch (ModelException e) {
            return List.of(e.getMessage());
        }
    }
}
