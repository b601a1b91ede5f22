package org.rapport.recording.tables;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** A description of a table that is being made, in the words of a {@code streams.json}. */
final class Draft {
    private final Map<String, JsonValue> keys = new LinkedHashMap<>();
    private final Map<String, JsonValue> columns = new LinkedHashMap<>();

    Draft set(String key, String value) {
        keys.put(key, Json.createValue(value));
        return this;
    }

    Draft set(String key, JsonValue value) {
        keys.put(key, value);
        return this;
    }

    Draft number(String key, double value) {
        keys.put(key, value == Math.rint(value) ? Json.createValue((long) value) : Json.createValue(value));
        return this;
    }

    Draft list(String key, Collection<String> values) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        values.forEach(list::add);
        keys.put(key, list.build());
        return this;
    }

    Draft column(String name, JsonObject meaning) {
        columns.put(name, meaning);
        return this;
    }

    void remove(String key) {
        keys.remove(key);
    }

    void removeColumn(String name) {
        columns.remove(name);
    }

    boolean has(String key) {
        return keys.containsKey(key);
    }

    Collection<String> columns() {
        return columns.keySet();
    }

    /** What a column is said to be. */
    JsonObject meaning(String column) {
        return columns.get(column).asJsonObject();
    }

    String text(String key) {
        return keys.get(key) instanceof JsonString text ? text.getString() : "";
    }

    JsonObject json() {
        JsonObjectBuilder object = Json.createObjectBuilder();
        keys.forEach(object::add);
        if (!columns.isEmpty()) {
            JsonObjectBuilder all = Json.createObjectBuilder();
            columns.forEach(all::add);
            object.add("columns", all);
        }
        return object.build();
    }

    /** @param file that it describes */
    JsonObject json(String file) {
        JsonObjectBuilder object = Json.createObjectBuilder().add("file", file);
        json().forEach(object::add);
        return object.build();
    }
}
