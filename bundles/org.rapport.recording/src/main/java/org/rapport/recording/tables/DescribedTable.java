package org.rapport.recording.tables;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.recording.tables.ImportedStream.Column;
import org.rapport.xdf.XdfStream;

/**
 * A table and what its columns mean:
 *
 * <pre>
 * { "file": "face.csv", "name": "face", "type": "Face", "rate": 30,
 *   "model": "OpenFace 2", "manufacturer": "",
 *   "time": "timestamp", "timeUnit": "s", "zero": 0,   // or "start": 0, and then by the rate
 *   "separator": ",", "decimal": ".", "where": { "person": "1" },
 *   "columns": { "AU12_r": { "label": "AU12_r", "unit": "" } } }   // or "leaveOut": [ "frame" ]
 * </pre>
 *
 * Of a table with several faces ({@code face_id}) it takes one, by {@code where}, or {@code "face": "most frequent"} or
 * {@code "largest"}. How it is laid out, {@link TableLayout} says; what times are, {@link CellTime}; what a column is,
 * {@link ColumnMeaning}. Without {@code columns} all but the time's are taken as they are.
 */
final class DescribedTable {
    private static final String FILE = "file";
    private static final String FACE = "face";
    private static final String LABEL = "Label";
    private static final Set<String> KEYS = Stream
            .concat(TableLayout.KEYS.stream(),
                    Stream.of(FILE, "name", "type", "rate", "model", "manufacturer", "time", "timeUnit", "zone", "zero", "end",
                            "start", "where", "columns", "leaveOut", "missing", "valid", "sparse", FACE))
            .collect(Collectors.toUnmodifiableSet());
    /** By how much the times may belie the rate: no device is that far off, but a wrong unit is. */
    private static final double MOST_OFF = 3;
    private static final int FEWEST_INTERVALS = 10;

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
            throw file.fault(Files.exists(table) ? "is not a regular file: " + table : "there is no file " + table);
        }
        return new DescribedTable(table, description);
    }

    /** @param description the JSON text, without {@code file} */
    static DescribedTable of(Path table, String description) throws IOException {
        return new DescribedTable(table, JsonEntry.parse(table + ": its description", description));
    }

    /** @param id the stream's number in its recording */
    XdfStream read(int id) throws IOException {
        TableLayout layout = TableLayout.of(description);
        String type = description.needed("type").text();
        if (type.equals(SignalGuess.UNKNOWN)) {
            throw description.needed("type")
                    .fault("must say what the table holds, such as Face, Gaze, EDA, PPG, ECG, Audio or Label");
        }
        try (TableRows rows = TableRows.open(table, layout)) {
            DescribedCells cells = DescribedCells.of(table, description, layout, rows);
            Table read = oneFace(Table.read(table, rows, cells::isWanted, cells));
            if (type.equals(LABEL)) {
                cells.forgetTexts();
            }
            cells.requireNumbers();
            double rate = positive("rate");
            double[] times = times(read, rate);
            requireRate(rate, times);
            Map<String, ColumnMeaning> signals = cells.signals();
            ImportedStream imported = new ImportedStream(description.needed("name").text(), type, rate,
                    description.text("manufacturer", ""), description.text("model", ""),
                    signals.values().stream().map(meaning -> new Column(meaning.label(), meaning.unit())).toList());
            float[] values = read.values(List.copyOf(signals.keySet()));
            String end = description.text("end", "");
            return end.isEmpty() ? imported.with(id, times, values)
                    : Intervals.of(times, ends(read, end), values, signals.size()).stream(imported, id);
        }
    }

    private double[] ends(Table read, String column) throws IOException {
        double start = description.number("start").orElse(0);
        return Arrays.stream(read.column(column)).map(end -> start + end).toArray();
    }

    /** A unit that is wrong makes another rate of the times; what is bridged or comes in bursts does not. */
    private void requireRate(double rate, double... times) throws FileFault {
        double[] known = Arrays.stream(times).filter(Double::isFinite).sorted().toArray();
        if (!(rate > 0) || known.length <= FEWEST_INTERVALS) {
            return;
        }
        double[] intervals = new double[known.length - 1];
        Arrays.setAll(intervals, i -> known[i + 1] - known[i]);
        Arrays.sort(intervals);
        double overall = intervals.length / (known[known.length - 1] - known[0]);
        double usual = 1 / intervals[intervals.length / 2];
        if (overall > MOST_OFF * rate || overall < rate / MOST_OFF && usual < rate / MOST_OFF) {
            throw description.needed("rate").fault(String.format(Locale.ROOT,
                    "says %s samples a second, but by the times of %s "
                            + "there are %s; is \"timeUnit\" (%s) what stands in column %s?",
                    number(rate), table.getFileName(), number(overall), description.text("timeUnit", "s"),
                    description.text("time", "")));
        }
    }

    private static String number(double rate) {
        return Double.isInfinite(rate) ? "any number, all at one time"
                : new BigDecimal(rate, new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    /** Two people are never one stream. */
    private Table oneFace(Table rows) throws IOException {
        String wanted = description.text(FACE, "");
        if (!wanted.isEmpty() && !wanted.equals(Faces.MOST_FREQUENT) && !wanted.equals(Faces.LARGEST)) {
            throw description.needed(FACE)
                    .fault("\"" + wanted + "\" is neither \"" + Faces.MOST_FREQUENT + "\" nor \"" + Faces.LARGEST + "\"");
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
            throw description.get("time").orElse(description)
                    .fault("names no column of times; name one with \"time\", or give a \"rate\"");
        }
        double[] times = new double[rows.rows()];
        double[] given = column.isEmpty() ? times : rows.column(column);
        for (int i = 0; i < times.length; i++) {
            times[i] = start + (column.isEmpty() ? i / rate : given[i]);
        }
        return times;
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
