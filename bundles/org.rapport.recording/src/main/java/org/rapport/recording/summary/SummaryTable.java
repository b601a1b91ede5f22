package org.rapport.recording.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.rapport.xdf.StreamHeader;

/** A summary as people read it: the verdict, a table of the streams, what is worth knowing, and what happened to them. */
final class SummaryTable {
    private static final List<String> TITLES = List.of("stream", "type", "channels", "format", "nominal Hz", "measured Hz",
            "samples", "seconds", "gaps", "longest s", "at once", "jitter ms", "NaN %", "offsets", "offset ms", "drift ppm");
    /** The first columns are words, which stand at the left. */
    private static final int WORDS = 2;

    private SummaryTable() {
    }

    /** All of it; the verdict first. */
    static List<String> lines(RecordingSummary summary) {
        Judgement judgement = Judgement.of(summary);
        List<String> lines = new ArrayList<>();
        lines.add(judgement.verdict(summary));
        judgement.troubles().stream().skip(1).forEach(trouble -> lines.add("  " + trouble));
        lines.add("");
        lines.addAll(table(summary));
        judgement.notes().forEach(note -> lines.add("note: " + note));
        lines.addAll(states(summary));
        return lines.stream().map(SummaryTable::shown).toList();
    }

    /** What happened to the streams; what happened again and again in one line. */
    private static List<String> states(RecordingSummary summary) {
        States states = summary.states();
        List<String> lines = new ArrayList<>();
        if (!states.events().isEmpty()) {
            lines.add("");
            lines.add("states, in seconds from the start:");
            states.single().forEach(event -> lines.add("  " + states.line(event, summary.start())));
            states.folded(summary.start()).forEach(fold -> lines.add("  " + fold));
        }
        return lines;
    }

    static List<String> table(RecordingSummary summary) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(TITLES);
        summary.streams().forEach(stream -> rows.add(row(summary.title(stream), stream)));
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

    private static List<String> row(String title, StreamSummary stream) {
        StreamHeader header = stream.header();
        return List.of(title, shown(header.type()), Integer.toString(header.channelCount()), header.format().word(),
                header.rate() > 0 ? number("%.6g", header.rate()) : "irregular", number("%.6g", stream.measuredRate()),
                Long.toString(stream.samples()), number("%.3f", stream.duration()), Long.toString(stream.gaps().count()),
                stream.gaps().count() > 0 ? number("%.3f", stream.gaps().longest().seconds()) : "-",
                header.rate() > 0 ? Long.toString(stream.atOnce()) : "-", number("%.3f", 1000 * stream.jitter()),
                number("%.2f", 100 * stream.missing()), Long.toString(stream.clockOffsets()), offsets(stream),
                number("%.2f", 1e6 * stream.drift()));
    }

    private static String offsets(StreamSummary stream) {
        return stream.clockOffsets() == 0 ? "-"
                : number("%.3f", 1000 * stream.leastOffset()) + ".." + number("%.3f", 1000 * stream.greatestOffset());
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    /** A name from a network may hold what would move the cursor of a terminal. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
