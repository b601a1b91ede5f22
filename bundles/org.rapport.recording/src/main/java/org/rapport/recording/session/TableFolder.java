package org.rapport.recording.session;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.rapport.recording.session.ImportedStream.Column;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfStream;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * A folder of tables and the file that says what they mean:
 *
 * <pre>
 * { "streams": [ {
 *     "file": "face.csv", "name": "face", "type": "Face", "rate": 30,
 *     "model": "OpenFace 2", "manufacturer": "",
 *     "time": "timestamp", "timeUnit": "s",    // or "start": 0, and then by the rate
 *     "separator": ",", "where": { "person": "1" },
 *     "columns": { "AU12_r": { "label": "AU12_r", "unit": "" } } } ] }
 * </pre>
 *
 * Without {@code columns} all but the time's are taken as they are.
 */
final class TableFolder {
    static final String DESCRIPTION = "streams.json";
    private static final Set<String> KEYS = Set.of("file", "name", "type", "rate", "model", "manufacturer", "time", "timeUnit",
            "start", "separator", "where", "columns");
    private static final Map<String, Double> SECONDS = Map.of("s", 1.0, "ms", 1e-3, "us", 1e-6, "min", 60.0);

    private final Path folder;
    private final Path description;

    private TableFolder(Path folder) {
        this.folder = folder;
        description = folder.resolve(DESCRIPTION);
    }

    static XdfFile read(Path folder) throws IOException {
        return new TableFolder(folder).read();
    }

    private XdfFile read() throws IOException {
        List<XdfStream> streams = new ArrayList<>();
        try (Reader text = Files.newBufferedReader(description, StandardCharsets.UTF_8);
                JsonReader json = Json.createReader(text)) {
            for (JsonValue stream : json.readObject().getJsonArray("streams")) {
                streams.add(stream(streams.size() + 1, stream.asJsonObject()));
            }
        } catch (JsonException e) {
            throw new IOException(description + ": is no JSON: " + e.getMessage(), e);
        } catch (NullPointerException | ClassCastException e) {
            throw new IOException(description + ": lacks \"streams\", a list of objects such as { \"file\": \"face.csv\", "
                    + "\"name\": \"face\", \"type\": \"Face\", \"rate\": 30, \"time\": \"timestamp\" }", e);
        }
        return new XdfFile("", streams, List.of());
    }

    private XdfStream stream(int id, JsonObject stream) throws IOException {
        for (String key : stream.keySet()) {
            if (!KEYS.contains(key)) {
                throw wrong(id, key, "is no setting; there are " + String.join(", ", KEYS.stream().sorted().toList()));
            }
        }
        Table table = Table.read(folder.resolve(text(id, stream, "file")), separator(id, stream), where(stream));
        double rate = number(id, stream, "rate", 0);
        Map<String, Column> columns = columns(stream, table);
        ImportedStream imported = new ImportedStream(text(id, stream, "name"), text(id, stream, "type"), rate,
                stream.getString("manufacturer", ""), stream.getString("model", ""), List.copyOf(columns.values()));
        return imported.with(id, times(id, stream, table, rate), table.values(List.copyOf(columns.keySet())));
    }

    private double[] times(int id, JsonObject stream, Table table, double rate) throws IOException {
        double start = number(id, stream, "start", 0);
        String column = stream.getString("time", "");
        if (column.isEmpty() && !(rate > 0)) {
            throw wrong(id, "time", "is missing: name the column of times, or give a \"rate\"");
        }
        String unit = stream.getString("timeUnit", "s");
        if (!SECONDS.containsKey(unit)) {
            throw wrong(id, "timeUnit", "\"" + unit + "\" is none of " + SECONDS.keySet().stream().sorted().toList());
        }
        double[] times = new double[table.rows()];
        double[] given = column.isEmpty() ? times : table.column(column);
        for (int i = 0; i < times.length; i++) {
            times[i] = start + (column.isEmpty() ? i / rate : given[i] * SECONDS.get(unit));
        }
        return times;
    }

    private static Map<String, Column> columns(JsonObject stream, Table table) {
        Map<String, Column> columns = new LinkedHashMap<>();
        if (stream.containsKey("columns")) {
            stream.getJsonObject("columns").forEach((name, column) -> columns.put(name, new Column(
                    column.asJsonObject().getString("label", name), column.asJsonObject().getString("unit", ""))));
        } else {
            table.names().stream().filter(name -> !name.equals(stream.getString("time", "")))
                    .forEach(name -> columns.put(name, new Column(name, "")));
        }
        return columns;
    }

    private static Map<String, String> where(JsonObject stream) {
        Map<String, String> where = new LinkedHashMap<>();
        if (stream.containsKey("where")) {
            stream.getJsonObject("where").forEach((name, value) -> where.put(name,
                    value instanceof JsonString text ? text.getString() : value.toString()));
        }
        return where;
    }

    private char separator(int id, JsonObject stream) throws IOException {
        String separator = stream.getString("separator", ",");
        if (separator.length() != 1) {
            throw wrong(id, "separator", "\"" + separator + "\" is not one character");
        }
        return separator.charAt(0);
    }

    private String text(int id, JsonObject stream, String key) throws IOException {
        String text = stream.getString(key, "");
        if (text.isEmpty()) {
            throw wrong(id, key, "is missing");
        }
        return text;
    }

    private double number(int id, JsonObject stream, String key, double absent) throws IOException {
        try {
            double value = stream.containsKey(key) ? stream.getJsonNumber(key).doubleValue() : absent;
            if (value >= 0 && value < Double.POSITIVE_INFINITY || key.equals("start")) {
                return value;
            }
        } catch (ClassCastException e) {
            // told below
        }
        throw wrong(id, key, stream.get(key) + " is no number of 0 or more");
    }

    private IOException wrong(int stream, String key, String what) {
        return new IOException(description + ": stream " + stream + ": \"" + key + "\" " + what);
    }
}
