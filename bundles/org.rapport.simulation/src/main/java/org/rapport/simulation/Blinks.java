package org.rapport.simulation;

import java.util.Random;

/** When a person's eyes are shut: about 15 times a minute for 0.1 to 0.3 s. Asked for ascending times. */
final class Blinks {
    private static final double PAUSE_AT_LEAST = 0.8;
    private static final double PAUSE_BEYOND_MEAN = 3;

    private final Episodes episodes;

    Blinks(Seed seed) {
        Random random = seed.random("blinks");
        episodes = new Episodes(time -> 0.1 + 0.2 * random.nextDouble(),
                time -> PAUSE_AT_LEAST - PAUSE_BEYOND_MEAN * Math.log(1 - random.nextDouble()));
    }

    /** Whether the eyes are shut at {@code time} seconds. */
    boolean at(double time) {
        return episodes.at(time);
    }
}
