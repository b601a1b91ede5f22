package org.rapport.simulation;

import java.util.List;
import java.util.Random;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/**
 * The blood volume pulse at the wrist, in arbitrary units around 0: each beat a steep rise, the fall, and the dicrotic wave;
 * smaller the more aroused the person is.
 */
final class Photoplethysmograph implements Sensor {
    static final double RATE = 64;

    /** From the heart to the wrist. */
    private static final double TRANSIT_SECONDS = 0.22;

    private final CaptureTimes times;
    private final Random random;
    private final Heart heart;
    private final Latent arousal;

    Photoplethysmograph(SimulatedReceiver receiver, Seed seed) {
        times = CaptureTimes.steady(seed.random("times"), RATE);
        random = seed.random("measurement");
        heart = receiver.heart();
        arousal = receiver.arousal();
    }

    /** What it sends. */
    static List<Channel> channels() {
        return List.of(new Channel(Role.RECEIVER, "PPG", "BVP", "", "", Scale.CONTINUOUS));
    }

    @Override
    public double next(float[] values) {
        double time = times.next();
        double left = time - TRANSIT_SECONDS;
        heart.advance(left);
        double phase = (left - heart.beat()) / (heart.nextBeat() - heart.beat());
        double size = 60 * (1 - 0.4 * arousal.at(time)) * (1 + 0.1 * heart.breath(time));
        values[0] = (float) (size * pulse(phase) + 2 * random.nextGaussian());
        return time;
    }

    /** The shape of one pulse, from one beat (phase 0) to the next (1); its mean is about 0. */
    private static double pulse(double phase) {
        return bump(phase, 0.25, 0.08) + 0.35 * bump(phase, 0.55, 0.1) - 0.29;
    }

    private static double bump(double phase, double centre, double width) {
        double distance = (phase - centre) / width;
        return Math.exp(-distance * distance / 2);
    }
}
