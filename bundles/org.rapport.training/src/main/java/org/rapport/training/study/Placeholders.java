package org.rapport.training.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

/**
 * Values for names in braces, as {@code {receiver}} in {@code faces/{receiver}.csv}.
 *
 * @param values by name
 */
record Placeholders(Map<String, String> values) {
    static final Pattern NAME = Pattern.compile("\\{([^{}/]+)}");

    /** The same with the value of each name in its place, in all its texts. */
    JsonEntry fill(JsonEntry entry) throws FileFault {
        Object value = entry.value();
        if (value instanceof String text) {
            value = fill(entry, text);
        } else if (value instanceof List) {
            List<JsonEntry> filled = new ArrayList<>();
            for (JsonEntry element : entry.elements()) {
                filled.add(fill(element));
            }
            value = filled;
        } else if (value instanceof Map) {
            Map<String, JsonEntry> filled = new LinkedHashMap<>();
            for (Map.Entry<String, JsonEntry> member : entry.members().entrySet()) {
                filled.put(member.getKey(), fill(member.getValue()));
            }
            value = filled;
        }
        return new JsonEntry(entry.source(), entry.line(), entry.key(), value);
    }

    private String fill(JsonEntry entry, String text) throws FileFault {
        Matcher names = NAME.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (names.find()) {
            String value = values.get(names.group(1));
            if (value == null) {
                throw entry.fault("has no value for " + names.group() + "; there are " + String.join(", ", values.keySet()));
            }
            names.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return names.appendTail(filled).toString();
    }
}
