package org.rapport.simulation;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The person who forms the impression.
 *
 * @param seed what everything random about this person grows from
 * @param mimicry how much the person mirrors smiles
 * @param contact how much the person looks at the emitter, leaning forward, with wide pupils
 * @param interest how much the person takes in: long fixations, raised brows
 * @param arousal how much the body takes part: a fast heart, sweating
 */
record SimulatedReceiver(Seed seed, Latent mimicry, Latent contact, Latent interest, Latent arousal) {

    SimulatedReceiver(Seed seed) {
        this(seed, new Latent(seed.random("mimicry")), new Latent(seed.random("contact")), new Latent(seed.random("interest")),
                new Latent(seed.random("arousal")));
    }

    /** The same person with the time counted from {@code start}, as the clock of a recording that begins then counts it. */
    SimulatedReceiver from(double start) {
        return new SimulatedReceiver(seed, mimicry.from(start), contact.from(start), interest.from(start), arousal.from(start));
    }

    /** How much the person goes along: the face tells one half of it, the eyes the other. */
    Latent engagement() {
        return Latent.of(mimicry, contact);
    }

    /** How much the person heeds the emitter: face and eyes tell one half of it, the body the other. */
    Latent attention() {
        return Latent.of(interest, arousal);
    }

    Heart heart() {
        return new Heart(seed.random("heart"), arousal);
    }

    /** How the latents show in the face. */
    Expression expression() {
        Map<String, DoubleUnaryOperator> drives = Map.of("AU06", time -> 1.1 + 0.6 * mimicry.at(time), "AU12",
                time -> 1.4 + 0.9 * mimicry.at(time), "AU01", time -> 1.2 + 0.8 * interest.at(time), "AU02",
                time -> 1.1 + 0.7 * interest.at(time), "AU05", time -> 0.8 + 0.4 * interest.at(time));
        return new Expression(drives, contact::at, new Blinks(seed));
    }
}
