package org.rapport.simulation;

import java.util.List;
import java.util.Random;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/**
 * How the receiver reports the impression: two values that start at 0, and a press up or down whenever a feeling, smoothed,
 * has moved away from what is reported by more than one step. Every press is a sample with both values.
 */
final class Dial implements Sensor {
    /** What one press changes. */
    static final double STEP = 0.1;
    private static final double SMOOTHING_SECONDS = 0.25;
    private static final double LOOK_SECONDS = 0.02;
    /** A finger presses no faster. */
    private static final double REST_SECONDS = 0.12;

    private final Impression impression;
    private final Random random;
    private final int[] reported = new int[2];
    private final double[] felt;
    private double time;
    private double notBefore = REST_SECONDS;
    private boolean begun;

    Dial(Impression impression, Random random) {
        this.impression = impression;
        this.random = random;
        felt = new double[]{impression.competence(0), impression.warmth(0)};
    }

    /** What it sends. */
    static List<Channel> channels() {
        return List.of(channel("competence"), channel("warmth"));
    }

    private static Channel channel(String label) {
        return new Channel(Role.RECEIVER, "Label", label, "", "", Scale.STEPWISE);
    }

    @Override
    public double next(float[] values) {
        double pressed = begun ? nextPress() : 0;
        begun = true;
        for (int i = 0; i < reported.length; i++) {
            values[i] = (float) (reported[i] * STEP);
        }
        return pressed;
    }

    private double nextPress() {
        int key;
        do {
            time += LOOK_SECONDS;
            feel();
            key = Math.abs(distance(0)) >= Math.abs(distance(1)) ? 0 : 1;
        } while (time < notBefore || Math.abs(distance(key)) <= STEP);
        reported[key] += distance(key) > 0 ? 1 : -1;
        notBefore = time + REST_SECONDS;
        return time + LOOK_SECONDS * random.nextDouble();
    }

    private void feel() {
        double part = LOOK_SECONDS / SMOOTHING_SECONDS;
        felt[0] += part * (impression.competence(time) - felt[0]);
        felt[1] += part * (impression.warmth(time) - felt[1]);
    }

    private double distance(int key) {
        return felt[key] - reported[key] * STEP;
    }
}
