package org.rapport.web.participant;

import java.util.List;
import java.util.Objects;

/**
 * What a participant agreed to.
 *
 * @param participant the code of who agreed, never a name
 * @param texts those that were shown
 * @param video whether the video itself may be kept too
 */
public record Consent(String participant, List<Text> texts, boolean video) {

    /**
     * A text by what tells it from others.
     *
     * @param version as its first line says; empty if it does not
     * @param sha256 of the file, in hexadecimal
     */
    public record Text(String version, String sha256) {
        public Text {
            Objects.requireNonNull(version);
            Objects.requireNonNull(sha256);
        }
    }

    public Consent {
        Objects.requireNonNull(participant);
        texts = List.copyOf(texts);
    }

    /** For markers, one a text. */
    List<String> words() {
        return texts.stream()
                .map(text -> "consent participant=" + participant + " version="
                        + (text.version().isEmpty() ? "-" : text.version()) + " sha256=" + text.sha256()
                        + (video ? " video=yes" : ""))
                .toList();
    }
}
