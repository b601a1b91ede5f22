package org.rapport.engine;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;

/**
 * Reads a pipeline file: an OSGi configuration resource (OSGi Compendium 150), that is JSON with comments and one
 * {@code type~name} key a node. Keeps the line of every key, so that each fault can be shown where it stands.
 */
final class PipelineReader {
    /** No honest pipeline is longer; a larger file is something else. */
    static final int MAX_BYTES = 1 << 20;
    private static final Pattern NODE_KEY = Pattern.compile("([A-Za-z0-9._-]+)~([A-Za-z0-9][A-Za-z0-9_-]*)");
    private static final Pattern TOKEN = Pattern.compile("Invalid token=(\\w+).*Expected tokens are: \\[([^\\]]*)\\]");

    private final Path file;
    private final List<Fault> faults;
    private final JsonParser json;

    private PipelineReader(Path file, String text, List<Fault> faults) {
        this.file = file;
        this.faults = faults;
        this.json = Json.createParser(new StringReader(JsonComments.blank(text)));
    }

    /**
     * Reads a file as far as it makes sense.
     *
     * @param faults takes what is wrong with its form
     * @throws IOException if it cannot be read at all
     */
    static Pipeline read(Path file, List<Fault> faults) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            faults.add(new Fault(1, "", "", "is larger than 1 MiB and so no pipeline; see the examples for the form"));
            return new Pipeline(file, List.of());
        }
        try {
            return new PipelineReader(file, Files.readString(file), faults).pipeline();
        } catch (MalformedInputException e) {
            faults.add(new Fault(1, "", "", "is not UTF-8 text; save it as UTF-8"));
            return new Pipeline(file, List.of());
        }
    }

    private Pipeline pipeline() {
        List<Pipeline.Node> nodes = new ArrayList<>();
        try (json) {
            if (!json.hasNext() || json.next() != Event.START_OBJECT) {
                faults.add(new Fault(line(), "", "", "must begin with {, followed by one \"type~name\": { ... } a node"));
                return new Pipeline(file, nodes);
            }
            while (json.next() == Event.KEY_NAME) {
                entry(json.getString(), line(), nodes);
            }
            json.hasNext(); // makes the parser complain about anything after the last brace
        } catch (JsonParsingException e) {
            faults.add(new Fault((int) Math.max(1, e.getLocation().getLineNumber()), "", "",
                    "is no JSON at column " + Math.max(1, e.getLocation().getColumnNumber()) + ": " + words(e)));
        } catch (RuntimeException e) { // JsonException, and a bare one for brackets that nest too deeply
            faults.add(new Fault(line(), "", "", "is no JSON: " + words(e)));
        }
        return new Pipeline(file, nodes);
    }

    private void entry(String key, int line, List<Pipeline.Node> nodes) {
        Event event = json.next();
        if (key.startsWith(":configurator:")) { // the resource's own header; says nothing about nodes
            skip(event);
            return;
        }
        Matcher form = NODE_KEY.matcher(key);
        if (!form.matches()) {
            faults.add(new Fault(line, "", key,
                    "is not of the form type~name; write for instance \"rapport.resampler~features\""));
            skip(event);
        } else if (event != Event.START_OBJECT) {
            faults.add(new Fault(line, "", key, "needs an object { ... } with the node's settings"));
            skip(event);
        } else {
            nodes.add(new Pipeline.Node(form.group(1), form.group(2), line, settings(form.group(2))));
        }
    }

    private Map<String, Pipeline.Setting> settings(String node) {
        Map<String, Pipeline.Setting> settings = new LinkedHashMap<>();
        while (json.next() == Event.KEY_NAME) {
            String key = json.getString();
            int line = line();
            Event event = json.next();
            Object value = value(event);
            if (value == null) {
                faults.add(new Fault(line, node, key, "must be text, a number, true, false or a list of these"));
            } else if (settings.putIfAbsent(key, new Pipeline.Setting(line, value)) != null) {
                faults.add(new Fault(line, node, key, "stands twice; remove one (the first is on line "
                        + settings.get(key).line() + ")"));
            }
        }
        return settings;
    }

    private Object value(Event event) {
        return switch (event) {
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER -> number();
            case START_ARRAY -> list();
            default -> {
                skip(event);
                yield null;
            }
        };
    }

    /** A whole number as Long, whatever has a point or does not fit as Double. */
    private Object number() {
        if (json.isIntegralNumber() && json.getBigDecimal().precision() <= 18) {
            return json.getLong();
        }
        return json.getBigDecimal().doubleValue();
    }

    private List<Object> list() {
        List<Object> values = new ArrayList<>();
        boolean plain = true;
        for (Event event = json.next(); event != Event.END_ARRAY; event = json.next()) {
            Object value = event == Event.START_ARRAY ? null : value(event);
            if (event == Event.START_ARRAY) {
                json.skipArray();
            }
            plain &= value != null;
            values.add(value);
        }
        return plain ? values : null;
    }

    private void skip(Event event) {
        if (event == Event.START_OBJECT) {
            json.skipObject();
        } else if (event == Event.START_ARRAY) {
            json.skipArray();
        }
    }

    private int line() {
        return (int) Math.max(1, json.getLocation().getLineNumber());
    }

    private static String words(RuntimeException e) {
        String text = String.valueOf(e.getMessage());
        Matcher token = TOKEN.matcher(text);
        if (token.find()) {
            String found = token.group(1).toLowerCase(java.util.Locale.ROOT);
            String wanted = token.group(2).toLowerCase(java.util.Locale.ROOT).replace(", ", " or ");
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
