package org.rapport.dsp.fourier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTransformTest {
    private final Random random = new Random(1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 97, 100, 128, 243})
    void isTheSumOfItsDefinition(int length) {
        double[] real = random.doubles(length, -1, 1).toArray();
        double[] imaginary = random.doubles(length, -1, 1).toArray();
        double[] transformedReal = real.clone();
        double[] transformedImaginary = imaginary.clone();
        FourierTransform.of(length).forward(transformedReal, transformedImaginary);
        for (int k = 0; k < length; k++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < length; n++) {
                double angle = -2 * Math.PI * (k * n % length) / length;
                re += real[n] * Math.cos(angle) - imaginary[n] * Math.sin(angle);
                im += real[n] * Math.sin(angle) + imaginary[n] * Math.cos(angle);
            }
            assertThat(transformedReal[k]).isCloseTo(re, within(1e-12));
            assertThat(transformedImaginary[k]).isCloseTo(im, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 65_536, 65_537, 100_000})
    void goesBackToWhereItCameFrom(int length) {
        double[] real = random.doubles(length, -1, 1).toArray();
        double[] imaginary = random.doubles(length, -1, 1).toArray();
        double[] backReal = real.clone();
        double[] backImaginary = imaginary.clone();
        FourierTransform transform = FourierTransform.of(length);
        transform.forward(backReal, backImaginary);
        transform.inverse(backReal, backImaginary);
        assertThat(largestDifference(backReal, real)).isLessThan(1e-12);
        assertThat(largestDifference(backImaginary, imaginary)).isLessThan(1e-12);
    }

    private static double largestDifference(double[] some, double[] others) {
        return IntStream.range(0, some.length).mapToDouble(i -> Math.abs(some[i] - others[i])).max().orElseThrow();
    }

    @Test
    void refusesAnImpossibleLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> FourierTransform.of(0)).withMessageContaining("0 values");
        assertThatIllegalArgumentException().isThrownBy(() -> FourierTransform.of(Integer.MAX_VALUE))
                .withMessageContaining("too long");
    }
}
