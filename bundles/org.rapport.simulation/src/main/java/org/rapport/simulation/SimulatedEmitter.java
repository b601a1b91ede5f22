package org.rapport.simulation;

import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * The person who makes the impression.
 *
 * @param seed what everything random about this person grows from
 * @param smiling how warmly the person behaves: smiles and looks at the partner
 * @param articulation how clearly the mouth forms what is said
 * @param prosody how lively the voice is: loud, voiced, with short pauses
 */
record SimulatedEmitter(Seed seed, Latent smiling, Latent articulation, Latent prosody) {

    SimulatedEmitter(Seed seed) {
        this(seed, new Latent(seed.random("smiling")), new Latent(seed.random("articulation")),
                new Latent(seed.random("prosody")));
    }

    /** How ably the person speaks: the face tells one half of it, the voice the other. */
    Latent fluency() {
        return Latent.of(articulation, prosody);
    }

    Speech speech() {
        return new Speech(seed.random("speech"), prosody);
    }

    /** How the latents show in the face. */
    Expression expression() {
        Speech speech = speech();
        Random syllables = seed.random("mouth");
        Wave opening = new Wave(syllables, 2, 5);
        DoubleUnaryOperator mouth = time -> speech.at(time) ? 0.5 + 0.25 * opening.at(time) : 0;
        Map<String, DoubleUnaryOperator> drives = Map.of("AU06", time -> 1.4 + 0.9 * smiling.at(time), "AU12",
                time -> 1.6 + 1.1 * smiling.at(time), "AU07", time -> 0.9 + 0.4 * smiling.at(time), "AU25",
                time -> 1.2 + 0.9 * articulation.at(time) + mouth.applyAsDouble(time), "AU26",
                time -> 1.0 + 0.7 * articulation.at(time) + 0.6 * mouth.applyAsDouble(time), "AU05",
                time -> 0.9 + 0.5 * articulation.at(time));
        return new Expression(drives, smiling::at, new Blinks(seed));
    }
}
