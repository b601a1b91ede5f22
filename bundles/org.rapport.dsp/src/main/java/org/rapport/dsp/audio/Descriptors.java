package org.rapport.dsp.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.rapport.dsp.fourier.FourierTransform;

/**
 * The low-level descriptors of one frame as openSMILE's IS09_emotion configuration defines them (B. Schuller, S. Steidl, A.
 * Batliner, The INTERSPEECH 2009 Emotion Challenge, section 3), without its fundamental frequency.
 */
final class Descriptors {
    private static final double PRE_EMPHASIS = 0.97;

    private final double[] window;
    private final FourierTransform transform;
    private final CepstralCoefficients cepstrum;
    private final VoicingProbability voicing;

    /**
     * @param rate of the audio, in Hz
     * @param frameLength in samples
     */
    Descriptors(double rate, int frameLength) {
        this.window = hamming(frameLength);
        this.transform = FourierTransform.of(Integer.highestOneBit(frameLength - 1) * 2);
        this.cepstrum = new CepstralCoefficients(rate, transform.length());
        this.voicing = new VoicingProbability(rate, transform);
    }

    /** Their names, each followed by a suffix; a number in brackets stays last. */
    static List<String> names(String suffix) {
        List<String> names = new ArrayList<>();
        names.add("pcm_RMSenergy" + suffix);
        IntStream.rangeClosed(1, CepstralCoefficients.COUNT).forEach(i -> names.add("pcm_fftMag_mfcc" + suffix + "[" + i + "]"));
        names.add("pcm_zcr" + suffix);
        names.add("voiceProb" + suffix);
        return names;
    }

    /** The values in the order of the names; all NaN if a sample of the frame is missing. */
    double[] of(double[] frame) {
        double[] values = new double[CepstralCoefficients.COUNT + 3];
        if (!Arrays.stream(frame).allMatch(Double::isFinite)) {
            Arrays.fill(values, Double.NaN);
            return values;
        }
        double[] windowed = windowed(frame);
        double[] magnitudes = magnitudes(windowed);
        values[0] = Math.sqrt(Arrays.stream(windowed).map(value -> value * value).average().orElse(0));
        System.arraycopy(cepstrum.of(magnitudes), 0, values, 1, CepstralCoefficients.COUNT);
        values[CepstralCoefficients.COUNT + 1] = zeroCrossingRate(frame);
        values[CepstralCoefficients.COUNT + 2] = voicing.of(magnitudes);
        return values;
    }

    private static double[] hamming(int length) {
        return IntStream.range(0, length).mapToDouble(i -> 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (length - 1))).toArray();
    }

    private double[] windowed(double[] frame) {
        double[] windowed = new double[frame.length];
        double before = frame[0];
        for (int i = 0; i < frame.length; i++) {
            windowed[i] = window[i] * (frame[i] - PRE_EMPHASIS * before);
            before = frame[i];
        }
        return windowed;
    }

    private double[] magnitudes(double[] windowed) {
        double[] real = Arrays.copyOf(windowed, transform.length());
        double[] imaginary = new double[transform.length()];
        transform.forward(real, imaginary);
        return IntStream.rangeClosed(0, transform.length() / 2)
                .mapToDouble(bin -> Math.sqrt(real[bin] * real[bin] + imaginary[bin] * imaginary[bin])).toArray();
    }

    /** Crossings a sample. One over a sample of zero counts once; in digital silence every sample does, as in openSMILE. */
    private static double zeroCrossingRate(double[] frame) {
        int crossings = 0;
        for (int i = 1; i < frame.length - 1; i++) {
            boolean touches = frame[i] == 0 && frame[i - 1] * frame[i + 1] <= 0;
            if (touches || frame[i - 1] * frame[i] < 0) {
                crossings++;
            }
        }
        return (double) crossings / frame.length;
    }
}
