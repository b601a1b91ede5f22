package org.rapport.simulation;

import java.util.Random;

/**
 * When a person speaks: phrases with pauses for breath, and now and then a longer one in which the partner has the turn.
 * The livelier, the longer the phrases and the shorter the pauses. Asked for ascending times.
 */
final class Speech {
    private static final double TURN_PROBABILITY = 0.12;

    private final Episodes phrases;

    Speech(Random random, Latent prosody) {
        phrases = new Episodes(time -> phrase(random, prosody.at(time)), time -> pause(random, prosody.at(time)));
    }

    private static double phrase(Random random, double prosody) {
        return (1.2 + 1.2 * random.nextDouble()) * Math.exp(0.3 * prosody);
    }

    private static double pause(Random random, double prosody) {
        if (random.nextDouble() < TURN_PROBABILITY) {
            return 1 + random.nextDouble();
        }
        return (0.2 + 0.3 * random.nextDouble()) * Math.exp(-0.5 * prosody);
    }

    /** Whether the person speaks at {@code time} seconds. */
    boolean at(double time) {
        return phrases.at(time);
    }
}
