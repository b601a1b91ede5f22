package org.rapport.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.model.network.Precision;

class ProcessorTypeTest {
    @Test
    void isKnownByItsModelAndTheWidestVectors() {
        assertThat(ProcessorType.cpu(List.of("processor\t: 0", "model name\t: AMD  EPYC 7B13", "flags\t\t: fpu avx avx2 sse4_2",
                "", "model name\t: another"))).isEqualTo("AMD EPYC 7B13, avx2");
        assertThat(ProcessorType.cpu(List.of("model name : Xeon", "flags : avx avx2 avx512f"))).isEqualTo("Xeon, avx512f");
        assertThat(ProcessorType.cpu(List.of())).isEqualTo(System.getProperty("os.arch"));
        assertThat(ProcessorType.here()).isNotBlank();
    }

    @Test
    void multipliesBfloat16WithTheInstructionsForItOnly() {
        assertThat(ProcessorType.missingForBfloat16(List.of("flags\t\t: avx512f amx_bf16 amx_tile"))).isEmpty();
        assertThat(ProcessorType.missingForBfloat16(List.of("flags\t\t: avx512_bf16"))).isEmpty();
        assertThat(ProcessorType.missingForBfloat16(List.of("flags\t\t: avx512f avx512_vnni"))).get().asString()
                .contains("names none of amx_bf16, avx512_bf16");
        assertThat(ProcessorType.missingForBfloat16(List.of())).as("no Linux").isPresent();
        assertThat(ProcessorType.missing(Precision.FLOAT32)).isEmpty();
    }
}
