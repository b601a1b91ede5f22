package org.lsl4j;

import java.time.Duration;
import java.util.Set;

/**
 * How an {@link Inlet} receives.
 *
 * @param buffer how much is kept, here and at the outlet, before the oldest samples are dropped; an irregular stream
 *        counts 100 samples a second
 * @param chunk samples the outlet should gather before it sends, 0 to leave that to the outlet
 * @param recover whether to look for the outlet when the connection breaks; needs a source id
 * @param recoverFromAnyHost whether an outlet on another host may take the place of the lost one
 * @param postProcessing what is done to time stamps
 */
public record InletOptions(Duration buffer, int chunk, boolean recover, boolean recoverFromAnyHost,
        Set<PostProcessing> postProcessing) {
    /** Buffers six minutes, recovers from the same host, hands out time stamps as sent. */
    public static final InletOptions DEFAULT = new InletOptions(Duration.ofSeconds(360), 0, true, false, PostProcessing.NONE);

    public InletOptions {
        if (chunk < 0 || buffer.isNegative()) {
            throw new IllegalArgumentException("an inlet cannot have a chunk of " + chunk + " and a buffer of " + buffer);
        }
        postProcessing = Set.copyOf(postProcessing);
    }

    /** The same with another buffer length. */
    public InletOptions withBuffer(Duration length) {
        return new InletOptions(length, chunk, recover, recoverFromAnyHost, postProcessing);
    }

    /** The same, keeping only the newest sample: a pull gets what is the latest then, or waits for the next. */
    public InletOptions withNewestOnly() {
        return withBuffer(Duration.ZERO);
    }

    /** The same with another wish for the chunk length in samples. */
    public InletOptions withChunk(int samples) {
        return new InletOptions(buffer, samples, recover, recoverFromAnyHost, postProcessing);
    }

    /** The same with recovery on or off. */
    public InletOptions withRecovery(boolean on) {
        return new InletOptions(buffer, chunk, on, recoverFromAnyHost, postProcessing);
    }

    /** The same with recovery from other hosts on or off. */
    public InletOptions withRecoveryFromAnyHost(boolean on) {
        return new InletOptions(buffer, chunk, recover, on, postProcessing);
    }

    /** The same with other treatment of time stamps. */
    public InletOptions withPostProcessing(PostProcessing... stages) {
        return new InletOptions(buffer, chunk, recover, recoverFromAnyHost, Set.of(stages));
    }
}
