package org.rapport.simulation;

import java.util.List;
import java.util.Random;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/**
 * One lead of an electrocardiogram in millivolts: each beat a P wave, the QRS complex and a T wave, on a baseline that
 * wanders with the breath, with noise and a trace of the mains.
 */
final class Electrocardiograph implements Sensor {
    static final double RATE = 1000;

    private static final double MAINS = 50;

    private final CaptureTimes times;
    private final Random random;
    private final Heart heart;
    private final Wave wander;

    Electrocardiograph(SimulatedReceiver receiver, Seed seed) {
        times = CaptureTimes.steady(seed.random("times"), RATE);
        random = seed.random("measurement");
        heart = receiver.heart();
        wander = new Wave(seed.random("wander"), 0.02, 0.3);
    }

    /** What it sends. */
    static List<Channel> channels() {
        return List.of(new Channel(Role.RECEIVER, "ECG", "ECG", "mV", "", Scale.CONTINUOUS));
    }

    @Override
    public double next(float[] values) {
        double time = times.next();
        heart.advance(time);
        double beats = beat(time - heart.beat()) + beat(time - heart.nextBeat());
        double baseline = 0.06 * wander.at(time) + 0.08 * heart.breath(time);
        double noise = 0.01 * random.nextGaussian() + 0.01 * Math.sin(2 * Math.PI * MAINS * time);
        values[0] = (float) (beats * (1 + 0.05 * heart.breath(time)) + baseline + noise);
        return time;
    }

    /** The deflection at a time relative to the R peak: five bells, as in McSharry et al. 2003. */
    private static double beat(double time) {
        return bell(time, 0.12, -0.17, 0.025) + bell(time, -0.12, -0.028, 0.008) + bell(time, 1.1, 0, 0.010)
                + bell(time, -0.22, 0.03, 0.010) + bell(time, 0.3, 0.26, 0.045);
    }

    private static double bell(double time, double height, double centre, double width) {
        double distance = (time - centre) / width;
        return height * Math.exp(-distance * distance / 2);
    }
}
