package org.rapport.api.recording;

import java.util.Objects;

/**
 * What an experimenter says of a session that is recorded. Pseudonyms, never names: recordings are passed on.
 *
 * @param session which session it is, such as {@code 01}; empty if nobody said
 * @param emitter the pseudonym of who makes an impression; empty if nobody said
 * @param receiver the pseudonym of who forms it; empty if nobody said
 * @param notes anything else, in any number of lines
 */
public record SessionDetails(String session, String emitter, String receiver, String notes) {
    /** Nobody said anything. */
    public static final SessionDetails NONE = new SessionDetails("", "", "", "");

    public SessionDetails {
        Objects.requireNonNull(session);
        Objects.requireNonNull(emitter);
        Objects.requireNonNull(receiver);
        Objects.requireNonNull(notes);
    }
}
