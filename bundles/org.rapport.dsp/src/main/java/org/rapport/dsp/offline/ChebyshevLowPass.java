package org.rapport.dsp.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A digital Chebyshev filter of type I and even order, made of the analog one by the bilinear transform with its cut-off
 * prewarped (A. V. Oppenheim, R. W. Schafer, Discrete-Time Signal Processing, section 7.1 and appendix B).
 */
final class ChebyshevLowPass {
    private final List<SecondOrderSection> sections;

    /**
     * @param order how many poles, even
     * @param ripple by how much the gain may vary in the pass band, dB
     * @param cutOff where the pass band ends, as a part of the Nyquist frequency
     */
    ChebyshevLowPass(int order, double ripple, double cutOff) {
        double epsilon = Math.sqrt(Math.pow(10, 0.1 * ripple) - 1);
        double mu = asinh(1 / epsilon) / order;
        double warped = Math.tan(0.5 * Math.PI * cutOff);
        List<SecondOrderSection> designed = new ArrayList<>();
        for (int k = 1; k < order; k += 2) { // from the poles nearest to the unit circle to the farthest
            double theta = 0.5 * Math.PI * k / order;
            double gain = k == order - 1 ? 1 / Math.sqrt(1 + epsilon * epsilon) : 1; // an even order starts in a ripple's trough
            designed.add(section(-warped * Math.sinh(mu) * Math.sin(theta), warped * Math.cosh(mu) * Math.cos(theta), gain));
        }
        Collections.reverse(designed);
        this.sections = List.copyOf(designed);
    }

    /** A section with the pole {@code (1 + s) / (1 - s)} and its conjugate, and the given gain of a constant. */
    private static SecondOrderSection section(double real, double imaginary, double gain) {
        double squared = real * real + imaginary * imaginary;
        double denominator = 1 - 2 * real + squared;
        return new SecondOrderSection(gain * squared / denominator, -2 * (1 - squared) / denominator,
                (1 + 2 * real + squared) / denominator);
    }

    private static double asinh(double x) {
        return Math.log(x + Math.sqrt(x * x + 1));
    }

    /** How many values are put before and after a signal: SciPy's choice, three times the number of coefficients. */
    int padding() {
        return 3 * (2 * sections.size() + 1);
    }

    /**
     * Filters forwards and backwards, so that nothing is delayed, after continuing the signal at both ends by its point
     * reflection, as {@code scipy.signal.sosfiltfilt} does.
     *
     * @param signal longer than the padding
     */
    double[] filterBothWays(double[] signal) {
        double[] padded = reflected(signal);
        filter(padded);
        reverse(padded);
        filter(padded);
        reverse(padded);
        return Arrays.copyOfRange(padded, padding(), padding() + signal.length);
    }

    private double[] reflected(double[] signal) {
        int padding = padding();
        int last = signal.length - 1;
        double[] padded = new double[signal.length + 2 * padding];
        System.arraycopy(signal, 0, padded, padding, signal.length);
        for (int i = 1; i <= padding; i++) {
            padded[padding - i] = 2 * signal[0] - signal[i];
            padded[padding + last + i] = 2 * signal[last] - signal[last - i];
        }
        return padded;
    }

    private void filter(double[] values) {
        double constant = values[0];
        for (SecondOrderSection section : sections) {
            section.filter(values, constant);
            constant *= section.gainOfConstant();
        }
    }

    private static void reverse(double[] values) {
        for (int i = 0, j = values.length - 1; i < j; i++, j--) {
            double swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
