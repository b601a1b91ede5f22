package org.rapport.recording.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
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
 * Of a table with several faces ({@code face_id}) it takes one, by {@code where}, or {@code "face": "most frequent"} or
 * {@code "largest"}. Without {@code columns} all but the time's are taken as they are.
 */
final class DescribedTable {
    private static final String FILE = "file";
    private static final String FACE = "face";
    private static final Set<String> KEYS = Set.of(FILE, "name", "type", "rate", "model", "manufacturer", "time", "timeUnit",
            "start", "separator", "where", "columns", FACE);
    private static final String NO_SEPARATORS = "\"\\\r\n\0";
    private static final Map<String, Double> SECONDS = Map.of("s", 1.0, "ms", 1e-3, "us", 1e-6, "min", 60.0);

    private final Path table;
    private final JsonEntry description;

    private DescribedTable(Path table, JsonEntry description) throws FileFault {
        description.allow(KEYS);
        this.table = table;
        this.description = description;
    }

    /**
     * A table that its description names.
     *
     * @param folder that {@code file} is relative to
     */
    static DescribedTable in(Path folder, JsonEntry description) throws FileFault {
        JsonEntry file = description.needed(FILE);
        Path table = file.path(folder);
        if (!Files.isRegularFile(table)) { // a pipe or a device may never end
            throw file.fault(Files.exists(table) ? "is no regular file: " + table : "there is no file " + table);
        }
        return new DescribedTable(table, description);
    }

    /** @param description the JSON text, without {@code file} */
    static DescribedTable of(Path table, String description) throws IOException {
        return new DescribedTable(table, JsonEntry.parse(table + ": its description", description));
    }

    /** @param id the stream's number in its recording */
    XdfStream read(int id) throws IOException {
        Table rows = oneFace(Table.read(table, separator(), where()));
        double rate = positive("rate");
        Map<String, Column> columns = columns(rows);
        ImportedStream imported = new ImportedStream(description.needed("name").text(), description.needed("type").text(), rate,
                description.text("manufacturer", ""), description.text("model", ""), List.copyOf(columns.values()));
        return imported.with(id, times(rows, rate), rows.values(List.copyOf(columns.keySet())));
    }

    /** Two people are never one stream. */
    private Table oneFace(Table rows) throws IOException {
        String wanted = description.text(FACE, "");
        if (!wanted.isEmpty() && !wanted.equals(Faces.MOST_FREQUENT) && !wanted.equals(Faces.LARGEST)) {
            throw description.needed(FACE).fault("\"" + wanted + "\" is neither \"" + Faces.MOST_FREQUENT + "\" nor \""
                    + Faces.LARGEST + "\"");
        }
        Faces faces = Faces.of(rows);
        if (faces.areSeveral() && wanted.isEmpty()) {
            throw description.fault(table + " has " + faces.words() + "; choose one with \"face\": \"" + Faces.MOST_FREQUENT
                    + "\" or \"" + Faces.LARGEST + "\", or \"where\": { \"" + Faces.ID + "\": \"0\" }");
        }
        Table one = !faces.areSeveral() ? rows : wanted.equals(Faces.LARGEST) ? faces.largest() : faces.mostFrequent();
        String time = description.text("time", "");
        if (Faces.areIn(one) && !time.isEmpty()) {
            one.requireDistinct(time);
        }
        return one;
    }

    private double[] times(Table rows, double rate) throws IOException {
        double start = description.number("start").orElse(0); // may lie before another clock's zero
        String column = description.text("time", "");
        if (column.isEmpty() && !(rate > 0)) {
            throw description.get("time").orElse(description).fault("names no column of times; name one with \"time\", or give "
                    + "a \"rate\"");
        }
        double[] times = new double[rows.rows()];
        double[] given = column.isEmpty() ? times : rows.column(column);
        double unit = unit();
        for (int i = 0; i < times.length; i++) {
            times[i] = start + (column.isEmpty() ? i / rate : given[i] * unit);
        }
        return times;
    }

    private double unit() throws FileFault {
        Double seconds = SECONDS.get(description.text("timeUnit", "s"));
        if (seconds == null) {
            throw description.needed("timeUnit").fault("must be one of "
                    + String.join(", ", SECONDS.keySet().stream().sorted().toList()));
        }
        return seconds;
    }

    private Map<String, Column> columns(Table rows) throws FileFault {
        Map<String, Column> columns = new LinkedHashMap<>();
        Optional<JsonEntry> described = description.get("columns");
        if (described.isPresent()) {
            for (Map.Entry<String, JsonEntry> column : described.get().members().entrySet()) {
                JsonEntry meaning = column.getValue();
                columns.put(column.getKey(), new Column(meaning.text("label", column.getKey()), meaning.text("unit", "")));
            }
        } else {
            String time = description.text("time", "");
            rows.names().stream().filter(name -> !name.equals(time)).forEach(name -> columns.put(name, new Column(name, "")));
        }
        return columns;
    }

    private Map<String, String> where() throws FileFault {
        Map<String, String> where = new LinkedHashMap<>();
        if (description.get("where").isPresent()) {
            for (Map.Entry<String, JsonEntry> one : description.needed("where").members().entrySet()) {
                where.put(one.getKey(), String.valueOf(one.getValue().value()));
            }
        }
        return where;
    }

    private char separator() throws FileFault {
        String separator = description.text("separator", ",");
        if (separator.length() != 1 || NO_SEPARATORS.contains(separator)) {
            throw description.needed("separator").fault("must be one character, and no quote, backslash or line break");
        }
        return separator.charAt(0);
    }

    /** A number of 0 or more; 0 if it is not there. */
    private double positive(String key) throws FileFault {
        double number = description.number(key).orElse(0);
        if (number < 0) {
            throw description.needed(key).fault("must be 0 or more");
        }
        return number;
    }
}
