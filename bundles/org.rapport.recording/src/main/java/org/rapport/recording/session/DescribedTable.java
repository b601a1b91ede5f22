package org.rapport.recording.session;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;

import org.rapport.recording.session.ImportedStream.Column;
import org.rapport.xdf.XdfStream;

/**
 * A table and what its columns mean:
 *
 * <pre>
 * { "file": "face.csv", "name": "face", "type": "Face", "rate": 30,
 *   "model": "OpenFace 2", "manufacturer": "",
 *   "time": "timestamp", "timeUnit": "s",    // or "start": 0, and then by the rate
 *   "separator": ",", "where": { "person": "1" },
 *   "columns": { "AU12_r": { "label": "AU12_r", "unit": "" } } }
 * </pre>
 *
 * Without {@code columns} all but the time's are taken as they are.
 */
final class DescribedTable {
    private static final String FILE = "file";
    private static final Set<String> KEYS = Set.of(FILE, "name", "type", "rate", "model", "manufacturer", "time", "timeUnit",
            "start", "separator", "where", "columns");
    private static final Map<String, Double> SECONDS = Map.of("s", 1.0, "ms", 1e-3, "us", 1e-6, "min", 60.0);

    private final Path folder;
    private final JsonObject description;
    private final String place;

    /**
     * @param folder that {@code file} is relative to
     * @param place where the description stands, for complaints
     */
    DescribedTable(Path folder, JsonObject description, String place) {
        this.folder = folder;
        this.description = description;
        this.place = place;
    }

    /** @param description the JSON text, without {@code file} */
    static DescribedTable of(Path table, String description) throws IOException {
        String place = table + ": its description";
        try (JsonReader json = Json.createReader(new StringReader(description))) {
            Path absolute = table.toAbsolutePath();
            return new DescribedTable(absolute.getParent(),
                    Json.createObjectBuilder(json.readObject()).add(FILE, absolute.getFileName().toString()).build(), place);
        } catch (JsonException e) {
            throw new IOException(place + " is no JSON object: " + e.getMessage(), e);
        }
    }

    /** @param id the stream's number in its recording */
    XdfStream read(int id) throws IOException {
        for (String key : description.keySet()) {
            if (!KEYS.contains(key)) {
                throw wrong(key, "is no setting; there are " + String.join(", ", KEYS.stream().sorted().toList()));
            }
        }
        Table table = Table.read(folder.resolve(text(FILE)), separator(), where());
        double rate = number("rate");
        Map<String, Column> columns = columns(table);
        ImportedStream imported = new ImportedStream(text("name"), text("type"), rate, text("manufacturer", ""),
                text("model", ""), List.copyOf(columns.values()));
        return imported.with(id, times(table, rate), table.values(List.copyOf(columns.keySet())));
    }

    private double[] times(Table table, double rate) throws IOException {
        double start = number("start");
        String column = text("time", "");
        if (column.isEmpty() && !(rate > 0)) {
            throw wrong("time", "is missing: name the column of times, or give a \"rate\"");
        }
        String unit = text("timeUnit", "s");
        if (!SECONDS.containsKey(unit)) {
            throw wrong("timeUnit", "\"" + unit + "\" is none of " + SECONDS.keySet().stream().sorted().toList());
        }
        double[] times = new double[table.rows()];
        double[] given = column.isEmpty() ? times : table.column(column);
        for (int i = 0; i < times.length; i++) {
            times[i] = start + (column.isEmpty() ? i / rate : given[i] * SECONDS.get(unit));
        }
        return times;
    }

    private Map<String, Column> columns(Table table) throws IOException {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> column : object("columns").entrySet()) {
            if (!(column.getValue() instanceof JsonObject meaning)) {
                throw wrong("columns", "says of " + column.getKey()
                        + " no object such as { \"label\": \"AU12_r\", \"unit\": \"\" }");
            }
            columns.put(column.getKey(),
                    new Column(meaning.getString("label", column.getKey()), meaning.getString("unit", "")));
        }
        if (!description.containsKey("columns")) {
            String time = text("time", "");
            table.names().stream().filter(name -> !name.equals(time)).forEach(name -> columns.put(name, new Column(name, "")));
        }
        return columns;
    }

    private Map<String, String> where() throws IOException {
        Map<String, String> where = new LinkedHashMap<>();
        object("where").forEach((name, value) -> where.put(name,
                value instanceof JsonString text ? text.getString() : value.toString()));
        return where;
    }

    private char separator() throws IOException {
        String separator = text("separator", ",");
        if (separator.length() != 1) {
            throw wrong("separator", "\"" + separator + "\" is not one character");
        }
        return separator.charAt(0);
    }

    private String text(String key) throws IOException {
        String text = text(key, "");
        if (text.isEmpty()) {
            throw wrong(key, "is missing");
        }
        return text;
    }

    private String text(String key, String absent) throws IOException {
        JsonValue value = description.get(key);
        if (value != null && value.getValueType() != ValueType.STRING) {
            throw wrong(key, value + " is no text in quotes");
        }
        return description.getString(key, absent);
    }

    /** Seconds or Hertz; 0 if it is not there. */
    private double number(String key) throws IOException {
        JsonValue value = description.get(key);
        if (value == null) {
            return 0;
        }
        boolean any = key.equals("start"); // a time may lie before another clock's zero
        if (!(value instanceof JsonNumber number) || !Double.isFinite(number.doubleValue())
                || !any && number.doubleValue() < 0) {
            throw wrong(key, value + (any ? " is no number" : " is no number of 0 or more"));
        }
        return number.doubleValue();
    }

    private JsonObject object(String key) throws IOException {
        JsonValue value = description.getOrDefault(key, JsonValue.EMPTY_JSON_OBJECT);
        if (!(value instanceof JsonObject object)) {
            throw wrong(key, value + " is no object");
        }
        return object;
    }

    private IOException wrong(String key, String what) {
        return new IOException(place + ": \"" + key + "\" " + what);
    }
}
