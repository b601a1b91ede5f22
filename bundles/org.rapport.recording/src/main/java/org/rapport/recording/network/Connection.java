package org.rapport.recording.network;

import java.time.Duration;
import java.util.Optional;

import org.lsl4j.Inlet;
import org.lsl4j.InletOptions;
import org.lsl4j.Lsl;
import org.lsl4j.LslException;
import org.lsl4j.LslTimeoutException;
import org.lsl4j.StreamInfo;

/**
 * A connection to an outlet. It ends with that outlet: another that may stand in for it is found by the recorder, which knows
 * what else it records.
 *
 * @param info the whole description, or what discovery told if there is no other
 * @param remark what the user should know of the description
 */
record Connection(Inlet inlet, StreamInfo info, Optional<String> remark) {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** What waits here while a disk takes nothing. */
    private static final Duration BUFFER = Duration.ofMinutes(30);

    /**
     * Connects. Data matter more than their description, which may be broken or not to be had.
     *
     * @throws LslException if it does not answer
     */
    static Connection open(Lsl lsl, StreamInfo found) {
        Inlet inlet = lsl.inlet(found, InletOptions.DEFAULT.withBuffer(BUFFER).withRecovery(false));
        try {
            StreamInfo info = found;
            Optional<String> remark;
            try {
                info = inlet.fullInfo(CONNECT);
                remark = info.asSent().isEmpty() ? Optional.empty()
                        : Optional.of("its description is not valid XML; it is kept as sent, and read as far as possible");
            } catch (LslTimeoutException | IllegalArgumentException e) {
                remark = Optional
                        .of("its description could not be fetched; it is recorded with what discovery says: " + e.getMessage());
            }
            inlet.open(CONNECT);
            return new Connection(inlet, info, remark);
        } catch (RuntimeException e) {
            inlet.close();
            throw e;
        }
    }
}
