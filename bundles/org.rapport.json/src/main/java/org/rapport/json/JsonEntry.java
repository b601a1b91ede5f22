package org.rapport.json;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/**
 * A value in a JSON file that knows its line, so that whatever is wrong with it can be said in one. Comments ({@code //} and
 * {@code /* *}{@code /}) are allowed. Numbers are within a double's range.
 *
 * @param source the file, or whatever the text comes from, as complaints name it
 * @param line where it stands, from 1
 * @param key its path, such as {@code sessions[3].name}; empty for the whole file
 * @param value a Map of entries by name, a List of entries, String, BigDecimal, Boolean, or null
 */
public record JsonEntry(String source, int line, String key, Object value) {
    /** Its bytes, characters and characters without comments take that often as much. */
    private static final int MEMORY_PART = 16;

    /**
     * The value that a file consists of. Reads regular files only, for a pipe or a device may never end.
     *
     * @param maxBytes the size above which it is not read
     * @throws FileFault if it is no such file or no JSON
     * @throws IOException if the disk fails
     */
    public static JsonEntry read(Path file, long maxBytes) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FileFault(file.toString(), Files.exists(file) ? "is not a regular file" : "there is no such file");
        }
        long most = Math.min(maxBytes, Runtime.getRuntime().maxMemory() / MEMORY_PART);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8)); // it may grow while it is read
        }
        if (bytes.length > most) {
            throw new FileFault(file.toString(), "is larger than " + size(most) + "; that is too large for such a file");
        }
        try {
            return parse(file.toString(), StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new FileFault(file.toString(), "is not UTF-8 text; save it as UTF-8");
        }
    }

    /**
     * The value that a text consists of.
     *
     * @param source where the text comes from, as complaints name it
     */
    public static JsonEntry parse(String source, String text) throws FileFault {
        return JsonTree.parse(source, text);
    }

    private static String size(long bytes) {
        return bytes < 1 << 20 ? bytes + " bytes" : (bytes >> 20) + " MiB";
    }

    public boolean isObject() {
        return value instanceof Map;
    }

    public boolean isList() {
        return value instanceof List;
    }

    /** The members of this object, in order. */
    @SuppressWarnings("unchecked")
    public Map<String, JsonEntry> members() throws FileFault {
        if (!isObject()) {
            throw mismatch("must be an object {...}");
        }
        return (Map<String, JsonEntry>) value;
    }

    /** The elements of this list. */
    @SuppressWarnings("unchecked")
    public List<JsonEntry> elements() throws FileFault {
        if (!isList()) {
            throw mismatch("must be a list [...]");
        }
        return (List<JsonEntry>) value;
    }

    /** The elements of the list of that name, the one value that stands in its place, or none. */
    public List<JsonEntry> list(String name) throws FileFault {
        Optional<JsonEntry> member = get(name);
        return member.isEmpty() ? List.of() : member.get().isList() ? member.get().elements() : List.of(member.get());
    }

    public Optional<JsonEntry> get(String name) throws FileFault {
        return Optional.ofNullable(members().get(name));
    }

    /** A member that must be there. */
    public JsonEntry needed(String name) throws FileFault {
        Optional<JsonEntry> member = get(name);
        if (member.isEmpty()) {
            throw new JsonEntry(source, line, key.isEmpty() ? name : key + "." + name, null).fault("is missing");
        }
        return member.get();
    }

    /** A text that is not blank. */
    public String text() throws FileFault {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw mismatch("must be text in quotes");
    }

    /** A text, possibly an empty one. */
    public String anyText() throws FileFault {
        if (value instanceof String text) {
            return text;
        }
        throw mismatch("must be text in quotes");
    }

    /** A member that is a text, possibly an empty one, or another one if there is no such member. */
    public String text(String name, String otherwise) throws FileFault {
        Optional<JsonEntry> member = get(name);
        return member.isEmpty() ? otherwise : member.get().anyText();
    }

    /** A finite number. */
    public double number() throws FileFault {
        if (value instanceof BigDecimal number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw mismatch("must be a number");
    }

    /** A finite number, or NaN for null. */
    public double numberOrNaN() throws FileFault {
        return value == null ? Double.NaN : number();
    }

    /** A member that is a finite number, if there is one. */
    public OptionalDouble number(String name) throws FileFault {
        Optional<JsonEntry> member = get(name);
        return member.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(member.get().number());
    }

    public int integer() throws FileFault {
        long number = longInteger();
        if (number != (int) number) {
            throw mismatch("must be a whole number of at most " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    public long longInteger() throws FileFault {
        number();
        try {
            return ((BigDecimal) value).longValueExact();
        } catch (ArithmeticException e) {
            throw mismatch("must be a whole number");
        }
    }

    public boolean bool() throws FileFault {
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw mismatch("must be true or false");
    }

    /** A member that is true or false; false if there is none. */
    public boolean flag(String name) throws FileFault {
        Optional<JsonEntry> member = get(name);
        return member.isPresent() && member.get().bool();
    }

    /** One of an enumeration's constants, spelt as {@link #word(Enum)} does. */
    public <E extends Enum<E>> E word(Class<E> type) throws FileFault {
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(value)) {
                return constant;
            }
        }
        throw mismatch(
                "must be one of " + String.join(", ", Arrays.stream(type.getEnumConstants()).map(JsonEntry::word).toList()));
    }

    /** How a constant is spelt in files: {@code LEFT_OUT} as left-out. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A text that names a file or folder.
     *
     * @param folder that a relative one starts at
     */
    public Path path(Path folder) throws FileFault {
        try {
            return folder.resolve(text());
        } catch (InvalidPathException e) {
            throw fault("cannot be a file name: \"" + Shown.name(text()) + "\"");
        }
    }

    /** Refuses members that nobody will read: a key misspelt is a setting lost. */
    public void allow(Collection<String> names) throws FileFault {
        for (Map.Entry<String, JsonEntry> member : members().entrySet()) {
            if (!names.contains(member.getKey())) {
                throw member.getValue()
                        .fault("is not a known key; keys here are " + String.join(", ", names.stream().sorted().toList()));
            }
        }
    }

    /** The value as it stands in the file. */
    @SuppressWarnings("unchecked")
    public JsonValue json() {
        if (isObject()) {
            JsonObjectBuilder object = Json.createObjectBuilder();
            ((Map<String, JsonEntry>) value).forEach((name, member) -> object.add(name, member.json()));
            return object.build();
        }
        if (isList()) {
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

    /** What is wrong with this value, and how to mend it: the end of a sentence that begins with its file, line and key. */
    public FileFault fault(String wrong) {
        return new FileFault(source, line, (key.isEmpty() ? "the file" : "\"" + Shown.name(key) + "\"") + " " + wrong);
    }

    /** The same, and at its end what stands there instead. */
    public FileFault mismatch(String wanted) {
        return fault(wanted + found());
    }

    private String found() {
        if (isObject() || isList()) {
            return isObject() ? ", not an object" : ", not a list";
        }
        return value instanceof String text ? text.isBlank() ? "" : ", not \"" + Shown.name(text) + "\""
                : ", not " + Shown.name(String.valueOf(value));
    }
}
