package org.rapport.recording.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.Shown;
import org.rapport.recording.tables.TableRows.Row;

/** What the cells of a described table mean; remembers what they held, to tell what is no signal by its column's name. */
final class DescribedCells implements Table.Cells {
    private static final int MOST_NAMED = 20;

    private final Path file;
    private final JsonEntry description;
    private final TableLayout layout;
    private final CellTime time;
    /** Columns of times, by their place. */
    private final Set<Integer> times = new HashSet<>();
    private final Map<Integer, ColumnMeaning> signals = new LinkedHashMap<>();
    private final Map<Integer, ColumnContent> contents = new LinkedHashMap<>();
    private final Map<Integer, CellTest> where = new LinkedHashMap<>();
    private final List<String> names;
    /** Whether rows without any value are those of other sensors. */
    private final boolean sparse;

    private DescribedCells(Path file, JsonEntry description, TableLayout layout, TableRows rows) throws IOException {
        this.file = file;
        this.description = description;
        this.layout = layout;
        this.time = CellTime.of(description, layout);
        this.names = rows.names();
        this.sparse = description.flag("sparse");
        if (description.get("where").isPresent()) {
            for (Map.Entry<String, JsonEntry> one : description.needed("where").members().entrySet()) {
                where.put(rows.column(one.getKey()), CellTest.of(one.getValue()));
            }
        }
        for (String key : List.of("time", "end")) {
            String column = description.text(key, "");
            if (!column.isEmpty()) {
                times.add(rows.column(column));
            }
        }
        for (Map.Entry<String, Optional<JsonEntry>> one : chosen(rows).entrySet()) {
            int column = rows.column(one.getKey());
            signals.put(column, ColumnMeaning.of(one.getKey(), one.getValue(), description, rows));
            contents.put(column, new ColumnContent(one.getKey()));
        }
    }

    static DescribedCells of(Path file, JsonEntry description, TableLayout layout, TableRows rows) throws IOException {
        return new DescribedCells(file, description, layout, rows);
    }

    /** The columns that are described, or else all that tell neither the time nor what of the others counts, and have a name. */
    private Map<String, Optional<JsonEntry>> chosen(TableRows rows) throws IOException {
        Map<String, Optional<JsonEntry>> chosen = new LinkedHashMap<>();
        if (description.get("columns").isPresent()) {
            description.needed("columns").members().forEach((name, meaning) -> chosen.put(name, Optional.of(meaning)));
            return chosen;
        }
        Set<String> others = new HashSet<>();
        for (JsonEntry name : description.list("leaveOut")) {
            rows.column(name.text());
            others.add(name.text());
        }
        times.forEach(column -> others.add(names.get(column)));
        where.keySet().forEach(column -> others.add(names.get(column)));
        if (description.get("valid").isPresent()) {
            others.addAll(description.needed("valid").members().keySet());
        }
        names.stream().filter(name -> !others.contains(name) && !TableRows.isUnnamed(name))
                .forEach(name -> chosen.put(name, Optional.empty()));
        return chosen;
    }

    /** Whether a row belongs to the stream. */
    boolean isWanted(Row row) {
        for (Map.Entry<Integer, CellTest> one : where.entrySet()) {
            String cell = row.cells().get(one.getKey());
            if (!one.getValue().passes(cell, layout.number(cell))) {
                return false;
            }
        }
        return !sparse || signals.keySet().stream().anyMatch(column -> !ColumnContent.isMissing(row.cells().get(column)));
    }

    @Override
    public double number(Row row, int column) throws IOException {
        String cell = row.cells().get(column);
        if (times.contains(column)) {
            return time.seconds(cell)
                    .orElseThrow(() -> new FileFault(
                            file + ":" + row.line() + ": \"" + Shown.name(cell) + "\" in column " + Shown.name(names.get(column))
                                    + " is not " + time.words() + "; \"timeUnit\" says what stands there"));
        }
        double number = layout.number(cell);
        ColumnMeaning meaning = signals.get(column);
        if (meaning == null) {
            return number;
        }
        if (meaning.isMissing(cell, number)) {
            return Double.NaN;
        }
        contents.get(column).add(cell, number);
        return meaning.value(number, row, layout);
    }

    /** The columns of the stream's channels, in order. */
    Map<String, ColumnMeaning> signals() {
        Map<String, ColumnMeaning> byName = new LinkedHashMap<>();
        signals.forEach((column, meaning) -> byName.put(names.get(column), meaning));
        return byName;
    }

    /**
     * To be asked when all rows were read.
     *
     * @throws IOException if columns hold texts or decimal commas; one line that names them
     */
    void requireNumbers() throws IOException {
        List<ColumnContent> commas = contents.values().stream().filter(ColumnContent::hasCommas).toList();
        List<ColumnContent> texts = contents.values().stream().filter(column -> column.isText() && !column.hasCommas()).toList();
        List<String> faults = new ArrayList<>();
        if (!commas.isEmpty()) {
            faults.add(words(commas) + (commas.size() == 1 ? " has" : " have")
                    + " numbers with a decimal comma; say \"decimal\": \",\" in the table's description");
        }
        if (!texts.isEmpty()) {
            faults.add(words(texts) + (texts.size() == 1 ? " holds" : " hold")
                    + " texts, which are no signal; leave out by name with \"leaveOut\": ["
                    + texts.stream().map(text -> "\"" + Shown.name(text.name()) + "\"").collect(Collectors.joining(", "))
                    + "], or name the columns that are wanted with \"columns\"");
        }
        if (!faults.isEmpty()) {
            throw new FileFault(file + ": " + String.join("; and ", faults));
        }
    }

    /** Columns that hold nothing but texts say nothing in a table of reports, of which one column is read. */
    void forgetTexts() throws FileFault {
        if (description.get("columns").isPresent()) {
            return;
        }
        contents.values().removeIf(content -> content.isText() && !content.hasCommas());
        signals.keySet().retainAll(contents.keySet());
    }

    private static String words(List<ColumnContent> columns) {
        return (columns.size() == 1 ? "the column " : "the columns ") + columns.stream().limit(MOST_NAMED)
                .map(column -> Shown.name(column.name()) + " (\"" + Shown.name(column.example()) + "\")")
                .collect(Collectors.joining(", ")) + (columns.size() > MOST_NAMED ? " and more" : "");
    }
}
