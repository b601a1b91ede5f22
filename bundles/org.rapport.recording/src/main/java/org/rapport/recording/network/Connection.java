package org.rapport.recording.network;

import java.time.Duration;

import org.lsl4j.Inlet;
import org.lsl4j.InletOptions;
import org.lsl4j.Lsl;
import org.lsl4j.LslException;
import org.lsl4j.StreamInfo;

/**
 * A connection to an outlet. It ends with that outlet: another that may stand in for it is found by the recorder, which knows
 * what else it records.
 *
 * @param info the whole description
 */
record Connection(Inlet inlet, StreamInfo info) {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** What waits here while a disk takes nothing. */
    private static final Duration BUFFER = Duration.ofMinutes(30);

    /**
     * Connects.
     *
     * @throws LslException if it does not answer
     */
    static Connection open(Lsl lsl, StreamInfo found) {
        Inlet inlet = lsl.inlet(found, InletOptions.DEFAULT.withBuffer(BUFFER).withRecovery(false));
        try {
            StreamInfo full = inlet.fullInfo(CONNECT);
            inlet.open(CONNECT);
            return new Connection(inlet, full);
        } catch (RuntimeException e) {
            inlet.close();
            throw e;
        }
    }
}
