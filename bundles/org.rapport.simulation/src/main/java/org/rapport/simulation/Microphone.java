package org.rapport.simulation;

import java.util.List;
import java.util.Random;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/**
 * A microphone before one person: sound at 16 kHz, from -1 to 1. Pulses of the voice, lower and duller or higher and brighter as
 * prosody has it, and some breath go through three formants; in pauses there is the noise of the room. It is like no language.
 */
final class Microphone implements Sensor {
    static final double RATE = 16_000;

    /** Samples for which pitch, loudness and colour stay as they are. */
    private static final int FRAME = 160;
    private static final double[] FORMANTS = {600, 1500, 2600};
    private static final double[] BANDWIDTHS = {90, 120, 180};
    /** Makes of the sum of the formants a voice of the root mean square 0.05, about. */
    private static final double LOUDNESS = 0.05;
    private static final double ROOM = 0.0015;
    private static final double STEPS = 32_768;
    /** How quickly a voice sets in and dies away, as the part of the way that a sample goes. */
    private static final double ONSET = 0.005;

    private final CaptureTimes times;
    private final Random noise;
    private final Speech speech;
    private final Latent prosody;
    private final Wave syllables;
    private final double person;
    private final Resonator[] formants = new Resonator[FORMANTS.length];
    private long count;
    private double step;
    private double brightness;
    private double breath;
    private double loudness;
    private double level;
    private double phase;
    private double pulse;

    /** A filter of the second order. */
    private static final class Resonator {
        private final double a;
        private final double b;
        private double before;
        private double last;

        Resonator(double frequency, double bandwidth) {
            double radius = Math.exp(-Math.PI * bandwidth / RATE);
            a = 2 * radius * Math.cos(2 * Math.PI * frequency / RATE);
            b = -radius * radius;
        }

        double next(double input) {
            double output = (1 + b) * input + a * last + b * before;
            before = last;
            last = output;
            return output;
        }
    }

    Microphone(SimulatedEmitter emitter, Seed seed) {
        times = CaptureTimes.steady(seed.random("times"), RATE);
        noise = seed.random("noise");
        speech = emitter.speech();
        prosody = emitter.prosody();
        syllables = new Wave(seed.random("syllables"), 2, 6);
        Random build = seed.random("build");
        person = Math.exp(0.15 * build.nextGaussian());
        double tract = Math.exp(0.05 * build.nextGaussian());
        for (int i = 0; i < formants.length; i++) {
            formants[i] = new Resonator(FORMANTS[i] * tract, BANDWIDTHS[i]);
        }
    }

    /** What it sends. */
    static List<Channel> channels() {
        return List.of(new Channel(Role.EMITTER, "Audio", "sound", "", "", Scale.CONTINUOUS));
    }

    @Override
    public double next(float[] values) {
        double time = times.next();
        if (count++ % FRAME == 0) {
            frame(time);
        }
        level += ONSET * (loudness - level);
        values[0] = (float) (Math.rint(STEPS * Math.max(-1, Math.min(1, sample()))) / STEPS);
        return time;
    }

    private void frame(double time) {
        double liveliness = prosody.at(time);
        double syllable = syllables.at(time);
        step = 130 * person * Math.exp(0.25 * liveliness + 0.05 * syllable) / RATE;
        brightness = 0.45 + 0.25 * liveliness;
        breath = 0.3 - 0.2 * liveliness;
        loudness = speech.at(time) ? LOUDNESS * Math.exp(0.5 * liveliness + 0.4 * syllable) : 0;
    }

    private double sample() {
        phase += step;
        double strike = 0;
        if (phase >= 1) {
            phase -= 1;
            strike = 1 / Math.sqrt(step); // as loud at any pitch
        }
        pulse += brightness * (strike - pulse);
        double input = pulse + breath * noise.nextGaussian();
        double sum = 0;
        for (Resonator formant : formants) {
            sum += formant.next(input);
        }
        return level * sum + ROOM * noise.nextGaussian();
    }
}
