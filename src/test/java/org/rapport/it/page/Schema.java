package org.rapport.it.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** What of JSON Schema the page's description uses; a word that it does not know is a fault of the description. */
final class Schema {
    private final JsonObject schemas;

    /** @param description an OpenAPI document */
    Schema(JsonObject description) {
        this.schemas = description.getJsonObject("components").getJsonObject("schemas");
    }

    /** Where a value differs from what was described. */
    List<String> differences(JsonObject schema, JsonValue value) {
        List<String> found = new ArrayList<>();
        compare("", schema, value, found);
        return found;
    }

    private void compare(String at, JsonObject schema, JsonValue value, List<String> found) {
        if (value.equals(JsonValue.NULL) && schema.containsKey("type") && types(schema.get("type")).contains("null")) {
            return;
        }
        for (Map.Entry<String, JsonValue> rule : schema.entrySet()) {
            switch (rule.getKey()) {
                case "description", "minimum" -> {
                }
                case "$ref" -> compare(at,
                        schemas.getJsonObject(((JsonString) rule.getValue()).getString().replace("#/components/schemas/", "")),
                        value, found);
                case "type" -> {
                    if (types(rule.getValue()).stream().noneMatch(type -> is(type, value))) {
                        found.add(at + ": " + value + " is no " + rule.getValue());
                    }
                }
                case "enum" -> {
                    if (!((JsonArray) rule.getValue()).contains(value)) {
                        found.add(at + ": " + value + " is not one of " + rule.getValue());
                    }
                }
                case "items" -> {
                    for (int i = 0; value instanceof JsonArray array && i < array.size(); i++) {
                        compare(at + "/" + i, (JsonObject) rule.getValue(), array.get(i), found);
                    }
                }
                case "required" -> ((JsonArray) rule.getValue()).getValuesAs(JsonString.class).forEach(key -> {
                    if (!value.asJsonObject().containsKey(key.getString())) {
                        found.add(at + ": has no " + key);
                    }
                });
                case "properties" -> value.asJsonObject().forEach((key, one) -> {
                    JsonValue known = ((JsonObject) rule.getValue()).get(key);
                    if (known != null) {
                        compare(at + "/" + key, known.asJsonObject(), one, found);
                    }
                });
                case "additionalProperties" -> value.asJsonObject().forEach((key, one) -> {
                    boolean known = schema.containsKey("properties") && schema.getJsonObject("properties").containsKey(key);
                    if (!known && rule.getValue().equals(JsonValue.FALSE)) {
                        found.add(at + ": has an undescribed " + key);
                    } else if (!known && rule.getValue() instanceof JsonObject others) {
                        compare(at + "/" + key, others, one, found);
                    }
                });
                default -> found.add(at + ": the description says " + rule.getKey() + ", which this test does not know");
            }
        }
    }

    private static List<String> types(JsonValue type) {
        return type instanceof JsonString one ? List.of(one.getString())
                : ((JsonArray) type).getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }

    private static boolean is(String type, JsonValue value) {
        return switch (type) {
            case "object" -> value instanceof JsonObject;
            case "array" -> value instanceof JsonArray;
            case "string" -> value instanceof JsonString;
            case "boolean" -> value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE);
            case "null" -> value.equals(JsonValue.NULL);
            case "integer" -> value instanceof JsonNumber number && number.isIntegral();
            default -> type.equals("number") && value instanceof JsonNumber;
        };
    }
}
