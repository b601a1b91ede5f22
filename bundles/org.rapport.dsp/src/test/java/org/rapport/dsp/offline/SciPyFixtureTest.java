package org.rapport.dsp.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

/** Compares with what SciPy made; src/test/python/scipy_fixtures.py wrote it. */
class SciPyFixtureTest {
    private static final double TOLERANCE = 1e-9;

    @Test
    void decimatesLikeSciPy() throws IOException {
        compare("decimate.txt", factor -> new Decimation(factor)::apply);
    }

    @Test
    void resamplesLikeSciPy() throws IOException {
        compare("resample.txt", length -> new FourierResampling(length)::apply);
    }

    private static void compare(String fixture, IntFunction<UnaryOperator<double[]>> operation) throws IOException {
        double[] signal = numbers(lines("signal.txt")[0]);
        for (String line : lines(fixture)) {
            String[] parts = line.split(" ", 3);
            double[] head = Arrays.copyOf(signal, Integer.parseInt(parts[1]));
            assertThat(operation.apply(Integer.parseInt(parts[0])).apply(head))
                    .as("%s by %s of %s values", fixture, parts[0], parts[1])
                    .containsExactly(numbers(parts[2]), within(TOLERANCE));
        }
    }

    private static String[] lines(String name) throws IOException {
        try (InputStream in = SciPyFixtureTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
        }
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
