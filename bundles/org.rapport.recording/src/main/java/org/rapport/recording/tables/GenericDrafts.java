package org.rapport.recording.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import org.rapport.json.Shown;

/** The streams of a table that no template knows: a stream for each content type of its columns. */
final class GenericDrafts {
    private static final int MOST_TIERS = 20;
    private static final double SPARSE = 0.7;

    private final TableSurvey table;
    private final String name;
    private final List<String> told;

    /** @param told takes what was assumed */
    GenericDrafts(TableSurvey table, Path file, List<String> told) {
        this.table = table;
        this.name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        this.told = told;
    }

    List<Draft> drafts() {
        Optional<IntervalGuess> intervals = IntervalGuess.of(table);
        return intervals.isPresent() ? annotations(intervals.get()) : signals();
    }

    /** A stream for each tier, which is what the first column of texts says. */
    private List<Draft> annotations(IntervalGuess intervals) {
        Set<String> times = Set.of(intervals.begin().name(), intervals.end().name(), intervals.duration().name());
        Optional<ColumnSurvey> value = table.columns().stream()
                .filter(column -> column.isNumeric() && !times.contains(column.name())).reduce((first, last) -> last);
        if (value.isEmpty()) {
            told.add("  annotations without a number; a label must be one");
            return List.of();
        }
        Optional<ColumnSurvey> tier = table.columns().stream().filter(ColumnSurvey::isText).findFirst();
        Set<String> tiers = tier.isEmpty() || tier.get().words().size() > MOST_TIERS ? Set.of("") : tier.get().words();
        List<Draft> drafts = new ArrayList<>();
        for (String one : tiers) {
            String called = one.isEmpty() ? name : one;
            Draft draft = new Draft().set("name", called).set("type", "Label").set("time", intervals.begin().name())
                    .set("timeUnit", intervals.unit()).set("end", intervals.end().name())
                    .column(value.get().name(), Json.createObjectBuilder().add("label", called).build());
            if (!one.isEmpty()) {
                draft.set("where", Json.createObjectBuilder().add(tier.get().name(), one).build());
            }
            drafts.add(draft);
        }
        told.add("  annotations that hold from " + Shown.name(intervals.begin().name()) + " to "
                + Shown.name(intervals.end().name()));
        return drafts;
    }

    private List<Draft> signals() {
        Optional<TimeGuess> time = TimeGuess.of(table);
        Map<String, Draft> drafts = new LinkedHashMap<>();
        List<ColumnSurvey> validity = table.columns().stream().filter(column -> SignalGuess.isValidity(column.name())).toList();
        for (ColumnSurvey column : table.columns()) {
            boolean isTime = time.isPresent() && time.get().column().equals(column.name());
            Optional<String> why = isTime ? Optional.of("") : whyNot(column, validity.contains(column));
            if (why.isPresent()) {
                if (!why.get().isEmpty()) {
                    told.add("  left out: " + Shown.name(column.name()) + ", " + why.get());
                }
                continue;
            }
            String unit = SignalGuess.unit(column.unit());
            String type = SignalGuess.type(table.title(column), unit);
            boolean alone = type.equals(SignalGuess.UNKNOWN) && isNumbered(column); // as CH1, CH2, which are different things
            Draft draft = drafts.computeIfAbsent(alone ? column.name() : type, key -> draft(type, time));
            draft.column(column.name(), meaning(column, type, unit, validity));
        }
        if (drafts.size() == 2 && drafts.containsKey(SignalGuess.UNKNOWN)) {
            join(drafts);
        }
        drafts.values().forEach(this::finish);
        if (drafts.size() > 1) {
            drafts.forEach((key, draft) -> draft.set("name", name + " " + key));
        }
        return List.copyOf(drafts.values());
    }

    private static boolean isNumbered(ColumnSurvey column) {
        return column.name().matches("(?i)(ch|channel|analog|a|sensor)[ _]?\\d{1,3}");
    }

    private Draft draft(String type, Optional<TimeGuess> time) {
        Draft draft = new Draft().set("name", name).set("type", type);
        time.ifPresent(guess -> draft.set("time", guess.column()).set("timeUnit", guess.unit()));
        return draft;
    }

    /** What nobody knows in a table of one kind is of that kind. */
    private static void join(Map<String, Draft> drafts) {
        Draft unknown = drafts.remove(SignalGuess.UNKNOWN);
        Draft known = drafts.values().iterator().next();
        unknown.columns().forEach(column -> known.column(column, unknown.meaning(column)));
    }

    private void finish(Draft draft) {
        String type = draft.text("type");
        boolean single = draft.columns().size() == 1;
        if (single && List.of("EDA", "ECG", "PPG").contains(type)) {
            String column = draft.columns().iterator().next();
            JsonObjectBuilder meaning = Json.createObjectBuilder(draft.meaning(column)).add("label", type);
            draft.column(column, meaning.build());
        }
        boolean sparse = draft.columns().stream().map(column -> table.column(column).orElseThrow())
                .noneMatch(column -> column.isFilled(SPARSE));
        if (sparse) {
            draft.set("sparse", JsonValue.TRUE);
        }
        if (type.equals(SignalGuess.UNKNOWN)) {
            told.add("  say the type of " + TableDescriber.names(draft.columns())
                    + ": such as Face, Gaze, EDA, PPG, ECG, Audio or Label, in \"type\" or by --type");
        }
    }

    /** Why a column is no signal; empty if it is one. */
    private static Optional<String> whyNot(ColumnSurvey column, boolean validity) {
        if (validity) {
            return Optional
                    .of(column.isConstant() || column.isEmpty() ? "which never varies" : "which says whether others are valid");
        }
        if (column.isEmpty()) {
            return Optional.of(column.name().startsWith("#") ? "" : "which never has a value");
        }
        if (!column.isNumeric()) {
            return Optional.of("which holds texts (\"" + Shown.name(column.first()) + "\")");
        }
        if (column.counts()) {
            return Optional.of("which counts");
        }
        String words = column.name().toLowerCase(Locale.ROOT);
        if (column.rises() && (words.contains("time") || words.contains("frame") || words.contains("index")
                || words.contains("number") || words.contains("sample"))) {
            return Optional.of("which is a clock or a counter");
        }
        if (words.endsWith(" id") || words.endsWith("_id") || words.equals("id")) {
            return Optional.of("which numbers something");
        }
        return TableRows.isUnnamed(column.name()) ? Optional.of("which has no name") : Optional.empty();
    }

    private JsonObject meaning(ColumnSurvey column, String type, String unit, List<ColumnSurvey> validity) {
        JsonObjectBuilder meaning = Json.createObjectBuilder();
        String title = table.title(column);
        String label = title.replaceAll("\\s*[\\[(][^\\[\\]()]*[\\])]\\s*$", "");
        if (!label.equals(column.name()) && !label.isBlank()) {
            meaning.add("label", label);
        }
        if (!unit.isEmpty()) {
            meaning.add("unit", unit);
        }
        if (type.equals("Gaze") && column.name().toLowerCase(Locale.ROOT).contains("pupil")) {
            meaning.add("missing", Json.createArrayBuilder().add(-1).add(0));
        }
        JsonObjectBuilder valid = Json.createObjectBuilder();
        boolean some = false;
        for (ColumnSurvey check : validity) {
            String side = SignalGuess.side(check.name());
            if (side.isEmpty() || side.equals(SignalGuess.side(column.name()))) {
                some |= test(check, valid);
            }
        }
        if (some) {
            meaning.add("valid", valid);
        }
        return meaning.build();
    }

    /** What a column must hold for others to be valid; nothing if it never varies. */
    private static boolean test(ColumnSurvey check, JsonObjectBuilder valid) {
        Optional<String> word = check.words().stream()
                .filter(one -> one.equalsIgnoreCase("valid") || one.equalsIgnoreCase("true") || one.equalsIgnoreCase("yes"))
                .findFirst();
        if (word.isPresent()) {
            valid.add(check.name(), word.get());
        } else if (!check.isNumeric() || check.isConstant()) {
            return false;
        } else if (check.isWhole() && check.greatest() <= 1) {
            valid.add(check.name(), 1);
        } else if (check.isWhole()) {
            JsonArrayBuilder sound = Json.createArrayBuilder().add(0).add(1); // Tobii's codes: 0 is sure, 4 is lost
            valid.add(check.name(), sound);
        } else {
            valid.add(check.name(), Json.createObjectBuilder().add("from", check.greatest() <= 1 ? 0.5 : check.greatest() / 2));
        }
        return true;
    }
}
