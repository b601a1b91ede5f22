package org.rapport.dsp.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with SciPy at once: the system property {@code rapport.python} names a Python that has it. */
@Tag("interop")
class SciPyInteropTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"2, 30011", "3, 48000", "10, 30000", "13, 48000"})
    void decimatesLikeSciPy(int factor, int length) throws Exception {
        double[] signal = signal(length);
        assertEqual(new Decimation(factor).apply(signal), sciPy("decimate", factor, signal));
    }

    @ParameterizedTest
    @CsvSource({"1500, 30011", "1501, 4000", "4000, 1500", "30011, 4001", "16384, 8192"})
    void resamplesLikeSciPy(int newLength, int length) throws Exception {
        double[] signal = signal(length);
        assertEqual(new FourierResampling(newLength).apply(signal), sciPy("resample", newLength, signal));
    }

    private static void assertEqual(double[] ours, double[] theirs) {
        assertThat(ours).hasSameSizeAs(theirs);
        assertThat(IntStream.range(0, ours.length).mapToDouble(i -> Math.abs(ours[i] - theirs[i])).max().orElseThrow())
                .as("largest difference").isLessThan(1e-9);
    }

    /** A walk with noise: energy at all frequencies, most of it at the low ones, and ends that do not meet. */
    private static double[] signal(int length) {
        Random random = new Random(length);
        double[] signal = new double[length];
        double walk = 0;
        for (int i = 0; i < length; i++) {
            walk += 0.05 * random.nextGaussian();
            signal[i] = walk + random.nextGaussian();
        }
        return signal;
    }

    private double[] sciPy(String operation, int parameter, double[] signal) throws IOException, InterruptedException {
        String python = System.getProperty("rapport.python");
        assumeTrue(python != null, "skipped: set rapport.python to a Python that has scipy");
        Path input = Files.writeString(folder.resolve("in"),
                Arrays.stream(signal).mapToObj(Double::toString).collect(Collectors.joining("\n")));
        Path output = folder.resolve("out");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(python, "src/test/python/scipy_fixtures.py", operation, Integer.toString(parameter))
                .redirectInput(input.toFile()).redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return Files.readAllLines(output).stream().mapToDouble(Double::parseDouble).toArray();
    }
}
