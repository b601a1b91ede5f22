package org.rapport.simulation;

import java.util.List;
import java.util.Random;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/**
 * Skin conductance in microsiemens: a tonic level that follows the arousal, and phasic responses that rise in about a second
 * and decay over several, the more of them the more aroused the person is.
 */
final class SkinConductance implements Sensor {
    static final double RATE = 4;

    /** Of the level between people. */
    private static final double LEVEL_DEVIATION = 0.2;
    private static final double LEVEL_BY_AROUSAL = 1.2;
    private static final double RISE_SECONDS = 0.75;
    private static final double DECAY_SECONDS = 3;
    private static final double RESPONSES_PER_SECOND = 0.06;

    private final CaptureTimes times;
    private final Random random;
    private final Latent arousal;
    private final double level;
    private double lastTime;
    private double rising;
    private double decaying;

    SkinConductance(SimulatedReceiver receiver, Seed seed) {
        times = CaptureTimes.steady(seed.random("times"), RATE);
        random = seed.random("measurement");
        arousal = receiver.arousal();
        level = 5 + LEVEL_DEVIATION * random.nextGaussian();
    }

    /** What it sends. */
    static List<Channel> channels() {
        return List.of(new Channel(Role.RECEIVER, "EDA", "GSR", "uS", "", Scale.CONTINUOUS));
    }

    @Override
    public double next(float[] values) {
        double time = times.next();
        respond(time, time - lastTime);
        lastTime = time;
        values[0] = (float) (level + LEVEL_BY_AROUSAL * arousal.at(time) + decaying - rising + 0.01 * random.nextGaussian());
        return time;
    }

    private void respond(double time, double elapsed) {
        rising *= Math.exp(-elapsed / RISE_SECONDS);
        decaying *= Math.exp(-elapsed / DECAY_SECONDS);
        if (random.nextDouble() < RESPONSES_PER_SECOND * Math.exp(arousal.at(time)) * elapsed) {
            double response = 0.2 + 0.3 * random.nextDouble();
            rising += response;
            decaying += response;
        }
    }
}
