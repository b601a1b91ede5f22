package org.rapport.json;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;

/**
 * Parses a JSON text, comments allowed, into entries that know their lines. Takes every token itself: the parser's own ways of
 * skipping and of building objects run on for ever, or out of the stack, where a text ends early or nests deeply.
 */
final class JsonTree {
    private static final int MAX_DEPTH = 32;
    /** Longer than any double or long that is written out, and short enough that no number costs time or memory. */
    private static final int MAX_DIGITS = 400;
    private static final Pattern TOKEN = Pattern.compile("Invalid token=(\\w+).*Expected tokens are: \\[([^\\]]*)\\]");

    /** To find the parser takes longer than to parse. */
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
    /** What an entry takes besides its texts. */
    private static final int ENTRY_BYTES = 120;
    /** Values may take this part of the memory there is. */
    private static final int MEMORY_PART = 4;

    private final String source;
    private final String text;
    private final JsonParser json;
    private long room = Runtime.getRuntime().maxMemory() / MEMORY_PART;

    private JsonTree(String source, String text) {
        this.source = source;
        this.text = JsonComments.blank(text);
        this.json = PARSERS.createParser(new StringReader(this.text));
    }

    /**
     * The value that a text consists of.
     *
     * @param source where the text comes from, as complaints name it
     */
    static JsonEntry parse(String source, String text) throws FileFault {
        return new JsonTree(source, text).whole();
    }

    private JsonEntry whole() throws FileFault {
        try (json) {
            json.next();
            JsonEntry whole = entry("", line(), 0);
            json.hasNext(); // makes the parser complain about anything after the last brace
            return whole;
        } catch (JsonParsingException e) {
            int line = (int) Math.max(1, e.getLocation().getLineNumber());
            throw new FileFault(source, line, JsonSlip.in(text, line).orElseGet(
                    () -> "is not valid JSON at column " + Math.max(1, e.getLocation().getColumnNumber()) + ": " + words(e)));
        } catch (RuntimeException e) { // JsonException, NoSuchElementException at the end, and bare ones for what is too large
            throw new FileFault(source, line(), "is not valid JSON: " + words(e));
        }
    }

    private JsonEntry entry(String key, int line, int depth) throws FileFault {
        if (depth > MAX_DEPTH) {
            throw new FileFault(source, line, "nests deeper than " + MAX_DEPTH + " levels");
        }
        take(ENTRY_BYTES + key.length(), line);
        Object value = switch (json.currentEvent()) {
            case START_OBJECT -> object(key, depth);
            case START_ARRAY -> array(key, depth);
            case VALUE_STRING -> text(line);
            case VALUE_NUMBER -> number(key, line);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
        return new JsonEntry(source, line, key, value);
    }

    private String text(int line) throws FileFault {
        String text = json.getString();
        take(text.length(), line);
        return text;
    }

    /** A small file may hold many values below long keys, each of which knows its whole path. */
    private void take(long bytes, int line) throws FileFault {
        room -= bytes;
        if (room < 0) {
            throw new FileFault(source, line, "does not fit into memory; are keys or lists far too long?");
        }
    }

    private Map<String, JsonEntry> object(String key, int depth) throws FileFault {
        Map<String, JsonEntry> members = new LinkedHashMap<>();
        while (json.next() == Event.KEY_NAME) {
            String name = json.getString();
            int line = line();
            json.next();
            JsonEntry member = entry(key.isEmpty() ? name : key + "." + name, line, depth + 1);
            JsonEntry first = members.putIfAbsent(name, member);
            if (first != null) {
                throw member.fault("appears twice; remove one (the first is on line " + first.line() + ")");
            }
        }
        return members;
    }

    private List<JsonEntry> array(String key, int depth) throws FileFault {
        List<JsonEntry> elements = new ArrayList<>();
        while (json.next() != Event.END_ARRAY) {
            elements.add(entry(key + "[" + elements.size() + "]", line(), depth + 1));
        }
        return elements;
    }

    private BigDecimal number(String key, int line) throws FileFault {
        String digits = json.getString();
        if (digits.length() <= MAX_DIGITS) {
            BigDecimal number = new BigDecimal(digits);
            if (number.signum() == 0 || Math.abs((long) number.precision() - number.scale()) <= MAX_DIGITS) {
                return number.signum() == 0 ? BigDecimal.ZERO : number;
            }
        }
        throw new JsonEntry(source, line, key, null).fault("is a number that does not fit a double: " + Shown.name(digits));
    }

    private int line() {
        return (int) Math.max(1, json.getLocation().getLineNumber());
    }

    private static String words(RuntimeException e) {
        String text = String.valueOf(e.getMessage());
        Matcher token = TOKEN.matcher(text);
        if (token.find()) {
            String found = token.group(1).toLowerCase(Locale.ROOT);
            String wanted = token.group(2).toLowerCase(Locale.ROOT).replace(", ", " or ");
            return "found " + words(found) + " where " + words(wanted) + " must stand";
        }
        return text.replaceFirst(" ?on \\[lineNumber.*", "").replaceFirst("\\[lineNumber.*", "").replace('\n', ' ').strip();
    }

    private static String words(String tokens) {
        return tokens.replace("curlyopen", "{").replace("curlyclose", "}").replace("squareopen", "[").replace("squareclose", "]")
                .replace("comma", "a comma").replace("colon", "a colon").replace("string", "text in quotes")
                .replace("eof", "the end of the file");
    }
}
