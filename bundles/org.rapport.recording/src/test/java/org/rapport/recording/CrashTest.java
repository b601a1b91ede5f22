package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/** What is left of a recording when the process that records it is killed. */
class CrashTest {
    private static final Pattern GIVEN = Pattern.compile("given (\\d+) at (\\d+)\\R");
    private static final long SAFE_AFTER_MILLIS = 1000;
    /** Bytes of a recording whose program has started up. */
    private static final long BEGUN = 200_000;

    @TempDir
    private Path folder;

    /** Counted by what the recorder had been given when, so that a machine that is busy otherwise makes no difference. */
    @RepeatedTest(10)
    @Timeout(30)
    void aKilledRecorderLosesAtMostTheLastSecond(RepetitionInfo repetition) throws Exception {
        Path file = folder.resolve("r.xdf");
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(RecordingProcess.command("forever", file.toString())).redirectErrorStream(true)
                .redirectOutput(out.toFile()).start();
        await(process, () -> Files.exists(file) && Files.size(file) > BEGUN);
        long enough = millisGiven(out) + 1100 + new Random(repetition.getCurrentRepetition()).nextInt(700);
        await(process, () -> millisGiven(out) > enough);
        process.destroyForcibly().waitFor();

        XdfStream fast = XdfReader.read(file).streams().stream().filter(stream -> stream.name().equals("fast")).findFirst()
                .orElseThrow();
        float[] values = fast.values().floats();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(i / fast.channelCount());
        }
        assertThat(fast.samples()).as("samples that were given a second before the end").isGreaterThanOrEqualTo((int) safe(out));
    }

    private static void await(Process process, Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            assertThat(process.isAlive()).as("it records").isTrue();
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    /** For how long it has been given samples. */
    private static long millisGiven(Path out) throws IOException {
        List<Given> all = given(out);
        return all.isEmpty() ? 0 : all.get(all.size() - 1).millis() - all.get(0).millis();
    }

    /** How many samples the recorder had been given a second before it was last given some. */
    private static long safe(Path out) throws IOException {
        List<Given> all = given(out);
        long end = all.get(all.size() - 1).millis();
        return all.stream().filter(given -> given.millis() <= end - SAFE_AFTER_MILLIS).mapToLong(Given::samples).max()
                .orElseThrow();
    }

    /** How many samples it had been given by when. */
    private record Given(long samples, long millis) {
    }

    private static List<Given> given(Path out) throws IOException {
        return GIVEN.matcher(Files.readString(out)).results()
                .map(line -> new Given(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)))).toList();
    }
}
