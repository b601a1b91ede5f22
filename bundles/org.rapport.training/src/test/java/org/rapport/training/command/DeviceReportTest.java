package org.rapport.training.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceReportTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhereEachLibraryIsAndWhichIsMissing() throws Exception {
        Path named = Files.createDirectory(folder.resolve("named"));
        Path system = Files.createDirectory(folder.resolve("system"));
        Files.createFile(named.resolve("libcudart.so.12"));
        Files.createFile(system.resolve("libcudart.so.12"));
        Files.createFile(system.resolve("libcudnn.so.9"));
        List<String> lines = new DeviceReport(true, List.of(system), Map.of("LD_LIBRARY_PATH", named + ":/nowhere"))
                .lines(Optional.of("TensorFlow finds no GPU"));
        assertThat(lines)
                .contains("libcudart.so.12: " + named.resolve("libcudart.so.12"),
                        "libcudnn.so.9: " + system.resolve("libcudnn.so.9"), "libcublas.so.12: missing",
                        "CUDA_VISIBLE_DEVICES: not set", "computes on the CPU: TensorFlow finds no GPU")
                .anyMatch(line -> line.startsWith("NVIDIA driver: "));
        assertThat(new DeviceReport(true, List.of(), Map.of()).lines(Optional.empty()))
                .contains("computes on the GPU; its memory is taken as it is needed");
    }
}
