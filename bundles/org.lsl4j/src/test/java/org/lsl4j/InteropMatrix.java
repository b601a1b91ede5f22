package org.lsl4j;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.function.Executable;

/** What worked between this library and releases of the native one: a table of cases by direction and release. */
final class InteropMatrix {
    private final Set<String> columns = new LinkedHashSet<>();
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

    /** Tries a case and notes how it went. */
    void record(String column, String row, Executable trial) throws Throwable {
        columns.add(column);
        Map<String, String> cells = rows.computeIfAbsent(row, key -> new LinkedHashMap<>());
        cells.put(column, "**failed**");
        trial.execute();
        cells.put(column, "ok");
    }

    /** The table in Markdown. */
    String toMarkdown() {
        String head = "| case | " + String.join(" | ", columns) + " |\n|---|" + "---|".repeat(columns.size()) + "\n";
        return rows
                .entrySet().stream().map(row -> "| " + row.getKey() + " | " + columns.stream()
                        .map(column -> row.getValue().getOrDefault(column, "-")).collect(Collectors.joining(" | ")) + " |\n")
                .collect(Collectors.joining("", head, ""));
    }
}
