package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/** What is left of a recording when the process that records it is killed. */
class CrashTest {
    @TempDir
    private Path folder;

    @RepeatedTest(10)
    @Timeout(30)
    void aKilledRecorderLosesAtMostTheLastSecond(RepetitionInfo repetition) throws Exception {
        Path file = folder.resolve("r.xdf");
        Process process = new ProcessBuilder(RecordingProcess.command("forever", file.toString()))
                .redirectErrorStream(true).redirectOutput(folder.resolve("out.txt").toFile()).start();
        long enough = 200_000 + new Random(repetition.getCurrentRepetition()).nextInt(400_000);
        while (!Files.exists(file) || Files.size(file) < enough) {
            assertThat(process.isAlive()).as("it records").isTrue();
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
        double killed = System.currentTimeMillis() / 1000.0;
        process.destroyForcibly().waitFor();

        XdfStream fast = XdfReader.read(file).streams().stream()
                .filter(stream -> stream.name().equals("fast")).findFirst().orElseThrow();
        float[] values = fast.values().floats();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(i / fast.channelCount());
        }
        assertThat(fast.times()[fast.samples() - 1]).isGreaterThan(killed - 1);
    }
}
