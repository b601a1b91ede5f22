package org.rapport.it.page;

import java.util.stream.IntStream;

/** A sound that is known at every moment: tones between 120 and 4360 Hz, each of whole cycles in 25 ms. */
final class PlayedSound {
    /** Seconds after which it is the same again. */
    static final double PERIOD = 0.025;
    private static final int[] TONES = {120, 280, 440, 760, 1160, 1880, 2840, 4360};
    private static final double AMPLITUDE = 0.09;
    private static final double COARSE = 5e-6;
    private static final double FINE = 1e-7;
    /** What else may be in it, as a part of its power: 30 dB. */
    private static final double REST = 1e-3;

    private PlayedSound() {
    }

    /** @return between -1 and 1 */
    static double at(double time) {
        return IntStream.range(0, TONES.length)
                .mapToDouble(tone -> AMPLITUDE * Math.sin(2 * Math.PI * TONES[tone] * time + phase(tone))).sum();
    }

    private static double phase(int tone) {
        return tone * tone; // so that not all have their peaks at once
    }

    /**
     * Whether every sample of a stretch is that of this sound, from some moment of it on.
     *
     * @param length samples of whole periods
     * @param rate samples a second
     */
    static boolean isIn(float[] values, int from, int length, double rate) {
        double[] sine = new double[TONES.length];
        double[] cosine = new double[TONES.length];
        double power = 0;
        for (int i = 0; i < length; i++) {
            power += values[from + i] * values[from + i] / length;
            for (int tone = 0; tone < TONES.length; tone++) {
                double angle = 2 * Math.PI * TONES[tone] * i / rate;
                sine[tone] += values[from + i] * Math.sin(angle) * 2 / length;
                cosine[tone] += values[from + i] * Math.cos(angle) * 2 / length;
            }
        }
        double moment = best(sine, cosine, 0, PERIOD, COARSE);
        moment = best(sine, cosine, moment - COARSE, moment + COARSE, FINE);
        double rest = 0;
        for (int i = 0; i < length; i++) {
            double difference = values[from + i] - at(moment + i / rate);
            rest += difference * difference / length;
        }
        return rest < REST * power;
    }

    /** The moment whose phases fit those of the tones best. */
    private static double best(double[] sine, double[] cosine, double from, double to, double step) {
        double best = from;
        double most = Double.NEGATIVE_INFINITY;
        for (double moment = from; moment < to; moment += step) {
            double fit = 0;
            for (int tone = 0; tone < TONES.length; tone++) {
                double phase = 2 * Math.PI * TONES[tone] * moment + phase(tone);
                fit += sine[tone] * Math.cos(phase) + cosine[tone] * Math.sin(phase);
            }
            if (fit > most) {
                most = fit;
                best = moment;
            }
        }
        return best;
    }
}
