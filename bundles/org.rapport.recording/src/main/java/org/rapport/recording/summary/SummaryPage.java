package org.rapport.recording.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A summary as one page that needs nothing else: when each stream was there, the table, and what happened. */
final class SummaryPage {
    private static final int WIDTH = 900;
    private static final int ROW = 22;
    private static final int NAMES = 220;
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1a1a1a; }
            h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            pre { overflow-x: auto; background: #f5f5f5; padding: 1rem; font-size: 13px; }
            svg { width: 100%; height: auto; } text { font: 12px system-ui, sans-serif; fill: #1a1a1a; }
            .there { fill: #3a7d44; } .gap { fill: #d1495b; } .axis { stroke: #999; }
            .verdict { padding: .6rem 1rem; border-left: 4px solid #3a7d44; background: #eef6ef; }
            .verdict.bad { border-color: #d1495b; background: #fbecee; }
            """;

    private SummaryPage() {
    }

    static String html(RecordingSummary summary, String name) {
        List<String> troubles = Judgement.troubles(summary);
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escape(name)).append("</title><style>\n").append(STYLE).append("</style></head><body>\n<h1>")
                .append(escape(name)).append("</h1>\n");
        html.append("<div class=\"verdict").append(troubles.isEmpty() ? "" : " bad").append("\">");
        if (troubles.isEmpty()) {
            html.append("Nothing is missing and no clock is off.");
        } else {
            html.append("<ul>");
            troubles.forEach(trouble -> html.append("<li>").append(escape(trouble)).append("</li>"));
            html.append("</ul>");
        }
        html.append("</div>\n<h2>When each stream was there</h2>\n").append(timeline(summary));
        html.append("<h2>Streams and states</h2>\n<pre>");
        SummaryTable.lines(summary).forEach(line -> html.append(escape(line)).append('\n'));
        return html.append("</pre>\n</body></html>\n").toString();
    }

    private static String timeline(RecordingSummary summary) {
        List<StreamSummary> streams = new ArrayList<>(summary.streams());
        streams.removeIf(stream -> stream.isOwn() || stream.samples() == 0 || Double.isNaN(stream.first()));
        double start = streams.stream().mapToDouble(StreamSummary::first).min().orElse(0);
        double end = streams.stream().mapToDouble(stream -> stream.first() + stream.duration()).max().orElse(1);
        double scale = (WIDTH - NAMES) / Math.max(1e-9, end - start);
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH,
                ROW * streams.size() + 30));
        for (int i = 0; i < streams.size(); i++) {
            StreamSummary stream = streams.get(i);
            svg.append(String.format(Locale.ROOT, "<text x=\"0\" y=\"%d\">%s</text>",
                    i * ROW + 15, escape(stream.title())));
            svg.append(bar("there", stream.first() - start, stream.duration(), scale, i));
            for (Gaps.Gap gap : stream.gaps().first()) {
                svg.append(bar("gap", gap.from() - start, gap.seconds(), scale, i));
            }
            svg.append('\n');
        }
        int axis = ROW * streams.size() + 4;
        svg.append(String.format(Locale.ROOT,
                "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/><text x=\"%d\" y=\"%d\">0 s</text>"
                + "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.1f s</text></svg>%n", NAMES, WIDTH, axis, axis, NAMES, axis
                + 16, WIDTH,
                axis + 16, end - start));
        return svg.toString();
    }

    private static String bar(String kind, double from, double seconds, double scale, int row) {
        return String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"12\"/>", kind,
                NAMES + from * scale, row * ROW + 4, Math.max(0.5, seconds * scale));
    }

    /** Names come from the network. */
    private static String escape(String text) {
        return text.replaceAll("\\p{Cntrl}", "?").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
