package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class GpuProbeTest {
    @Test
    void findsNoGpuWhereThereIsNoDriver() {
        if (!Files.exists(Path.of("/proc/driver/nvidia/version"))) {
            assertThat(GpuProbe.findsGpu(0)).isFalse();
        }
    }
}
