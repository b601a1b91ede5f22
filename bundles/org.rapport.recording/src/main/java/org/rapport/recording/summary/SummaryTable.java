package org.rapport.recording.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.rapport.recording.summary.RecordingSummary.Event;
import org.rapport.xdf.StreamHeader;

/** A summary as people read it: a table of the streams, then what happened to them, then what is wrong with the file. */
final class SummaryTable {
    private static final List<String> TITLES = List.of("stream", "type", "channels", "format", "nominal Hz", "measured Hz",
            "samples", "seconds", "gaps", "longest s", "at once", "jitter ms", "NaN %", "offsets", "offset ms", "drift ppm");
    /** The first columns are words, which stand at the left. */
    private static final int WORDS = 2;

    private SummaryTable() {
    }

    static List<String> lines(RecordingSummary summary) {
        List<String> lines = new ArrayList<>(table(summary));
        summary.streams().stream().filter(stream -> !stream.isOwn()).forEach(stream -> addRemarks(stream, lines));
        if (!summary.events().isEmpty()) {
            lines.add("");
            lines.add("states, in seconds from the start:");
            for (Event event : summary.events()) {
                lines.add(String.format(Locale.ROOT, "  %10.3f  %s %s: %s", event.time() - summary.start(), shown(event.stream()),
                        shown(event.state()), shown(event.reason())));
            }
        }
        if (summary.eventsBeyond() > 0) {
            lines.add("  and " + summary.eventsBeyond() + " more");
        }
        if (!summary.warnings().isEmpty()) {
            lines.add("");
            summary.warnings().forEach(warning -> lines.add("warning: " + shown(warning)));
        }
        return lines;
    }

    private static List<String> table(RecordingSummary summary) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(TITLES);
        summary.streams().forEach(stream -> rows.add(row(stream)));
        int[] widths = new int[TITLES.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> aligned(row, widths)).toList();
    }

    private static String aligned(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String room = " ".repeat(widths[column] - row.get(column).length());
            line.append(column == 0 ? "" : "  ").append(column < WORDS ? row.get(column) + room : room + row.get(column));
        }
        return line.toString().stripTrailing();
    }

    private static List<String> row(StreamSummary stream) {
        StreamHeader header = stream.header();
        return List.of(shown(stream.title()), shown(header.type()), Integer.toString(header.channelCount()),
                header.format().word(),
                header.rate() > 0 ? number("%.6g", header.rate()) : "irregular", number("%.6g", stream.measuredRate()),
                Long.toString(stream.samples()), number("%.3f", stream.duration()), Long.toString(stream.gaps().count()),
                stream.gaps().count() > 0 ? number("%.3f", stream.gaps().longest()) : "-", header.rate() > 0
                        ? Long.toString(stream.atOnce()) : "-",
                number("%.3f", 1000 * stream.jitter()), number("%.2f", 100 * stream.missing()),
                Long.toString(stream.clockOffsets()), offsets(stream), number("%.2f", 1e6 * stream.drift()));
    }

    private static String offsets(StreamSummary stream) {
        return stream.clockOffsets() == 0 ? "-"
                : number("%.3f", 1000 * stream.leastOffset()) + ".." + number("%.3f", 1000 * stream.greatestOffset());
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static void addRemarks(StreamSummary stream, List<String> lines) {
        String name = shown(stream.title());
        if (stream.samples() == 0) {
            lines.add("note: " + name + " has no samples");
        }
        if (stream.unstamped() > 0) {
            lines.add("note: " + name + " has " + stream.unstamped() + " samples whose time is not known");
        }
        if (stream.backwards() > 0) {
            lines.add("note: " + name + " goes back in time " + stream.backwards()
                    + " times: the clock of its device was set back");
        }
    }

    /** A name from a network may hold what would move the cursor of a terminal. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
