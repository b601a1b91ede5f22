package org.rapport.simulation;

import java.util.Random;

/**
 * Where a person looks on a screen of 1920 x 1080 pixels that shows the emitter's face in its upper half: fixations that
 * last longer the more interested the person is, and hit the face the better the more the person seeks
 * contact. Asked for ascending times.
 */
final class Fixations {
    private static final double FACE_X = 960;
    private static final double FACE_Y = 380;
    /** From the face to where the eyes rest when they avoid it. */
    private static final double AWAY = 320;

    private final Random random;
    private final SimulatedReceiver receiver;
    private double until;
    private double duration;
    private double lastDuration;
    private double x;
    private double y;

    Fixations(SimulatedReceiver receiver, Random random) {
        this.receiver = receiver;
        this.random = random;
        begin(0);
        begin(0);
    }

    /** Goes on to the fixation at {@code time} seconds. */
    void advance(double time) {
        while (time >= until) {
            begin(until);
        }
    }

    private void begin(double time) {
        double averted = (1 - receiver.contact().at(time)) / 2;
        x = FACE_X + (40 + 200 * averted) * random.nextGaussian();
        y = FACE_Y + AWAY * averted + 40 * random.nextGaussian();
        lastDuration = duration;
        duration = 0.28 * Math.exp(0.6 * receiver.interest().at(time) + 0.2 * random.nextGaussian());
        until = time + duration;
    }

    /** How long the last fixation that has ended was, in seconds: all that a tracker can know while it runs. */
    double lastDuration() {
        return lastDuration;
    }

    /** Where the eyes rest, in pixels from the left. */
    double x() {
        return x;
    }

    /** Where the eyes rest, in pixels from the top. */
    double y() {
        return y;
    }
}
