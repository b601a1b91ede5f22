package org.rapport.lsl.dialects;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;

/** An object of a JSON file that knows where it stands, so that a fault can be told with its place. */
final class JsonNode {
    private final JsonObject json;
    private final String place;

    JsonNode(JsonObject json, String place) {
        this.json = json;
        this.place = place;
    }

    IllegalArgumentException fault(String key, String message) {
        String where = key.isEmpty() ? place : place.isEmpty() ? key : place + "." + key;
        return new IllegalArgumentException((where.isEmpty() ? "" : "\"" + where + "\" ") + message);
    }

    void requireKeys(Set<String> known) {
        for (String key : json.keySet()) {
            if (!known.contains(key)) {
                throw fault(key, "is an unknown key; there are " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    String text(String key, String otherwise) {
        JsonValue value = json.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw fault(key, "must be text in quotes");
    }

    boolean flag(String key) {
        JsonValue value = json.get(key);
        if (value != null && value.getValueType() != ValueType.TRUE && value.getValueType() != ValueType.FALSE) {
            throw fault(key, "must be true or false");
        }
        return value == JsonValue.TRUE;
    }

    OptionalDouble number(String key) {
        JsonValue value = json.get(key);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (value instanceof JsonNumber number) {
            return OptionalDouble.of(number.doubleValue());
        }
        throw fault(key, "must be a number");
    }

    /** A list of numbers, or one. */
    List<Double> numbers(String key) {
        List<Double> numbers = new ArrayList<>();
        for (JsonValue value : list(key)) {
            if (!(value instanceof JsonNumber number)) {
                throw fault(key, "must be a list of numbers");
            }
            numbers.add(number.doubleValue());
        }
        return numbers;
    }

    /** A list of texts, or one. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonValue value : list(key)) {
            if (!(value instanceof JsonString text)) {
                throw fault(key, "must be a list of texts in quotes");
            }
            texts.add(text.getString());
        }
        return texts;
    }

    /** A list of objects, or one. */
    List<JsonNode> objects(String key) {
        List<JsonNode> objects = new ArrayList<>();
        for (JsonValue value : list(key)) {
            if (!(value instanceof JsonObject object)) {
                throw fault(key, "must be a list of objects { ... }");
            }
            objects.add(new JsonNode(object, (place.isEmpty() ? "" : place + ".") + key + "[" + objects.size() + "]"));
        }
        return objects;
    }

    Optional<Pattern> pattern(String key) {
        return json.containsKey(key) ? Optional.of(compile(key, text(key, ""))) : Optional.empty();
    }

    Pattern requiredPattern(String key) {
        return pattern(key).orElseThrow(() -> fault(key, "is missing"));
    }

    List<Pattern> patterns(String key) {
        return texts(key).stream().map(text -> compile(key, text)).toList();
    }

    private Pattern compile(String key, String text) {
        try {
            return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw fault(key, "is no regular expression: " + e.getDescription() + " in " + text);
        }
    }

    private List<JsonValue> list(String key) {
        JsonValue value = json.get(key);
        return value == null ? List.of() : value instanceof JsonArray array ? array : List.of(value);
    }
}
