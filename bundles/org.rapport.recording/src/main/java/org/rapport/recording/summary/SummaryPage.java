package org.rapport.recording.summary;

import java.util.List;
import java.util.Locale;

/** A summary as one page that needs nothing else: the verdict, when each stream was there, the table, and what happened. */
final class SummaryPage {
    private static final int WIDTH = 900;
    private static final int ROW = 22;
    private static final int NAMES = 220;
    private static final int MOST_NAME = 32;
    private static final int TICKS = 6;
    /** Lines of a page of a long list. */
    private static final int LINES = 100;
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1a1a1a; }
            h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            pre { overflow-x: auto; background: #f5f5f5; padding: 1rem; font-size: 13px; }
            details { margin: .3rem 0; } summary { cursor: pointer; }
            svg { width: 100%; height: auto; } text { font: 12px system-ui, sans-serif; fill: #1a1a1a; }
            .there { fill: #3a7d44; } .elsewhere { fill: #8a8a8a; } .gap { fill: #d1495b; } .restart { fill: #1d4e89; }
            .axis { stroke: #999; }
            .verdict { padding: .6rem 1rem; border-left: 4px solid #3a7d44; background: #eef6ef; font-weight: 600; }
            .verdict.bad { border-color: #d1495b; background: #fbecee; }
            """;

    private final RecordingSummary summary;
    private final StringBuilder html = new StringBuilder();

    private SummaryPage(RecordingSummary summary) {
        this.summary = summary;
    }

    static String html(RecordingSummary summary, String name) {
        SummaryPage page = new SummaryPage(summary);
        page.write(name);
        return page.html.toString();
    }

    private void write(String name) {
        Judgement judgement = Judgement.of(summary);
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>").append(escape(name))
                .append("</title><style>\n").append(STYLE).append("</style></head><body>\n<h1>").append(escape(name))
                .append("</h1>\n<p class=\"verdict").append(judgement.isGood() ? "" : " bad").append("\">")
                .append(escape(judgement.verdict(summary))).append("</p>\n");
        list("What is wrong", judgement.troubles().size() > 1 ? judgement.troubles() : List.of());
        list("Worth knowing", judgement.notes());
        html.append("<h2>When each stream was there</h2>\n");
        timeline();
        html.append("<h2>Streams</h2>\n<pre>");
        SummaryTable.table(summary).forEach(line -> html.append(escape(line)).append('\n'));
        html.append("</pre>\n");
        States states = summary.states();
        list("Repeated states", states.folded(summary.start()));
        paged("States, in seconds from the start",
                states.single().stream().map(event -> states.line(event, summary.start())).toList());
        if (states.single().size() < states.events().size()) {
            paged("Every state, in seconds from the start",
                    states.events().stream().map(event -> states.line(event, summary.start())).toList());
        }
        if (states.beyond() > 0) {
            html.append("<p>").append(states.beyond()).append(" more states are in the file.</p>\n");
        }
        paged("Odd times, in seconds from the start", Happening.of(summary).stream().map(one -> one.line(summary)).toList());
        html.append("</body></html>\n");
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            html.append("<h2>").append(title).append("</h2>\n<ul>");
            lines.forEach(line -> html.append("<li>").append(escape(line)).append("</li>\n"));
            html.append("</ul>\n");
        }
    }

    /** A long list in pages that are opened one by one; a short one as it is. */
    private void paged(String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        html.append("<h2>").append(title).append("</h2>\n");
        boolean isLong = lines.size() > LINES;
        for (int from = 0; from < lines.size(); from += LINES) {
            List<String> page = lines.subList(from, Math.min(lines.size(), from + LINES));
            html.append(isLong
                    ? "<details><summary>" + (from + 1) + " to " + (from + page.size()) + " of " + lines.size() + "</summary>"
                    : "").append("<pre>");
            page.forEach(line -> html.append(escape(line)).append('\n'));
            html.append("</pre>").append(isLong ? "</details>\n" : "\n");
        }
    }

    /** One row a stream, on the recorder's clock; a stream of another clock has a row from its own beginning, in grey. */
    private void timeline() {
        List<StreamSummary> streams = summary.streams().stream()
                .filter(stream -> !stream.isOwn() && stream.samples() > stream.unstamped()).toList();
        double longest = streams.stream().filter(stream -> !summary.isTogether(stream)).mapToDouble(StreamSummary::duration).max()
                .orElse(0);
        double seconds = Math.max(1e-9, Math.max(summary.last() - summary.start(), longest));
        html.append(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH, ROW * streams.size() + 30));
        for (int i = 0; i < streams.size(); i++) {
            StreamSummary stream = streams.get(i);
            boolean together = summary.isTogether(stream);
            double start = together ? summary.start() : stream.earliest();
            html.append(String.format(Locale.ROOT, "<text x=\"0\" y=\"%d\">%s</text>", i * ROW + 15,
                    escape(shortened(summary.title(stream)))));
            bar(together ? "there" : "elsewhere", stream.earliest() - start, stream.duration(), seconds, i);
            for (Gaps.Gap gap : stream.gaps().first()) {
                bar("gap", gap.from() - start, gap.seconds(), seconds, i);
            }
            for (Tally.Moment restart : stream.restarts().first()) {
                bar("restart", restart.time() - start, 0, seconds, i);
            }
            html.append('\n');
        }
        axis(ROW * streams.size() + 4, seconds);
        html.append("</svg>\n");
    }

    private void axis(int y, double seconds) {
        html.append(
                String.format(Locale.ROOT, "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", NAMES, WIDTH, y, y));
        for (int tick = 0; tick <= TICKS; tick++) {
            String anchor = tick == 0 ? "start" : tick == TICKS ? "end" : "middle";
            html.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s s</text>",
                    NAMES + tick * (WIDTH - NAMES) / TICKS, y + 16, anchor,
                    tick == 0 ? "0" : String.format(Locale.ROOT, "%.1f", tick * seconds / TICKS)));
        }
    }

    private void bar(String kind, double from, double length, double seconds, int row) {
        double scale = (WIDTH - NAMES) / seconds;
        html.append(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"12\"/>", kind,
                NAMES + from * scale, row * ROW + 4, Math.max(0.5, length * scale)));
    }

    private static String shortened(String name) {
        return name.length() <= MOST_NAME ? name : name.substring(0, MOST_NAME - 1) + "\u2026";
    }

    /** Names come from the network. */
    private static String escape(String text) {
        return text.replaceAll("\\p{Cntrl}", "?").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"",
                "&quot;");
    }
}
