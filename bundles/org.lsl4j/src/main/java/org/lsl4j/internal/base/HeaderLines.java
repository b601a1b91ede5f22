package org.lsl4j.internal.base;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code Key: value} lines of a feed's request or response. Case does not matter, and what follows a semicolon is a
 * comment.
 *
 * @param fields key to value, both in lower case
 */
public record HeaderLines(Map<String, String> fields) {

    public static HeaderLines parse(List<String> lines) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : lines) {
            String text = line.split(";", 2)[0].toLowerCase(Locale.ROOT);
            int colon = text.indexOf(':');
            if (colon > 0) {
                fields.put(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
            }
        }
        return new HeaderLines(fields);
    }

    public String text(String key, String missing) {
        return fields.getOrDefault(key.toLowerCase(Locale.ROOT), missing);
    }

    /** A number, or {@code missing} where there is none. */
    public int integer(String key, int missing) {
        try {
            return Integer.parseInt(text(key, ""));
        } catch (NumberFormatException e) {
            return missing;
        }
    }
}
