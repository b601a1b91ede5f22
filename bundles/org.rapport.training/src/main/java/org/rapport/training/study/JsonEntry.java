package org.rapport.training.study;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;

/**
 * A value in a JSON file that knows its line, so that whatever is wrong with it can be said in one.
 *
 * @param file the file
 * @param line where the value begins, from 1
 * @param key its path, such as {@code sessions[3].name}; empty for the whole file
 * @param value a Map of entries by name, a List of entries, String, BigDecimal, Boolean, or null
 */
public record JsonEntry(Path file, long line, String key, Object value) {
    private static final long MAX_BYTES = 64 << 20;
    private static final int MAX_DEPTH = 32;

    /** The object that a file consists of. */
    public static JsonEntry read(Path file) throws StudyException, IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new StudyException(file + ": is larger than " + (MAX_BYTES >> 20) + " MB; that is no file written by people");
        }
        try (JsonParser parser = Json.createParser(new StringReader(Files.readString(file)))) {
            parser.next();
            JsonEntry whole = entry(parser, file, "", 0);
            whole.members();
            return whole;
        } catch (JsonParsingException e) {
            throw new StudyException(file + ": line " + e.getLocation().getLineNumber() + ": is no JSON: " + firstLine(e));
        } catch (StudyException e) {
            throw e;
        } catch (RuntimeException | IOException e) { // what nests too deeply is a bare RuntimeException, no UTF-8 an IOException
            throw new StudyException(file + ": is no JSON: " + firstLine(e));
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static JsonEntry entry(JsonParser parser, Path file, String key, int depth) throws StudyException {
        long line = parser.getLocation().getLineNumber();
        if (depth > MAX_DEPTH) {
            throw new StudyException(file + ": line " + line + ": nests deeper than " + MAX_DEPTH + " levels");
        }
        Object value = switch (parser.currentEvent()) {
            case START_OBJECT -> object(parser, file, key, depth);
            case START_ARRAY -> array(parser, file, key, depth);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> parser.getBigDecimal();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
        return new JsonEntry(file, line, key, value);
    }

    private static Map<String, JsonEntry> object(JsonParser parser, Path file, String key, int depth) throws StudyException {
        Map<String, JsonEntry> members = new LinkedHashMap<>();
        while (parser.next() == JsonParser.Event.KEY_NAME) {
            String name = parser.getString();
            parser.next();
            JsonEntry member = entry(parser, file, key.isEmpty() ? name : key + "." + name, depth + 1);
            if (members.put(name, member) != null) {
                throw member.fault("stands twice; leave one of the two");
            }
        }
        return members;
    }

    private static List<JsonEntry> array(JsonParser parser, Path file, String key, int depth) throws StudyException {
        List<JsonEntry> elements = new ArrayList<>();
        while (parser.next() != JsonParser.Event.END_ARRAY) {
            elements.add(entry(parser, file, key + "[" + elements.size() + "]", depth + 1));
        }
        return elements;
    }

    /** The members of this object, in order. */
    @SuppressWarnings("unchecked")
    public Map<String, JsonEntry> members() throws StudyException {
        if (!(value instanceof Map)) {
            throw fault("must be an object {...}");
        }
        return (Map<String, JsonEntry>) value;
    }

    /** The elements of this list. */
    @SuppressWarnings("unchecked")
    public List<JsonEntry> elements() throws StudyException {
        if (!(value instanceof List)) {
            throw fault("must be a list [...]");
        }
        return (List<JsonEntry>) value;
    }

    public Optional<JsonEntry> get(String name) throws StudyException {
        return Optional.ofNullable(members().get(name));
    }

    /** A member that must be there. */
    public JsonEntry needed(String name) throws StudyException {
        Optional<JsonEntry> member = get(name);
        if (member.isEmpty()) {
            throw new JsonEntry(file, line, key + "." + name, null).fault("is missing; write text in quotes");
        }
        return member.get();
    }

    /** A text that is not blank. */
    public String text() throws StudyException {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw fault("must be text in quotes");
    }

    public double number() throws StudyException {
        if (value instanceof BigDecimal number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw fault("must be a number");
    }

    public boolean bool() throws StudyException {
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw fault("must be true or false");
    }

    /** The value as it stands in the file. */
    @SuppressWarnings("unchecked")
    public JsonValue json() {
        if (value instanceof Map) {
            JsonObjectBuilder object = Json.createObjectBuilder();
            ((Map<String, JsonEntry>) value).forEach((name, member) -> object.add(name, member.json()));
            return object.build();
        }
        if (value instanceof List) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            ((List<JsonEntry>) value).forEach(element -> array.add(element.json()));
            return array.build();
        }
        if (value instanceof String text) {
            return Json.createValue(text);
        }
        if (value instanceof BigDecimal number) {
            return Json.createValue(number);
        }
        return value == null ? JsonValue.NULL : Boolean.TRUE.equals(value) ? JsonValue.TRUE : JsonValue.FALSE;
    }

    /** Refuses members that nobody will read: a key misspelt is a setting lost. */
    public void allow(List<String> names) throws StudyException {
        for (Map.Entry<String, JsonEntry> member : members().entrySet()) {
            if (!names.contains(member.getKey())) {
                throw member.getValue().fault("is no known key; keys here are " + String.join(", ", names));
            }
        }
    }

    /** What is wrong with this value. */
    public StudyException fault(String wrong) {
        return new StudyException(file + ": line " + line + ": " + (key.isEmpty() ? "the file" : "\"" + key + "\"") + " "
                + wrong);
    }
}
