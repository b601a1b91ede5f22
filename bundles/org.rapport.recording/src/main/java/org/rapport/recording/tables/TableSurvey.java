package org.rapport.recording.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.rapport.recording.tables.TableRows.Row;

/**
 * What an unknown table holds.
 *
 * @param layout as it seems to be; names columns that have none
 * @param head the lines above the names
 * @param columns in order
 */
record TableSurvey(TableLayout layout, List<String> head, List<ColumnSurvey> columns) {
    private static final int MOST_ROWS = 200_000;
    private static final Pattern UNIT_IN_NAME = Pattern.compile("[\\[(]([^\\[\\]()]+)[\\])]");
    private static final Pattern CHANNELS = Pattern.compile("(\\d{1,3}) channels?");

    static TableSurvey of(Path file) throws IOException {
        LayoutGuess guess = LayoutGuess.of(file);
        TableLayout layout = named(guess.layout());
        try (TableRows rows = TableRows.open(file, layout)) {
            List<ColumnSurvey> columns = new ArrayList<>();
            for (String name : rows.names()) {
                columns.add(new ColumnSurvey(name, unit(name, columns.size(), guess)));
            }
            int count = 0;
            for (Optional<Row> row = rows.next(); row.isPresent() && count < MOST_ROWS; row = rows.next()) {
                for (int column = 0; column < columns.size(); column++) {
                    String cell = row.get().cells().get(column);
                    columns.get(column).add(cell, layout.number(cell));
                }
                count++;
            }
            return new TableSurvey(layout, guess.head(), columns);
        }
    }

    /** Columns that nobody named are {@code column1}, {@code column2}: no electrodes. */
    private static TableLayout named(TableLayout layout) {
        return new TableLayout(layout.separator(), layout.decimal(), layout.charset(), layout.skip(), layout.unitRows(),
                layout.comment(), IntStream.range(0, layout.names().size())
                        .mapToObj(i -> layout.names().get(i).isEmpty() ? "column" + (i + 1) : layout.names().get(i)).toList());
    }

    /** As the row of units, the name, or a head that lists the channels with their units has it. */
    private static String unit(String name, int column, LayoutGuess guess) {
        String unit = column < guess.units().size() ? guess.units().get(column).replaceAll("[\\[\\]]", "") : "";
        Matcher inName = UNIT_IN_NAME.matcher(name);
        String said = unit.isEmpty() && inName.find() ? inName.group(1) : unit;
        return said.isEmpty() ? titled(name, guess.head(), 1) : said;
    }

    /** What a channel is called, where the head lists all of them, as AcqKnowledge's does; else its name. */
    String title(ColumnSurvey column) {
        String title = titled(column.name(), head, 0);
        return title.isEmpty() ? column.name() : title;
    }

    /** A head has the number of channels, and then two lines for each: title and unit. */
    private static String titled(String name, List<String> head, int which) {
        Matcher numbered = Pattern.compile("CH\\s?(\\d{1,3})").matcher(name);
        if (!numbered.matches()) {
            return "";
        }
        for (int line = 0; line < head.size(); line++) {
            Matcher count = CHANNELS.matcher(head.get(line).strip());
            int at = line + 2 * Integer.parseInt(numbered.group(1)) - 1 + which;
            if (count.matches() && at < head.size()) {
                return head.get(at).strip();
            }
        }
        return "";
    }

    Optional<ColumnSurvey> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
