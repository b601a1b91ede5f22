package org.rapport.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParsingException;

/**
 * A value in a JSON file that knows where it stands, so that whatever is wrong with it can be said in one line.
 *
 * @param file the file it comes from
 * @param key its path in that file, such as {@code window.hop}; empty for the whole
 */
record JsonPlace(Path file, String key, JsonValue value) {
    private static final long MAX_BYTES = 16 << 20;
    private static final int MAX_TEXT = 4096;
    private static final int MAX_ENTRIES = 100_000;

    /** The object that a file consists of. */
    static JsonPlace read(Path file) throws ModelException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ModelException(file + ": there is no such file; copy the whole folder again");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new ModelException(file + ": " + Files.size(file) + " bytes is more than such a file can have");
            }
            try (JsonReader reader = Json.createReader(new ByteArrayInputStream(Files.readAllBytes(file)))) {
                return new JsonPlace(file, "", reader.readValue());
            }
        } catch (JsonParsingException e) {
            throw new ModelException(file + ": line " + e.getLocation().getLineNumber() + ": this is no JSON; mend it or copy "
                    + "the folder again", e);
        } catch (RuntimeException | IOException e) {
            // Parsson throws a bare RuntimeException for what is nested too deeply
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes a file for people to read. */
    static void write(Path file, JsonObject object) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(out)) {
            writer.writeObject(object);
        }
    }

    /** A member of this object. */
    JsonPlace get(String name) throws ModelException {
        JsonValue member = object().get(name);
        if (member == null) {
            throw new ModelException(file + ": " + path(name) + " is missing");
        }
        return new JsonPlace(file, path(name), member);
    }

    /** The elements of this array. */
    List<JsonPlace> elements() throws ModelException {
        if (!(value instanceof JsonArray array)) {
            throw error("must be a list");
        }
        limit(array.size());
        List<JsonPlace> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            elements.add(new JsonPlace(file, key + "[" + i + "]", array.get(i)));
        }
        return elements;
    }

    /** The members of this object, in order. */
    Map<String, JsonPlace> members() throws ModelException {
        JsonObject object = object();
        limit(object.size());
        Map<String, JsonPlace> members = new LinkedHashMap<>();
        object.forEach((name, member) -> members.put(name, new JsonPlace(file, path(name), member)));
        return members;
    }

    String text() throws ModelException {
        if (!(value instanceof JsonString text)) {
            throw error("must be a text");
        }
        if (text.getString().length() > MAX_TEXT) {
            throw new ModelException(file + ": " + key + " is longer than the " + MAX_TEXT + " characters allowed");
        }
        return text.getString();
    }

    /** A finite number. */
    double number() throws ModelException {
        if (!(value instanceof JsonNumber number) || !Double.isFinite(number.doubleValue())) {
            throw error("must be a number");
        }
        return number.doubleValue();
    }

    /** A finite number, or NaN where the file has null. */
    double numberOrNaN() throws ModelException {
        return value == JsonValue.NULL ? Double.NaN : number();
    }

    int integer() throws ModelException {
        double number = number();
        if (number != (int) number) {
            throw error("must be a whole number");
        }
        return (int) number;
    }

    long longInteger() throws ModelException {
        if (!(value instanceof JsonNumber number) || Math.abs(number()) > Long.MAX_VALUE || !number.isIntegral()) {
            throw error("must be a whole number");
        }
        return number.longValue();
    }

    boolean bool() throws ModelException {
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw error("must be true or false");
        }
        return value == JsonValue.TRUE;
    }

    <E extends Enum<E>> E word(Class<E> type) throws ModelException {
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(text())) {
                return constant;
            }
        }
        throw error("must be one of " + String.join(", ",
                Arrays.stream(type.getEnumConstants()).map(JsonPlace::word).toList()));
    }

    /** How a constant is spelt in files. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong with this value. */
    ModelException error(String wrong) {
        String found = value == null ? "" : value.toString();
        String shown = found.length() > 60 ? found.substring(0, 60) + "..." : found;
        return new ModelException(file + ": " + (key.isEmpty() ? "the file" : key) + " " + wrong + ", not " + shown);
    }

    private JsonObject object() throws ModelException {
        if (!(value instanceof JsonObject object)) {
            throw error("must be an object");
        }
        return object;
    }

    private void limit(int size) throws ModelException {
        if (size > MAX_ENTRIES) {
            throw new ModelException(file + ": " + key + " has " + size + " entries, more than the " + MAX_ENTRIES + " allowed");
        }
    }

    private String path(String name) {
        return key.isEmpty() ? name : key + "." + name;
    }
}
