package org.rapport.recording.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

/**
 * A layout of tables that a program writes, from {@code templates.json}: which columns such a table has, and what they are.
 *
 * @param about the program
 * @param needed patterns that must each fit the name of some column
 * @param streams descriptions whose columns are patterns
 */
record Template(String about, List<Pattern> needed, List<JsonEntry> streams) {
    private static final String FILE = "templates.json";

    static List<Template> all() throws IOException {
        try (InputStream in = Template.class.getResourceAsStream(FILE)) {
            List<Template> templates = new ArrayList<>();
            for (JsonEntry entry : JsonEntry.parse(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8)).elements()) {
                List<Pattern> needed = new ArrayList<>();
                for (JsonEntry column : entry.needed("columns").elements()) {
                    needed.add(pattern(column.text()));
                }
                templates.add(new Template(entry.needed("about").text(), needed, entry.needed("streams").elements()));
            }
            return templates;
        }
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    boolean fits(TableSurvey table) {
        return needed.stream().allMatch(wanted -> named(wanted, table).isPresent());
    }

    private static Optional<String> named(Pattern pattern, TableSurvey table) {
        return table.columns().stream().map(ColumnSurvey::name).filter(name -> pattern.matcher(name).matches()).findFirst();
    }

    /** The streams of such a table; those of which it has no column are left out. */
    List<Draft> drafts(TableSurvey table) throws FileFault {
        List<Draft> drafts = new ArrayList<>();
        for (JsonEntry stream : streams) {
            Draft draft = draft(stream, table);
            if (!draft.columns().isEmpty()) {
                drafts.add(draft);
            }
        }
        return drafts;
    }

    private static Draft draft(JsonEntry stream, TableSurvey table) throws FileFault {
        Draft draft = new Draft();
        boolean gaze = stream.text("type", "").equals("Gaze");
        for (Map.Entry<String, JsonEntry> key : stream.members().entrySet()) {
            switch (key.getKey()) {
                case "time" -> named(pattern(key.getValue().text()), table).ifPresent(column -> draft.set("time", column));
                case "where", "valid" -> present(key.getValue(), table).ifPresent(value -> draft.set(key.getKey(), value));
                case "columns" -> {
                    for (Map.Entry<String, JsonEntry> column : key.getValue().members().entrySet()) {
                        addColumns(draft, pattern(column.getKey()), column.getValue(), table, gaze);
                    }
                }
                default -> draft.set(key.getKey(), key.getValue().json());
            }
        }
        return draft;
    }

    private static void addColumns(Draft draft, Pattern pattern, JsonEntry meaning, TableSurvey table, boolean lower)
            throws FileFault {
        for (ColumnSurvey column : table.columns()) {
            Matcher name = pattern.matcher(column.name());
            if (name.matches() && column.isNumeric() && !draft.columns().contains(column.name())) {
                JsonObjectBuilder made = Json.createObjectBuilder();
                for (Map.Entry<String, JsonEntry> key : meaning.members().entrySet()) {
                    JsonEntry value = key.getValue();
                    if (key.getKey().equals("valid")) {
                        present(filled(value, name), table).ifPresent(valid -> made.add("valid", valid));
                    } else if (value.value() instanceof String text) {
                        String filled = filled(text, name);
                        made.add(key.getKey(), lower ? filled.toLowerCase(Locale.ROOT) : filled);
                    } else {
                        made.add(key.getKey(), value.json());
                    }
                }
                draft.column(column.name(), made.build());
            }
        }
    }

    private static JsonEntry filled(JsonEntry columns, Matcher name) throws FileFault {
        Map<String, JsonEntry> filled = new LinkedHashMap<>();
        columns.members().forEach((column, value) -> filled.put(filled(column, name), value));
        return new JsonEntry(columns.source(), columns.line(), columns.key(), filled);
    }

    private static String filled(String text, Matcher name) {
        String filled = text;
        for (int group = 1; group <= name.groupCount(); group++) {
            filled = filled.replace("$" + group, name.group(group) == null ? "" : name.group(group));
        }
        return filled;
    }

    /** Of what columns must hold, what is about columns that the table has. */
    private static Optional<JsonValue> present(JsonEntry columns, TableSurvey table) throws FileFault {
        JsonObjectBuilder present = Json.createObjectBuilder();
        boolean some = false;
        for (Map.Entry<String, JsonEntry> one : columns.members().entrySet()) {
            Optional<ColumnSurvey> column = table.columns().stream().filter(each -> each.name().equalsIgnoreCase(one.getKey()))
                    .findFirst();
            if (column.isPresent()) {
                present.add(column.get().name(), one.getValue().json());
                some = true;
            }
        }
        return some ? Optional.of(present.build()) : Optional.empty();
    }
}
