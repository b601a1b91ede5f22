package org.rapport.training.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.training.part.Part;

/** How all parts stand, and how long they will take. */
final class PartTable {
    private static final int MOST_ROWS = 20;
    private static final int WIDTH = 79;

    /** A part that is not done. */
    private static final class Row {
        private final int before;
        private String host = "";
        private int epochs;

        private Row(int epochs) {
            this.before = epochs;
            this.epochs = epochs;
        }
    }

    private final int all;
    private final int epochs;
    private final ToIntFunction<String> made;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final long begun = System.nanoTime();
    private int doneEpochs;
    private int lost;

    /**
     * @param epochs of each part
     * @param made how many of them a part has made, by its name
     */
    PartTable(List<Part> parts, int epochs, ToIntFunction<String> made) {
        this.all = parts.size();
        this.epochs = epochs;
        this.made = made;
        parts.forEach(part -> rows.put(part.name(), new Row(made.applyAsInt(part.name()))));
    }

    /**
     * Takes an event of the driver.
     *
     * @return what to say of it, a line each
     */
    List<String> take(String kind, JsonEntry event) throws FileFault {
        switch (kind) {
            case "connected" :
                return List.of("Spark works as " + event.needed("application").text() + " on " + all + " parts");
            case "noted" :
                return List.of(event.needed("line").text());
            case "begun" :
                return List.of(begin(event.needed("part").text(), event.needed("host").text()));
            case "done" :
                return List.of(end(event.needed("part").text()));
            case "lost" :
                return List.of(lose(event.needed("part").text(), event.needed("reason").text()));
            default :
                return List.of();
        }
    }

    private String begin(String part, String host) {
        Row row = rows.get(part);
        row.host = host;
        row.epochs = made.applyAsInt(part);
        return part + ": " + (row.epochs == 0 ? "begins" : "goes on after epoch " + row.epochs) + " on " + host;
    }

    private String end(String part) {
        Row row = rows.remove(part);
        doneEpochs += epochs - row.before;
        return part + ": done on " + row.host + "; " + summary();
    }

    private String lose(String part, String reason) {
        Row row = rows.get(part);
        lost++;
        String host = row.host;
        row.host = "";
        return part + ": lost on " + host + ", waits for another process: " + reason;
    }

    /** Whether it is of no parts at all. */
    boolean isEmpty() {
        return all == 0;
    }

    /** How many are at work. */
    int working() {
        return (int) rows.values().stream().filter(row -> !row.host.isEmpty()).count();
    }

    /** Looks how far those are that are at work. */
    void look() {
        rows.forEach((name, row) -> {
            if (!row.host.isEmpty()) {
                row.epochs = made.applyAsInt(name);
            }
        });
    }

    /** Those at work, and how all stand. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        rows.forEach((name, row) -> {
            if (!row.host.isEmpty() && lines.size() < MOST_ROWS) {
                String shown = String.format(Locale.ROOT, "  %-32s %-24s epoch %d/%d", name, row.host,
                        Math.min(row.epochs + 1, epochs), epochs);
                lines.add(shown.length() > WIDTH ? shown.substring(0, WIDTH) : shown);
            }
        });
        if (working() > lines.size()) {
            lines.add("  and " + (working() - lines.size()) + " more");
        }
        lines.add(summary());
        return lines;
    }

    private String summary() {
        int waiting = rows.size() - working();
        return (all - rows.size()) + " of " + all + " parts done, " + working() + " at work"
                + (waiting == 0 ? "" : ", " + waiting + " wait") + (lost == 0 ? "" : ", " + lost + " times lost") + left();
    }

    private String left() {
        double seconds = (System.nanoTime() - begun) * 1e-9;
        int made = doneEpochs + rows.values().stream().mapToInt(row -> row.epochs - row.before).sum();
        int missing = rows.values().stream().mapToInt(row -> epochs - row.epochs).sum();
        if (rows.isEmpty()) {
            return ", " + clock(seconds);
        }
        return made == 0 ? "" : ", about " + clock(seconds * missing / made) + " left";
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d:%02d", TimeUnit.SECONDS.toHours(whole), whole / 60 % 60, whole % 60);
    }
}
