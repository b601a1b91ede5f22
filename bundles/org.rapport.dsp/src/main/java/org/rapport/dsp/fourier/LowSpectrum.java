package org.rapport.dsp.fourier;

import java.util.stream.IntStream;

/**
 * The lowest frequencies of the Fourier transform of a real signal, for much less work than all of them: the signal is dealt
 * out to so many shorter ones, two of which make one complex transform, and their spectra are put together for the frequencies
 * that are wanted only (H. V. Sorensen, C. S. Burrus, Efficient computation of the DFT with only a subset of input or output
 * points, 1993). It uses all processors.
 */
public final class LowSpectrum {
    private static final int MOST_PARTS = 64;
    /** Parts that are dealt out together: the values of a line of the processor's cache. */
    private static final int TOGETHER = 8;
    /** Values that are worked on at a time: as many as the processor's cache holds of all parts. */
    private static final int PIECE = 512;

    private final double[] real;
    private final double[] imaginary;

    /**
     * Transforms.
     *
     * @param signal at least one value
     * @param count of frequencies, from 0 on; up to half of the signal's length and one more
     */
    public LowSpectrum(double[] signal, int count) {
        int parts = parts(signal.length, count);
        int length = signal.length / parts;
        double[][] re = new double[(parts + 1) / 2][];
        double[][] im = new double[(parts + 1) / 2][];
        FourierTransform one = FourierTransform.of(length);
        IntStream.range(0, (parts + TOGETHER - 1) / TOGETHER).parallel().forEach(group -> {
            int from = group * TOGETHER / 2;
            int to = Math.min(re.length, from + TOGETHER / 2);
            for (int pair = from; pair < to; pair++) {
                re[pair] = new double[length];
                im[pair] = new double[length];
            }
            deal(signal, parts, from, to, re, im);
            FourierTransform transform = one.another();
            for (int pair = from; pair < to; pair++) {
                transform.forward(re[pair], im[pair]);
            }
        });
        real = new double[count];
        imaginary = new double[count];
        IntStream.range(0, (count + PIECE - 1) / PIECE).parallel().forEach(piece -> {
            int to = Math.min(count, (piece + 1) * PIECE);
            for (int k = piece * PIECE; k < to;) {
                // the frequencies at the ends of the parts' spectra mirror themselves
                int some = k % length == 0 ? 1 : Math.min(to, (k / length + 1) * length) - k;
                combine(re, im, k, some, parts, signal.length);
                k += some;
            }
        });
    }

    /** The most parts of one length that are not shorter than what is wanted. */
    private static int parts(int length, int count) {
        for (int parts = Math.min(MOST_PARTS, length); parts > 1; parts--) {
            if (length % parts == 0 && length / parts + 1 >= count) {
                return parts;
            }
        }
        return 1;
    }

    /** A few rows for one pair after the other: what they have of the signal lies together in the cache. */
    private static void deal(double[] signal, int parts, int from, int to, double[][] re, double[][] im) {
        for (int first = 0; first < signal.length / parts; first += PIECE) {
            int end = Math.min(first + PIECE, signal.length / parts);
            for (int pair = from; pair < to; pair++) {
                deal(signal, first * parts + 2 * pair, parts, re[pair], first, end);
                if (2 * pair + 1 < parts) {
                    deal(signal, first * parts + 2 * pair + 1, parts, im[pair], first, end);
                }
            }
        }
    }

    private static void deal(double[] signal, int at, int step, double[] part, int from, int to) {
        for (int m = from, i = at; m < to; m++, i += step) {
            part[m] = signal[i];
        }
    }

    /** Some frequencies from one on, by Horner's rule from the last part to the first. */
    private void combine(double[][] re, double[][] im, int from, int some, int parts, int length) {
        int here = from % re[0].length;
        int mirrored = here == 0 ? 0 : re[0].length - here;
        double[] c = new double[some];
        double[] s = new double[some];
        for (int i = 0; i < some; i++) {
            c[i] = Math.cos(2 * Math.PI * (from + i) / length);
            s[i] = -Math.sin(2 * Math.PI * (from + i) / length);
        }
        double[] sumRe = new double[some];
        double[] sumIm = new double[some];
        for (int pair = re.length - 1; pair >= 0; pair--) {
            if (2 * pair + 1 < parts) {
                addOdd(re[pair], im[pair], here, mirrored, c, s, sumRe, sumIm);
            }
            addEven(re[pair], im[pair], here, mirrored, c, s, sumRe, sumIm);
        }
        System.arraycopy(sumRe, 0, real, from, some);
        System.arraycopy(sumIm, 0, imaginary, from, some);
    }

    private static void addOdd(double[] re, double[] im, int here, int mirrored, double[] c, double[] s, double[] sumRe,
            double[] sumIm) {
        for (int i = 0; i < c.length; i++) {
            double oddRe = 0.5 * (im[here + i] + im[mirrored - i]) + sumRe[i] * c[i] - sumIm[i] * s[i];
            sumIm[i] = 0.5 * (re[mirrored - i] - re[here + i]) + sumRe[i] * s[i] + sumIm[i] * c[i];
            sumRe[i] = oddRe;
        }
    }

    private static void addEven(double[] re, double[] im, int here, int mirrored, double[] c, double[] s, double[] sumRe,
            double[] sumIm) {
        for (int i = 0; i < c.length; i++) {
            double evenRe = 0.5 * (re[here + i] + re[mirrored - i]) + sumRe[i] * c[i] - sumIm[i] * s[i];
            sumIm[i] = 0.5 * (im[here + i] - im[mirrored - i]) + sumRe[i] * s[i] + sumIm[i] * c[i];
            sumRe[i] = evenRe;
        }
    }

    public double[] real() {
        return real;
    }

    public double[] imaginary() {
        return imaginary;
    }
}
