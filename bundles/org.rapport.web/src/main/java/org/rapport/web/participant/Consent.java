package org.rapport.web.participant;

import java.util.Objects;

/**
 * What a participant agreed to.
 *
 * @param participant the code of who agreed, never a name
 * @param version of the text, as its first line says; empty if it does not
 * @param sha256 of the text, in hexadecimal
 */
public record Consent(String participant, String version, String sha256) {
    public Consent {
        Objects.requireNonNull(participant);
        Objects.requireNonNull(version);
        Objects.requireNonNull(sha256);
    }

    /** For a marker. */
    String text() {
        return "consent participant=" + participant + " version=" + (version.isEmpty() ? "-" : version) + " sha256=" + sha256;
    }
}
