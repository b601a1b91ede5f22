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
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 12, 15, 20, 60, 97, 100, 128, 243, 360, 625, 1080, 1500})
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
    @ValueSource(ints = {1, 2, 65_536, 65_537, 100_000, 168_750, 324_000})
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

    /** However many frequencies are wanted of however long a signal. */
    @Test
    void theLowestFrequenciesAreThoseOfTheWhole() {
        for (int length = 1; length <= 400; length += length < 80 ? 1 : 8) {
            double[] signal = random.doubles(length, -1, 1).toArray();
            double[] real = signal.clone();
            double[] imaginary = new double[length];
            FourierTransform.of(length).forward(real, imaginary);
            for (int count = 1; count <= length / 2 + 1; count += 1 + count / 5) {
                LowSpectrum low = new LowSpectrum(signal, count);
                assertThat(largestDifference(low.real(), real)).as("%d of %d", count, length).isLessThan(1e-12);
                assertThat(largestDifference(low.imaginary(), imaginary)).as("%d of %d", count, length).isLessThan(1e-12);
            }
        }
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
