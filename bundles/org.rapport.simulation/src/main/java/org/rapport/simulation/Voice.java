package org.rapport.simulation;

import java.util.ArrayList;
import java.util.List;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/**
 * A microphone with openSMILE behind it: 12 cepstral coefficients, the probability of voicing, energy and zero-crossing
 * rate in frames of 10 ms.
 */
final class Voice implements Sensor {
    static final double RATE = 100;
    private static final int COEFFICIENTS = 12;

    /** Mean of each coefficient while the person speaks, and how far prosody moves it. */
    private static final double[] SPOKEN = {-8, 4, -6, 2, -5, -2, -4, 1, -3, 0, -2, -1};
    private static final double[] BY_PROSODY = {5, -4, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final double COEFFICIENT_NOISE = 4;

    private final CaptureTimes times;
    private final Speech speech;
    private final Latent prosody;
    private final Wave syllables;
    private final List<Trace> coefficients = new ArrayList<>();
    private final Trace voicing;
    private final Trace energy;
    private final Trace crossings;

    Voice(SimulatedEmitter emitter, Seed seed) {
        times = CaptureTimes.steady(seed.random("times"), RATE);
        speech = emitter.speech();
        prosody = emitter.prosody();
        syllables = new Wave(seed.random("syllables"), 2, 6);
        for (int i = 0; i < COEFFICIENTS; i++) {
            int coefficient = i;
            coefficients.add(new Trace(seed.random("mfcc" + i), time -> coefficient(coefficient, time), COEFFICIENT_NOISE));
        }
        voicing = new Trace(seed.random("voicing"), time -> speech.at(time) ? 0.7 + 0.12 * prosody.at(time) : 0.25, 0.08);
        energy = new Trace(seed.random("energy"), this::loudness, 0.002);
        crossings = new Trace(seed.random("crossings"), time -> speech.at(time) ? 0.08 : 0.04, 0.015);
    }

    /** What it sends. */
    static List<Channel> channels() {
        List<Channel> channels = new ArrayList<>();
        for (int i = 1; i <= COEFFICIENTS; i++) {
            channels.add(channel("pcm_fftMag_mfcc_sma[" + i + "]"));
        }
        channels.add(channel("voiceProb_sma"));
        channels.add(channel("pcm_RMSenergy_sma"));
        channels.add(channel("pcm_zcr_sma"));
        return channels;
    }

    private static Channel channel(String label) {
        return new Channel(Role.EMITTER, "Audio", label, "", "openSMILE IS09", Scale.CONTINUOUS);
    }

    private double coefficient(int index, double time) {
        return speech.at(time) ? SPOKEN[index] + BY_PROSODY[index] * prosody.at(time) : 0;
    }

    private double loudness(double time) {
        return speech.at(time) ? 0.03 * Math.exp(0.5 * prosody.at(time) + 0.4 * syllables.at(time)) : 0.003;
    }

    @Override
    public double next(float[] values) {
        double time = times.next();
        for (int i = 0; i < COEFFICIENTS; i++) {
            values[i] = (float) coefficients.get(i).at(time);
        }
        values[COEFFICIENTS] = (float) Math.min(1, Math.max(0, voicing.at(time)));
        values[COEFFICIENTS + 1] = (float) Math.max(0, energy.at(time));
        values[COEFFICIENTS + 2] = (float) Math.max(0, crossings.at(time));
        return time;
    }
}
