package org.rapport.simulation;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The person who forms the impression.
 *
 * @param seed what everything random about this person grows from
 * @param engagement how much the person goes along: mirrors smiles, looks at the emitter with wide pupils
 * @param attention how much the person is aroused: long fixations, raised brows, a fast heart, sweating
 */
record Receiver(Seed seed, Latent engagement, Latent attention) {

    Receiver(Seed seed) {
        this(seed, new Latent(seed.random("engagement")), new Latent(seed.random("attention")));
    }

    /** The same person with the time counted from {@code start}, as the clock of a recording that begins then counts it. */
    Receiver from(double start) {
        return new Receiver(seed, engagement.from(start), attention.from(start));
    }

    Heart heart() {
        return new Heart(seed.random("heart"), attention);
    }

    /** How the latents show in the face. */
    Expression expression() {
        Map<String, DoubleUnaryOperator> drives = Map.of(
                "AU06", time -> 1.1 + 0.6 * engagement.at(time),
                "AU12", time -> 1.4 + 0.9 * engagement.at(time),
                "AU01", time -> 1.2 + 0.8 * attention.at(time),
                "AU02", time -> 1.1 + 0.7 * attention.at(time),
                "AU05", time -> 0.8 + 0.4 * attention.at(time));
        return new Expression(drives, engagement::at, new Blinks(seed));
    }
}
