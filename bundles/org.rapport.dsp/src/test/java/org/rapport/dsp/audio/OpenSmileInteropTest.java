package org.rapport.dsp.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares with openSMILE at once: the system property {@code rapport.python} names a Python that has it. The property
 * {@code rapport.wav} may name a recording, mono, 16 kHz, 16 bits, to take instead of the synthetic voice.
 */
@Tag("interop")
class OpenSmileInteropTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"descriptors", "deltas", "functionals"})
    void makesTheFeaturesThatOpenSmileMakes(String level) throws Exception {
        String python = System.getProperty("rapport.python");
        assumeTrue(python != null, "skipped: set rapport.python to a Python that has opensmile");
        File wav = new File(System.getProperty("rapport.wav", "src/test/resources/org/rapport/dsp/audio/voice.wav"));
        new OpenSmileComparison(level, openSmile(python, level, wav)).run(wav, (name, agreement) -> {
            if (!name.endsWith("Pos")) { // where an extreme comes twice, the last digit decides which is the first
                assertThat(agreement.correlation()).as("%s: %s", name, agreement).isGreaterThan(0.999);
            }
        });
    }

    private List<String> openSmile(String python, String level, File wav) throws IOException, InterruptedException {
        Path table = folder.resolve("table.csv");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(python, "src/test/python/compare_opensmile.py", level, wav.getPath(),
                String.valueOf(OpenSmileComparison.WINDOW), String.valueOf(OpenSmileComparison.STEP))
                .redirectOutput(table.toFile()).redirectError(errors.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return Files.readAllLines(table);
    }
}
