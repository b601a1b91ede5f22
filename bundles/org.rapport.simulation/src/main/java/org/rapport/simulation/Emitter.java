package org.rapport.simulation;

import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * The person who makes the impression.
 *
 * @param seed what everything random about this person grows from
 * @param smiling how warmly the person behaves: smiles and looks at the partner
 * @param fluency how ably the person speaks: loud, voiced, with short pauses
 */
record Emitter(Seed seed, Latent smiling, Latent fluency) {

    Emitter(Seed seed) {
        this(seed, new Latent(seed.random("smiling")), new Latent(seed.random("fluency")));
    }

    Speech speech() {
        return new Speech(seed.random("speech"), fluency);
    }

    /** How the latents show in the face. */
    Expression expression() {
        Speech speech = speech();
        Random syllables = seed.random("mouth");
        Wave opening = new Wave(syllables, 2, 5);
        DoubleUnaryOperator mouth = time -> speech.at(time) ? 0.5 + 0.25 * opening.at(time) : 0;
        Map<String, DoubleUnaryOperator> drives = Map.of(
                "AU06", time -> 1.4 + 0.9 * smiling.at(time),
                "AU12", time -> 1.6 + 1.1 * smiling.at(time),
                "AU07", time -> 0.9 + 0.4 * smiling.at(time),
                "AU25", time -> 1.0 + 0.6 * fluency.at(time) + mouth.applyAsDouble(time),
                "AU26", time -> 0.8 + 0.5 * fluency.at(time) + 0.6 * mouth.applyAsDouble(time),
                "AU05", time -> 0.9 + 0.4 * fluency.at(time));
        return new Expression(drives, smiling::at, new Blinks(seed));
    }
}
