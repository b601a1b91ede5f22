package org.rapport.dsp.fourier;

import java.util.ArrayList;
import java.util.List;

/**
 * The transform of lengths whose prime factors are 2, 3 and 5, in passes of radix 5, 4, 3 and 2 that leave the values in order
 * (the Stockham algorithm; C. Van Loan, Computational Frameworks for the Fast Fourier Transform, section 1.7).
 */
final class MixedRadix implements FourierTransform {
    private static final double SIN_60 = Math.sqrt(3) / 2;
    private static final double COS_72 = Math.cos(0.4 * Math.PI);
    private static final double COS_144 = Math.cos(0.8 * Math.PI);
    private static final double SIN_72 = Math.sin(0.4 * Math.PI);
    private static final double SIN_144 = Math.sin(0.8 * Math.PI);

    private final int length;
    private final int[] radices;
    /** The unit circle, clockwise. */
    private final double[] cosine;
    private final double[] sine;
    private final double[] workReal;
    private final double[] workImaginary;

    MixedRadix(int length) {
        this(length, new double[length], new double[length]);
        for (int k = 0; 2 * k <= length; k++) {
            double angle = -2 * Math.PI * k / length;
            int mirrored = k == 0 ? 0 : length - k;
            cosine[k] = cosine[mirrored] = Math.cos(angle);
            sine[k] = Math.sin(angle);
            sine[mirrored] = -sine[k];
        }
    }

    private MixedRadix(int length, double[] cosine, double[] sine) {
        this.length = length;
        this.cosine = cosine;
        this.sine = sine;
        radices = radices(length);
        workReal = new double[length];
        workImaginary = new double[length];
    }

    @Override
    public FourierTransform another() {
        return new MixedRadix(length, cosine, sine);
    }

    /** Whether a length is one of these. */
    static boolean fits(int length) {
        int rest = length;
        for (int prime : new int[]{2, 3, 5}) {
            while (rest % prime == 0) {
                rest /= prime;
            }
        }
        return rest == 1;
    }

    private static int[] radices(int length) {
        List<Integer> radices = new ArrayList<>();
        int rest = length;
        for (int radix : new int[]{5, 4, 3, 2}) {
            for (; rest % radix == 0; rest /= radix) {
                radices.add(radix);
            }
        }
        return radices.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void forward(double[] real, double[] imaginary) {
        double[] fromRe = real;
        double[] fromIm = imaginary;
        double[] toRe = workReal;
        double[] toIm = workImaginary;
        int left = length;
        int stride = 1;
        for (int radix : radices) {
            pass(radix, left / radix, stride, fromRe, fromIm, toRe, toIm);
            left /= radix;
            stride *= radix;
            double[] re = fromRe;
            double[] im = fromIm;
            fromRe = toRe;
            fromIm = toIm;
            toRe = re;
            toIm = im;
        }
        if (fromRe != real) {
            System.arraycopy(fromRe, 0, real, 0, length);
            System.arraycopy(fromIm, 0, imaginary, 0, length);
        }
    }

    /** @param parts how many butterflies there are at each place of a stride */
    private void pass(int radix, int parts, int stride, double[] re, double[] im, double[] toRe, double[] toIm) {
        int apart = parts * stride;
        int turn = stride; // of the unit circle for the next butterfly: length / (radix * parts)
        for (int p = 0; p < parts; p++) {
            int from = p * stride;
            int to = radix * p * stride;
            int angle = p * turn;
            switch (radix) {
                case 2 -> two(re, im, toRe, toIm, from, apart, to, stride, angle);
                case 3 -> three(re, im, toRe, toIm, from, apart, to, stride, angle);
                case 4 -> four(re, im, toRe, toIm, from, apart, to, stride, angle);
                default -> five(re, im, toRe, toIm, from, apart, to, stride, angle);
            }
        }
    }

    private void two(double[] re, double[] im, double[] toRe, double[] toIm, int from, int apart, int to, int stride, int angle) {
        double c = cosine[angle];
        double s = sine[angle];
        for (int q = 0; q < stride; q++) {
            double aRe = re[from + q];
            double aIm = im[from + q];
            double bRe = re[from + apart + q];
            double bIm = im[from + apart + q];
            toRe[to + q] = aRe + bRe;
            toIm[to + q] = aIm + bIm;
            double dRe = aRe - bRe;
            double dIm = aIm - bIm;
            toRe[to + stride + q] = dRe * c - dIm * s;
            toIm[to + stride + q] = dRe * s + dIm * c;
        }
    }

    private void three(double[] re, double[] im, double[] toRe, double[] toIm, int from, int apart, int to, int stride,
            int angle) {
        double c1 = cosine[angle];
        double s1 = sine[angle];
        double c2 = cosine[2 * angle];
        double s2 = sine[2 * angle];
        for (int q = 0; q < stride; q++) {
            int i = from + q;
            double aRe = re[i];
            double aIm = im[i];
            double sumRe = re[i + apart] + re[i + 2 * apart];
            double sumIm = im[i + apart] + im[i + 2 * apart];
            double turnedRe = SIN_60 * (im[i + apart] - im[i + 2 * apart]);
            double turnedIm = -SIN_60 * (re[i + apart] - re[i + 2 * apart]);
            double middleRe = aRe - 0.5 * sumRe;
            double middleIm = aIm - 0.5 * sumIm;
            double bRe = middleRe + turnedRe;
            double bIm = middleIm + turnedIm;
            double dRe = middleRe - turnedRe;
            double dIm = middleIm - turnedIm;
            toRe[to + q] = aRe + sumRe;
            toIm[to + q] = aIm + sumIm;
            toRe[to + stride + q] = bRe * c1 - bIm * s1;
            toIm[to + stride + q] = bRe * s1 + bIm * c1;
            toRe[to + 2 * stride + q] = dRe * c2 - dIm * s2;
            toIm[to + 2 * stride + q] = dRe * s2 + dIm * c2;
        }
    }

    private void four(double[] re, double[] im, double[] toRe, double[] toIm, int from, int apart, int to, int stride,
            int angle) {
        double c1 = cosine[angle];
        double s1 = sine[angle];
        double c2 = cosine[2 * angle];
        double s2 = sine[2 * angle];
        double c3 = cosine[3 * angle];
        double s3 = sine[3 * angle];
        for (int q = 0; q < stride; q++) {
            int i = from + q;
            double evenRe = re[i] + re[i + 2 * apart];
            double evenIm = im[i] + im[i + 2 * apart];
            double evenOffRe = re[i] - re[i + 2 * apart];
            double evenOffIm = im[i] - im[i + 2 * apart];
            double oddRe = re[i + apart] + re[i + 3 * apart];
            double oddIm = im[i + apart] + im[i + 3 * apart];
            double oddOffRe = im[i + apart] - im[i + 3 * apart];
            double oddOffIm = re[i + 3 * apart] - re[i + apart];
            toRe[to + q] = evenRe + oddRe;
            toIm[to + q] = evenIm + oddIm;
            double bRe = evenOffRe + oddOffRe;
            double bIm = evenOffIm + oddOffIm;
            double dRe = evenRe - oddRe;
            double dIm = evenIm - oddIm;
            double eRe = evenOffRe - oddOffRe;
            double eIm = evenOffIm - oddOffIm;
            toRe[to + stride + q] = bRe * c1 - bIm * s1;
            toIm[to + stride + q] = bRe * s1 + bIm * c1;
            toRe[to + 2 * stride + q] = dRe * c2 - dIm * s2;
            toIm[to + 2 * stride + q] = dRe * s2 + dIm * c2;
            toRe[to + 3 * stride + q] = eRe * c3 - eIm * s3;
            toIm[to + 3 * stride + q] = eRe * s3 + eIm * c3;
        }
    }

    private void five(double[] re, double[] im, double[] toRe, double[] toIm, int from, int apart, int to, int stride,
            int angle) {
        double c1 = cosine[angle];
        double s1 = sine[angle];
        double c2 = cosine[2 * angle];
        double s2 = sine[2 * angle];
        double c3 = cosine[3 * angle];
        double s3 = sine[3 * angle];
        double c4 = cosine[4 * angle];
        double s4 = sine[4 * angle];
        for (int q = 0; q < stride; q++) {
            int i = from + q;
            double aRe = re[i];
            double aIm = im[i];
            double outerRe = re[i + apart] + re[i + 4 * apart];
            double outerIm = im[i + apart] + im[i + 4 * apart];
            double innerRe = re[i + 2 * apart] + re[i + 3 * apart];
            double innerIm = im[i + 2 * apart] + im[i + 3 * apart];
            double outerOffRe = im[i + apart] - im[i + 4 * apart];
            double outerOffIm = re[i + 4 * apart] - re[i + apart];
            double innerOffRe = im[i + 2 * apart] - im[i + 3 * apart];
            double innerOffIm = re[i + 3 * apart] - re[i + 2 * apart];
            double firstRe = aRe + COS_72 * outerRe + COS_144 * innerRe;
            double firstIm = aIm + COS_72 * outerIm + COS_144 * innerIm;
            double secondRe = aRe + COS_144 * outerRe + COS_72 * innerRe;
            double secondIm = aIm + COS_144 * outerIm + COS_72 * innerIm;
            double firstOffRe = SIN_72 * outerOffRe + SIN_144 * innerOffRe;
            double firstOffIm = SIN_72 * outerOffIm + SIN_144 * innerOffIm;
            double secondOffRe = SIN_144 * outerOffRe - SIN_72 * innerOffRe;
            double secondOffIm = SIN_144 * outerOffIm - SIN_72 * innerOffIm;
            toRe[to + q] = aRe + outerRe + innerRe;
            toIm[to + q] = aIm + outerIm + innerIm;
            double bRe = firstRe + firstOffRe;
            double bIm = firstIm + firstOffIm;
            double eRe = firstRe - firstOffRe;
            double eIm = firstIm - firstOffIm;
            double dRe = secondRe + secondOffRe;
            double dIm = secondIm + secondOffIm;
            double fRe = secondRe - secondOffRe;
            double fIm = secondIm - secondOffIm;
            toRe[to + stride + q] = bRe * c1 - bIm * s1;
            toIm[to + stride + q] = bRe * s1 + bIm * c1;
            toRe[to + 2 * stride + q] = dRe * c2 - dIm * s2;
            toIm[to + 2 * stride + q] = dRe * s2 + dIm * c2;
            toRe[to + 3 * stride + q] = fRe * c3 - fIm * s3;
            toIm[to + 3 * stride + q] = fRe * s3 + fIm * c3;
            toRe[to + 4 * stride + q] = eRe * c4 - eIm * s4;
            toIm[to + 4 * stride + q] = eRe * s4 + eIm * c4;
        }
    }
}
