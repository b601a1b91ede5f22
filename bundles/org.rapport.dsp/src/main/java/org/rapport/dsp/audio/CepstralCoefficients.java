package org.rapport.dsp.audio;

/**
 * Mel-frequency cepstral coefficients 1 to 12: the cosine transform of the log of 26 mel bands of the magnitude spectrum, with
 * the lifter 22 (S. Young et al., The HTK Book, section 5.6).
 */
final class CepstralCoefficients {
    static final int COUNT = 12;
    private static final int BANDS = 26;
    private static final double LIFTER = 22;
    private static final double HIGHEST = 8000;
    /** HTK does not scale 16-bit samples; the floor of 1 stands in their scale. */
    private static final double HTK_SCALE = 32767;

    private final MelFilterBank bank;
    private final double[][] cosines = new double[COUNT][BANDS];

    /**
     * @param rate of the audio, in Hz
     * @param transformLength of the spectrum
     */
    CepstralCoefficients(double rate, int transformLength) {
        this.bank = new MelFilterBank(BANDS, Math.min(HIGHEST, 0.5 * rate), transformLength / 2 + 1, rate / transformLength);
        for (int i = 0; i < COUNT; i++) {
            double lifted = Math.sqrt(2.0 / BANDS) * (1 + 0.5 * LIFTER * Math.sin(Math.PI * (i + 1) / LIFTER));
            for (int band = 0; band < BANDS; band++) {
                cosines[i][band] = lifted * Math.cos(Math.PI * (i + 1) * (band + 0.5) / BANDS);
            }
        }
    }

    /** The coefficients of a magnitude spectrum. */
    double[] of(double[] magnitudes) {
        double[] bands = bank.apply(magnitudes);
        double[] coefficients = new double[COUNT];
        for (int band = 0; band < BANDS; band++) {
            double level = Math.log(Math.max(1, HTK_SCALE * bands[band]));
            for (int i = 0; i < COUNT; i++) {
                coefficients[i] += cosines[i][band] * level;
            }
        }
        return coefficients;
    }
}
