package org.rapport.training.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.engine.command.CommandRun;

class ModelCommandTest {
    private static final Path DEMO = Path.of("../../examples/demo/model");
    /** As models were before their weights were beside them. */
    private static final Path OLD = Path.of("../org.rapport.model/src/test/resources/model-of-format-1");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String... words) {
        PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
        return CommandRun.of(new ModelCommand(), List.of(words), System.out, err);
    }

    @Test
    void aModelThatHasNoPortableWeightsCannotBeExported() {
        Path file = folder.resolve("model.onnx");
        assertThat(run("export", OLD.toString(), "--onnx", file.toString())).isOne();
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("weights.safetensors: there is no such file")
                .hasLineCount(1);
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(run("export", DEMO.toString(), "--onnx", folder.toString())).isOne();
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains(folder + " is a folder");
    }

    @Test
    void wantsAModel() {
        assertThat(run()).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("rapport model MODEL");
        assertThat(run("export", DEMO.toString())).isEqualTo(2);
    }
}
