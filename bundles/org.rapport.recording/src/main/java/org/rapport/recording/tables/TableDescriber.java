package org.rapport.recording.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

import org.rapport.json.FileFault;
import org.rapport.json.Shown;
import org.rapport.xdf.XdfStream;

/**
 * Guesses what the columns of tables mean, by templates of programs that are known and by the names and values of any others, and
 * says it in the words of a {@code streams.json}. Whatever is assumed is told.
 */
public final class TableDescriber {
    /** A first time above this is one since 1970. */
    private static final double UNIX = 6e8;
    private static final int MOST_NAMES = 60;
    private static final double EVEN = 0.05;

    private final OptionalDouble rate;
    private final Optional<String> type;
    private final List<Path> files = new ArrayList<>();
    private final List<List<Draft>> drafts = new ArrayList<>();
    private final Set<Draft> sinceEpoch = new HashSet<>();
    private final List<String> told = new ArrayList<>();
    private Optional<Instant> zero = Optional.empty();

    /**
     * @param rate samples a second, where a table has no times
     * @param type content type of streams whose columns do not tell it
     */
    public TableDescriber(OptionalDouble rate, Optional<String> type) {
        this.rate = rate;
        this.type = type;
    }

    /**
     * Takes one more table of the same session.
     *
     * @throws IOException if it is none, or nothing can be told; one line that says why
     */
    public void add(Path file) throws IOException {
        if (Files.isRegularFile(file) && (EmpaticaFolder.isZip(file) || NovaAnnotation.head(file).isPresent())) {
            throw new FileFault(file + ": needs no description, it says itself what it holds; name it in study.json as it is");
        }
        TableSurvey table = TableSurvey.of(file);
        Optional<Template> template = Template.all().stream().filter(one -> one.fits(table)).findFirst();
        told.add(file.getFileName() + ": " + template.map(one -> "the layout of " + one.about())
                .orElse("no layout that is known; guessed by names and values"));
        List<Draft> made = template.isPresent() ? template.get().drafts(table) : new GenericDrafts(table, file, told).drafts();
        if (made.isEmpty()) {
            throw new FileFault(file + ": no column looks like a signal; describe it by hand");
        }
        for (Draft draft : made) {
            finish(draft, table, file);
        }
        if (template.isPresent()) {
            tellLeftOut(made, table);
        }
        files.add(file);
        drafts.add(made);
    }

    private void tellLeftOut(List<Draft> made, TableSurvey table) {
        Set<String> used = new HashSet<>();
        made.forEach(draft -> {
            used.addAll(draft.columns());
            used.add(draft.text("time"));
        });
        List<String> others = table.columns().stream().map(ColumnSurvey::name)
                .filter(name -> !used.contains(name) && !TableRows.isUnnamed(name)).toList();
        if (!others.isEmpty()) {
            told.add("  left out: " + names(others));
        }
    }

    private void finish(Draft draft, TableSurvey table, Path file) throws IOException {
        layout(draft, table);
        type.filter(given -> draft.text("type").equals(SignalGuess.UNKNOWN)).ifPresent(given -> draft.set("type", given));
        rate.ifPresent(given -> draft.number("rate", given));
        Optional<ColumnSurvey> time = table.column(draft.text("time"));
        if (time.isPresent() && !draft.has("timeUnit")) {
            draft.set("timeUnit", TimeGuess.unit(time.get()));
        }
        if (rate.isEmpty() && (time.isEmpty() || draft.text("timeUnit").equals("frames"))) {
            throw new FileFault(file + ": " + (time.isEmpty() ? "has no column of times" : "counts frames")
                    + "; say how many samples per second there are, such as --rate 25");
        }
        XdfStream stream = read(draft, file);
        if (stream.times().length == 0 && draft.has("where")) {
            draft.remove("where");
            stream = read(draft, file);
        }
        if (rate.isEmpty() && !draft.has("end") && !draft.text("type").equals("Label")) {
            rate(stream.times()).ifPresent(measured -> draft.number("rate", measured));
        }
        leaveOutConstants(draft, table);
        tell(draft);
        double first = Arrays.stream(stream.times()).filter(Double::isFinite).min().orElse(0);
        if (first > UNIX) {
            Instant start = instant(first);
            sinceEpoch.add(draft);
            zero = zero.isEmpty() || start.isBefore(zero.get()) ? Optional.of(start) : zero;
        }
    }

    private void tell(Draft draft) {
        told.add("  " + Shown.name(draft.text("type")) + " \"" + Shown.name(draft.text("name")) + "\": " + names(draft.columns())
                + (draft.has("time") ? "; times in " + Shown.name(draft.text("time")) + " (" + draft.text("timeUnit") + ")" : "")
                + (draft.has("rate") ? ", " + draft.json().get("rate") + " Hz" : ""));
    }

    static String names(Collection<String> names) {
        return names.stream().limit(MOST_NAMES).map(Shown::name).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }

    private static XdfStream read(Draft draft, Path file) throws IOException {
        String type = draft.text("type");
        draft.set("type", type.equals(SignalGuess.UNKNOWN) ? "unknown" : type);
        try {
            return DescribedTable.of(file, draft.json().toString()).read(1);
        } finally {
            draft.set("type", type);
        }
    }

    private static Instant instant(double seconds) {
        return Instant.EPOCH.plus(Math.round(seconds * 1e6), ChronoUnit.MICROS); // a double has no more digits
    }

    private void leaveOutConstants(Draft draft, TableSurvey table) {
        for (String name : List.copyOf(draft.columns())) {
            ColumnSurvey column = table.column(name).orElseThrow();
            boolean says = !column.isConstant() || column.least() == 0; // an action unit that was not seen here may be elsewhere
            if (!says && draft.columns().size() > 1) {
                draft.removeColumn(name);
                told.add("  left out: " + Shown.name(name) + ", which is always " + column.first());
            }
        }
    }

    private static void layout(Draft draft, TableSurvey table) {
        TableLayout layout = table.layout();
        char separator = layout.separator().orElse(',');
        if (separator != ',') {
            draft.set("separator", String.valueOf(separator));
        }
        if (layout.decimal() != '.') {
            draft.set("decimal", String.valueOf(layout.decimal()));
        }
        layout.charset().ifPresent(charset -> draft.set("encoding", charset.name()));
        if (layout.skip() > 0) {
            draft.number("skip", layout.skip());
        }
        if (layout.unitRows() > 0) {
            draft.number("unitRows", layout.unitRows());
        }
        if (!layout.comment().isEmpty()) {
            draft.set("comment", layout.comment());
        }
        if (!layout.names().isEmpty()) {
            draft.list("names", layout.names());
        }
    }

    /** The rate of samples that come evenly: a whole number where it is near one. */
    private static OptionalDouble rate(double... times) {
        double[] steps = new double[Math.max(0, times.length - 1)];
        Arrays.setAll(steps, i -> times[i + 1] - times[i]);
        double[] some = Arrays.stream(steps).filter(step -> step > 0).sorted().toArray();
        if (some.length < 2) {
            return OptionalDouble.empty();
        }
        double usual = some[some.length / 2];
        if (some[some.length * 3 / 4] - some[some.length / 4] > 0.5 * usual) {
            return OptionalDouble.empty();
        }
        double mean = Arrays.stream(some).filter(step -> step < 1.5 * usual).average().orElse(usual);
        double found = 1 / (Math.abs(mean - usual) < EVEN * usual ? mean : usual);
        double whole = Math.rint(found);
        return OptionalDouble.of(Math.abs(whole - found) < 0.01 * found ? whole : Math.rint(found * 1000) / 1000);
    }

    /** What was assumed, for people, one line each. */
    public List<String> told() {
        List<String> lines = new ArrayList<>(told);
        zero.ifPresent(start -> lines.add("times since 1970 count from " + start + ", the first of them, in all these tables; "
                + "give all tables of a session the same \"zero\""));
        return lines;
    }

    /** The whole description: the streams of all tables, on one zero. */
    public JsonObject description() {
        JsonArrayBuilder streams = Json.createArrayBuilder();
        for (int i = 0; i < files.size(); i++) {
            for (Draft draft : drafts.get(i)) {
                zero.filter(start -> sinceEpoch.contains(draft)).ifPresent(start -> draft.set("zero", start.toString()));
                streams.add(draft.json(files.get(i).getFileName().toString()));
            }
        }
        return Json.createObjectBuilder().add("streams", streams).build();
    }
}
