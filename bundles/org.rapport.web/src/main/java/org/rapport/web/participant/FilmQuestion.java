package org.rapport.web.participant;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * A question after a film.
 *
 * @param points of a scale, or 0 for a text
 * @param text what is asked
 * @param low the word at the scale's low end
 * @param high the word at its high end
 */
record FilmQuestion(int points, String text, String low, String high) {
    private static final int MOST = 11;
    private static final Pattern FORM = Pattern
            .compile("(?:likert\\s+(\\d{1,2})|text)\\s*:\\s*([^|]*[^|\\s])\\s*(?:\\|([^|]*)\\|([^|]*))?");

    /** @throws IllegalArgumentException if it is none; one line that says how to mend it */
    static FilmQuestion of(String written) {
        Matcher parts = FORM.matcher(written.strip());
        int points = !parts.matches() ? -1 : parts.group(1) == null ? 0 : Integer.parseInt(parts.group(1));
        if (points < 0 || points == 1 || points > MOST) {
            throw new IllegalArgumentException(
                    "\"" + written + "\" is no question; write 'likert 7: QUESTION | LOW | HIGH', with 2 to " + MOST
                            + " points, or 'text: QUESTION'");
        }
        return new FilmQuestion(points, parts.group(2), word(parts.group(3)), word(parts.group(4)));
    }

    private static String word(String part) {
        return part == null ? "" : part.strip();
    }

    JsonObject json() {
        return Json.createObjectBuilder().add("points", points).add("text", text).add("low", low).add("high", high).build();
    }
}
