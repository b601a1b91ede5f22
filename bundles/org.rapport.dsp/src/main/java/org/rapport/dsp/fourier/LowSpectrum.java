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
        int pieces = Math.min(count, 4 * Runtime.getRuntime().availableProcessors());
        IntStream.range(0, pieces).parallel().forEach(piece -> {
            for (int k = (int) ((long) count * piece / pieces); k < (long) count * (piece + 1) / pieces; k++) {
                combine(re, im, k, parts, signal.length);
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

    private static void deal(double[] signal, int parts, int from, int to, double[][] re, double[][] im) {
        for (int m = 0, at = 0; at < signal.length; m++, at += parts) {
            for (int pair = from; pair < to; pair++) {
                re[pair][m] = signal[at + 2 * pair];
                im[pair][m] = 2 * pair + 1 < parts ? signal[at + 2 * pair + 1] : 0;
            }
        }
    }

    /** One frequency, by Horner's rule from the last part to the first. */
    private void combine(double[][] re, double[][] im, int k, int parts, int length) {
        int here = k % re[0].length;
        int mirrored = here == 0 ? 0 : re[0].length - here;
        double c = Math.cos(2 * Math.PI * k / length);
        double s = -Math.sin(2 * Math.PI * k / length);
        double sumRe = 0;
        double sumIm = 0;
        for (int pair = re.length - 1; pair >= 0; pair--) {
            double zRe = re[pair][here];
            double zIm = im[pair][here];
            double yRe = re[pair][mirrored];
            double yIm = im[pair][mirrored];
            if (2 * pair + 1 < parts) {
                double oddRe = 0.5 * (zIm + yIm) + sumRe * c - sumIm * s;
                double oddIm = 0.5 * (yRe - zRe) + sumRe * s + sumIm * c;
                sumRe = oddRe;
                sumIm = oddIm;
            }
            double evenRe = 0.5 * (zRe + yRe) + sumRe * c - sumIm * s;
            double evenIm = 0.5 * (zIm - yIm) + sumRe * s + sumIm * c;
            sumRe = evenRe;
            sumIm = evenIm;
        }
        real[k] = sumRe;
        imaginary[k] = sumIm;
    }

    public double[] real() {
        return real;
    }

    public double[] imaginary() {
        return imaginary;
    }
}
